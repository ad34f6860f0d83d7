import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { splitAdjusted } from '../../domain/market/adjustments.js';
import type { KnownData } from '../../domain/market/known-data.js';
import { Clock } from '../../platform/clock/clock.js';
import { FedStatementRepository } from './fed-statement.repository.js';
import { InstallationRepository } from './installation.repository.js';
import type { InstallationState } from './installation.repository.js';
import type { Knowledge } from './knowledge.js';
import { MacroObservationRepository } from './macro-observation.repository.js';
import { PriceBarRepository } from './price-bar.repository.js';
import { ProvenanceReader } from './provenance-reader.service.js';

const STATE_LIFETIME_MS = 1_000;
/** A whole history is some 10 MB: a few past instants are kept, not many. */
const PAST_INSTANTS_KEPT = 2;
const ATTEMPTS = 5;

interface Latest {
  readonly data: KnownData;
  readonly lastLearnedAt: Date | undefined;
}

/** What the store knows, now or at an instant in the past, held in memory as long as it stands. */
@Injectable()
export class MarketDataReader {
  private state: { readonly value: Promise<InstallationState>; readonly readAt: number } | undefined;
  private latest: { readonly revision: string; readonly value: Promise<Latest> } | undefined;
  private readonly past = new LRUCache<string, Promise<KnownData>>({ max: PAST_INSTANTS_KEPT });

  constructor(
    private readonly clock: Clock,
    private readonly installation: InstallationRepository,
    private readonly bars: PriceBarRepository,
    private readonly macro: MacroObservationRepository,
    private readonly statements: FedStatementRepository,
    private readonly provenance: ProvenanceReader,
  ) {}

  /**
   * The versions in force at `knownAt`: of each bar the latest learned by then, of each macro series all
   * that was known and public by then; with `revision`, only of what the store had by then. Without
   * either, everything the store knows. The same object is returned for as long as nothing changed, so
   * callers may key caches on it.
   */
  async read({ knownAt, revision }: Knowledge = {}): Promise<KnownData> {
    const state = await this.currentState();
    const latest = await this.latestOf(state.revision);
    const knowsAll =
      knownAt === undefined || latest.lastLearnedAt === undefined || knownAt >= latest.lastLearnedAt;
    const holdsAll = revision === undefined || revision === latest.data.revision;
    if (knowsAll && holdsAll) return latest.data;
    const key = `${revision ?? latest.data.revision}@${knownAt?.getTime() ?? ''}`;
    return cached(this.past.get(key), () => this.load({ knownAt, revision }), {
      keep: (value) => this.past.set(key, value),
      forget: () => this.past.delete(key),
    });
  }

  /** Counts the store's changes. At most a second old where another process writes. */
  async revision(): Promise<string> {
    return (await this.currentState()).revision;
  }

  /** Makes the next read look at the store; called by whoever in this process wrote to it. */
  refresh(): void {
    this.state = undefined;
  }

  private currentState(): Promise<InstallationState> {
    const now = this.clock.now().getTime();
    if (this.state && Math.abs(now - this.state.readAt) < STATE_LIFETIME_MS) return this.state.value;
    return cached(undefined, () => this.installation.state(), {
      keep: (value) => (this.state = { value, readAt: now }),
      forget: () => (this.state = undefined),
    });
  }

  private latestOf(revision: string): Promise<Latest> {
    const known = this.latest?.revision === revision ? this.latest.value : undefined;
    return cached(known, () => this.loadLatest(), {
      keep: (value) => (this.latest = { revision, value }),
      forget: () => (this.latest = undefined),
    });
  }

  private async loadLatest(): Promise<Latest> {
    const lastLearnedAt = await this.installation.lastLearnedAt();
    return { data: await this.load({}), lastLearnedAt };
  }

  /** Reads until no write came between the first and the last statement. */
  private async load(knowledge: Knowledge): Promise<KnownData> {
    for (let attempt = 1; ; attempt++) {
      const before = await this.installation.state();
      const [stored, macro, statements, provenance] = await Promise.all([
        this.bars.columnsInForce(knowledge),
        this.macro.history(knowledge),
        this.statements.inForce(knowledge),
        this.provenance.read(knowledge),
      ]);
      const after = await this.installation.state();
      if (before.revision === after.revision || attempt === ATTEMPTS) {
        const { dataset, revision } = after;
        const bars = new Map(
          [...stored].map(([symbol, series]) => [
            symbol,
            splitAdjusted(series, provenance.actions.get(symbol) ?? []),
          ]),
        );
        return { dataset, revision: knowledge.revision ?? revision, bars, macro, statements, ...provenance };
      }
    }
  }
}

/** The promise at hand, or a new one that is kept unless it fails: callers at once share one read. */
function cached<T>(
  known: Promise<T> | undefined,
  make: () => Promise<T>,
  { keep, forget }: { keep: (value: Promise<T>) => unknown; forget: () => unknown },
): Promise<T> {
  if (known) return known;
  const value = make();
  keep(value);
  value.catch(forget);
  return value;
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import type { KnownData } from '../../domain/market/known-data.js';
import { READ_SYMBOLS } from '../../domain/market/instruments.js';
import { doubtsOfAnswer, revisionsOf } from '../../domain/market/quality.js';
import { knownMarket, type KnownMarket, type Timing } from '../../domain/recommendation/session.js';
import { Clock } from '../../platform/clock/clock.js';
import { MarketDataReader } from '../market-data/market-data-reader.service.js';

/** A market as known at the question's time, with that time resolved. */
export interface KnownMarketAt {
  readonly known: KnownMarket;
  readonly timing: Timing;
  /** What it was prepared from. */
  readonly data: KnownData;
  /** The data revision that was read. */
  readonly revision: string;
}

/** The question's own choice of time, as callers give it: a session and an RFC 3339 instant. */
export interface AskedTime {
  readonly asOf?: string;
  readonly knownAt?: string;
  /** For replays: only what the store had at this data revision. */
  readonly revision?: string;
}

/**
 * Prepares what the store knows for reading, once for as long as it stands: the same `KnownMarket` is
 * returned while nothing changed, so its columns are shared and callers may key caches on it.
 */
@Injectable()
export class KnownMarkets {
  private readonly prepared = new WeakMap<KnownData, KnownMarket>();

  constructor(
    private readonly reader: MarketDataReader,
    private readonly clock: Clock,
  ) {}

  /** Without `knownAt`, all that is known now. Throws 422 `known-at-in-future`. */
  async at({ asOf, knownAt, revision }: AskedTime): Promise<KnownMarketAt> {
    const now = this.clock.now();
    const asked = knownAt === undefined ? undefined : new Date(knownAt);
    if (asked !== undefined && asked > now) {
      const message = `${knownAt} is in the future; nobody knows yet what will be known then.`;
      throw new DomainError('unprocessable', 'known-at-in-future', message, [
        { pointer: '/knownAt', code: 'known-at-in-future', message },
      ]);
    }
    const data = await this.reader.read({ knownAt: asked, revision });
    let known = this.prepared.get(data);
    if (known === undefined) {
      known = knownMarket(data.bars, data.macro, data.dataset === 'sample', {
        doubtsAt: (session, symbols) => doubtsOfAnswer(data, session, symbols),
        revisions: revisionsOf(data, READ_SYMBOLS),
        announced: data.announced,
        statements: data.statements,
      });
      this.prepared.set(data, known);
    }
    const timing = { ...(asOf === undefined ? {} : { asOf }), knownAt: (asked ?? now).getTime() };
    return { known, timing, data, revision: data.revision };
  }
}

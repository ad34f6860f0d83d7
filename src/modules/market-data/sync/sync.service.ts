import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../domain/domain-error.js';
import { INSTRUMENTS, isTicker } from '../../../domain/market/instruments.js';
import { lastCompletedSession } from '../../../domain/market/trading-calendar.js';
import { Clock } from '../../../platform/clock/clock.js';
import { AppConfig } from '../../../platform/config/app-config.js';
import { AnnouncedClosureRepository } from '../calendar/announced-closure.repository.js';
import { LiveProviders } from '../providers/live-providers.js';
import { LIVE_SERIES } from '../providers/live-series.js';
import type { SyncJob, SyncTrigger } from './sync-job.js';
import { SyncJobRepository } from './sync-job.repository.js';
import { SyncRunner } from './sync-runner.service.js';

export interface SyncAsked {
  /** Absent: all. */
  readonly symbols?: readonly string[] | undefined;
  /** Absent: all. */
  readonly series?: readonly string[] | undefined;
  readonly from?: string | undefined;
}

const isSeries = (name: string): boolean => LIVE_SERIES.some((id) => id === name);

/** Asks for synchronisations and tells how they get on. */
@Injectable()
export class SyncService {
  constructor(
    private readonly config: AppConfig,
    private readonly providers: LiveProviders,
    private readonly jobs: SyncJobRepository,
    private readonly runner: SyncRunner,
    private readonly clock: Clock,
    private readonly closures: AnnouncedClosureRepository,
  ) {}

  /**
   * Starts a synchronisation in the background, or joins the one that is running.
   * @throws DomainError `dataset-is-sample`, `no-provider`, `unknown-symbol`, `unknown-series`
   */
  async begin(trigger: SyncTrigger, asked: SyncAsked = {}): Promise<SyncJob> {
    const now = this.clock.now();
    const id = await this.jobs.createOrJoin({
      trigger,
      from: asked.from,
      through: lastCompletedSession(now.getTime(), await this.closures.inForce()),
      createdAt: now,
      items: this.itemsOf(asked),
    });
    this.runner.start();
    return this.find(id);
  }

  /** @throws DomainError `sync-not-found` */
  async find(id: string): Promise<SyncJob> {
    const job = await this.jobs.find(id);
    if (job) return job;
    throw new DomainError('not_found', 'sync-not-found', 'There is no such synchronisation.');
  }

  private itemsOf({ symbols, series }: SyncAsked): { kind: 'bars' | 'macro'; name: string }[] {
    if (this.config.dataset === 'sample') {
      throw new DomainError(
        'conflict',
        'dataset-is-sample',
        'This installation holds the sample market. Start one with the key of a provider set.',
      );
    }
    check(symbols, isTicker, 'symbols', 'unknown-symbol');
    check(series, isSeries, 'series', 'unknown-series');
    const hasPrices = INSTRUMENTS.some(({ symbol }) => this.providers.prices.orderFor(symbol).length > 0);
    const all = symbols === undefined && series === undefined;
    const bars = all && hasPrices ? INSTRUMENTS.map(({ symbol }) => symbol) : (symbols ?? []);
    const macro = all && this.providers.macro ? LIVE_SERIES : (series ?? []);
    if (bars.length + macro.length === 0 || (!hasPrices && !this.providers.macro)) {
      throw new DomainError('conflict', 'no-provider', 'No provider is configured: set the key of one.');
    }
    return [
      ...[...new Set(bars)].map((name) => ({ kind: 'bars' as const, name })),
      ...[...new Set(macro)].map((name) => ({ kind: 'macro' as const, name })),
    ];
  }
}

function check(
  names: readonly string[] | undefined,
  isKnown: (name: string) => boolean,
  field: string,
  code: string,
): void {
  const problems = (names ?? []).flatMap((name, i) =>
    isKnown(name)
      ? []
      : [
          {
            pointer: `/${field}/${i}`,
            code,
            message: `'${name.slice(0, 40)}' is not one that is synchronised`,
          },
        ],
  );
  if (problems.length > 0) {
    throw new DomainError('invalid', code, `Not every one of ${field} is known.`, problems);
  }
}

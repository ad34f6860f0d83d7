import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { isOptional, type Ticker } from '../../../domain/market/instruments.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { LiveSeriesId } from '../providers/live-series.js';
import { failed } from './outcomes.js';
import { SyncBars } from './sync-bars.service.js';
import type { ItemOutcome, SyncItem, SyncJob } from './sync-job.js';
import { SyncJobRepository } from './sync-job.repository.js';
import { SyncSeries } from './sync-series.service.js';

/** Any number that nothing else locks by. */
const LOCK = 7_310_559_021;
const ITEMS_AT_ONCE = 4;
const TURN_MS = 500;

/** An optional symbol that failed is told of, and fails no synchronisation. */
const isNeeded = ({ kind, name }: SyncItem): boolean => kind === 'macro' || !isOptional(name);

/**
 * Does the running synchronisation, item by item. One instance at a time holds the lock; where it dies, the
 * database lets go of the lock and the next one goes on with the items that are left.
 */
@Injectable()
export class SyncRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger(SyncRunner.name);
  private draining: Promise<void> | undefined;
  private isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly jobs: SyncJobRepository,
    private readonly bars: SyncBars,
    private readonly series: SyncSeries,
    private readonly clock: Clock,
  ) {}

  /** Works, or waits for whoever does, until nothing is running. Further calls share the same work. */
  drain(): Promise<void> {
    return (this.draining ??= this.work().finally(() => (this.draining = undefined)));
  }

  /** As `drain`, without waiting for it. */
  start(): void {
    this.drain().catch((error: unknown) => this.logger.error(error));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.draining?.catch(() => undefined);
  }

  private async work(): Promise<void> {
    while (!this.isStopping) {
      const id = await this.jobs.runningId();
      if (id === undefined) return;
      const isMine = await this.database.exclusively(LOCK, () => this.run(id));
      if (!isMine) await pause(TURN_MS, undefined, { ref: false });
    }
  }

  private async run(id: string): Promise<void> {
    const job = await this.jobs.find(id);
    // Another instance may have finished it between the question and the lock.
    if (job?.state !== 'running') return;
    const left = job.items.filter(({ state }) => state === 'pending');
    let hasFailed = job.items.some((item) => item.state === 'failed' && isNeeded(item));
    const next = async (): Promise<void> => {
      for (let item = left.shift(); item && !this.isStopping; item = left.shift()) {
        const outcome = await this.outcomeOf(job, item);
        await this.jobs.finishItem(id, item, outcome, this.clock.now());
        hasFailed ||= outcome.state === 'failed' && isNeeded(item);
      }
    };
    await Promise.all(Array.from({ length: ITEMS_AT_ONCE }, next));
    if (!this.isStopping) await this.jobs.finish(id, hasFailed ? 'failed' : 'succeeded', this.clock.now());
  }

  private async outcomeOf(job: SyncJob, { kind, name }: SyncItem): Promise<ItemOutcome> {
    const { through, from } = job;
    try {
      return kind === 'bars'
        ? await this.bars.sync(name as Ticker, { through, ...(from === undefined ? {} : { from }) })
        : await this.series.sync(name as LiveSeriesId, from);
    } catch (error) {
      this.logger.error(error);
      return failed([{ code: 'internal-error', message: 'Something went wrong here; the log says what.' }]);
    }
  }
}

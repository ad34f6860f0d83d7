import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { AccountBook } from '../accounts/account-book.service.js';
import { AdviceSlices } from './advice-slices.service.js';
import { ImpactSlices } from './impact-slices.service.js';
import { bookOf, type SliceJob } from './run.js';
import { RunRepository } from './run.repository.js';

/**
 * Does slices of runs. A slice's results, its mark and its run's progress are one transaction: a worker that
 * dies leaves nothing of it, and whoever gets the job again starts it anew, or finds it done.
 */
@Injectable()
export class Slices {
  constructor(
    private readonly database: Database,
    private readonly runs: RunRepository,
    private readonly book: AccountBook,
    private readonly advice: AdviceSlices,
    private readonly impact: ImpactSlices,
    private readonly clock: Clock,
  ) {}

  /** Each unit is taken as it is now; which accounts are part of the run was settled when the run was made. */
  async work({ firmId, runId, position }: SliceJob): Promise<void> {
    const run = await this.runs.findAny(firmId, runId);
    if (run === undefined) throw new Error(`run ${runId} is missing`);
    await this.database.statementsAsFirm(firmId, async (query) => {
      const slice = await this.runs.lockSlice(query, firmId, runId, position);
      if (slice === undefined) return;
      const units = await this.book.read(query, firmId, bookOf(run), slice);
      const { totals, done, failed } =
        run.kind === 'advice'
          ? await this.advice.advise(query, firmId, run, slice.unit, units)
          : await this.impact.compare(firmId, run, units);
      const more = done + failed - slice.accounts;
      const outcome = { state: 'done', totals, done, failed, more } as const;
      await this.runs.finishSlice(query, firmId, runId, position, outcome, this.clock.now());
    });
  }

  /** Counts the accounts of a slice that can't be done as failed, so that the run comes to an end. */
  async giveUp({ firmId, runId, position }: SliceJob): Promise<void> {
    await this.database.statementsAsFirm(firmId, async (query) => {
      const slice = await this.runs.lockSlice(query, firmId, runId, position);
      if (slice === undefined) return;
      const outcome = { state: 'failed', totals: null, done: 0, failed: slice.accounts, more: 0 } as const;
      await this.runs.finishSlice(query, firmId, runId, position, outcome, this.clock.now());
    });
  }
}

import type { Transaction } from '../database/database.js';

/** What a process does with the jobs of a queue. */
export interface JobWorker<Data extends object> {
  /** Does one job. Where it rejects, or its process dies, the job is given out again. */
  handle(data: Data): Promise<void>;
  /** Told of a job that was given out as often as allowed and never done. */
  giveUp(data: Data): Promise<void>;
}

/**
 * Jobs that several processes on one database share. A job is given to one worker at a time; it may be given
 * out again while a worker that is taken for dead still has it, so handlers must be safe to run twice.
 */
export abstract class JobQueue {
  /** Adds jobs as part of the transaction: they are there if and only if it commits. */
  abstract enqueue(tx: Transaction, queue: string, jobs: readonly object[]): Promise<void>;

  /** Works on the queue, one job at a time, until the application closes. */
  abstract work<Data extends object>(queue: string, worker: JobWorker<Data>): Promise<void>;

  /** Makes this process's worker look at once: to be called after a transaction that added jobs. */
  abstract wake(): void;
}

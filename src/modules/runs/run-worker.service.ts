import { Injectable } from '@nestjs/common';
import { JobQueue } from '../../platform/queue/job-queue.js';
import { SLICE_QUEUE, type SliceJob } from './run.js';
import { Slices } from './slices.service.js';

/** This process as a worker: takes slices of runs, one after the other, until the application closes. */
@Injectable()
export class RunWorker {
  constructor(
    private readonly queue: JobQueue,
    private readonly slices: Slices,
  ) {}

  /** Nothing is worked on until this is called. */
  start(): Promise<void> {
    return this.queue.work<SliceJob>(SLICE_QUEUE, {
      handle: (job) => this.slices.work(job),
      giveUp: (job) => this.slices.giveUp(job),
    });
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import PgBoss from 'pg-boss';
import { AppConfig } from '../config/app-config.js';
import type { Transaction } from '../database/database.js';
import { withClient } from '../database/with-client.js';
import { JobQueue, type JobWorker } from './job-queue.js';

/** Any constant will do; it keeps two starting processes from making pg-boss's tables at once. */
const LOCK = 7_226_414;
const CONNECTIONS = 2;

/** A job that takes longer is taken for one whose worker died: work must be cut into pieces well under it. */
const EXPIRE_SECONDS = 15;
/** How often a job is given out again before it is given up. */
const RETRIES = 5;
const RETRY_SECONDS = 1;
const POLL_MS = 1_000;
const EXPIRY_MS = 3_000;
const CLEAN_UP_MS = 3_600_000;

const lostQueueOf = (queue: string): string => `${queue}-lost`;

/** The firm's role adds jobs in its own transactions; it can neither take nor change one. */
const GRANT = `
  DO $$ BEGIN
    IF NOT has_table_privilege('aa_app', 'pgboss.job', 'INSERT') THEN
      GRANT USAGE ON SCHEMA pgboss TO aa_app;
      GRANT SELECT ON pgboss.queue TO aa_app;
      GRANT SELECT, INSERT ON pgboss.job TO aa_app;
    END IF;
  END $$`;

/**
 * Jobs in pg-boss's tables, in a schema of its own beside ours. Nothing of it is touched before the first
 * job or worker.
 */
@Injectable()
export class PgBossQueue extends JobQueue implements BeforeApplicationShutdown {
  private readonly logger = new Logger(PgBossQueue.name);
  private readonly stopping = new AbortController();
  private readonly loops: Promise<void>[] = [];
  private opening: Promise<PgBoss> | undefined;
  private readonly prepared = new Map<string, Promise<void>>();
  private waking = new AbortController();

  constructor(private readonly config: AppConfig) {
    super();
  }

  async enqueue(tx: Transaction, queue: string, jobs: readonly object[]): Promise<void> {
    const boss = await this.ready(queue);
    const executeSql = async (sql: string, values: readonly unknown[]) => ({
      rows: await tx.$queryRawUnsafe<object[]>(sql, ...values.map((value) => value ?? null)),
    });
    await boss.insert(
      jobs.map((data) => ({ name: queue, data })),
      { db: { executeSql } },
    );
  }

  async work<Data extends object>(queue: string, worker: JobWorker<Data>): Promise<void> {
    const boss = await this.ready(queue);
    this.loops.push(
      this.loop<Data>(boss, queue, (data) => worker.handle(data)),
      this.loop<Data>(boss, lostQueueOf(queue), (data) => worker.giveUp(data)),
      this.every(EXPIRY_MS, () => boss.expire()),
      this.every(CLEAN_UP_MS, () => boss.maintain()),
    );
  }

  wake(): void {
    this.waking.abort();
    this.waking = new AbortController();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
    const boss = await this.opening?.catch(() => undefined);
    await boss?.stop({ graceful: false });
  }

  /** Takes one job after the other; waits where there is none, or while the database is away. */
  private async loop<Data extends object>(
    boss: PgBoss,
    queue: string,
    handle: (data: Data) => Promise<void>,
  ): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const [job] = await boss.fetch<Data>(queue);
      if (job === undefined) {
        await this.wait(POLL_MS);
        continue;
      }
      try {
        await handle(job.data);
        await boss.complete(queue, job.id);
      } catch (error) {
        this.logger.error(error);
        const reason = { message: error instanceof Error ? error.message : String(error) };
        // Where this fails as well the job expires, which comes to the same.
        await boss.fail(queue, job.id, reason).catch(() => undefined);
      }
    }
  }

  private async every(milliseconds: number, work: () => Promise<void>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await pause(milliseconds, undefined, { ref: false, signal: this.stopping.signal }).catch(
        () => undefined,
      );
      if (this.stopping.signal.aborted) return;
      await work().catch((error: unknown) => this.logger.warn(error));
    }
  }

  private async wait(milliseconds: number): Promise<void> {
    const signal = AbortSignal.any([this.stopping.signal, this.waking.signal]);
    await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }

  private async ready(queue: string): Promise<PgBoss> {
    const boss = await (this.opening ??= this.open().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    }));
    const making = this.prepared.get(queue) ?? this.makeQueue(boss, queue);
    this.prepared.set(queue, making);
    making.catch(() => this.prepared.delete(queue));
    await making;
    return boss;
  }

  private async open(): Promise<PgBoss> {
    const connectionString = String(this.config.databaseUrl);
    const boss = new PgBoss({ connectionString, max: CONNECTIONS, supervise: false, schedule: false });
    boss.on('error', (error) => this.logger.warn(error.message));
    await withClient(connectionString, async (client) => {
      await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
      await boss.start();
      await client.query(GRANT);
    });
    return boss;
  }

  private async makeQueue(boss: PgBoss, name: string): Promise<void> {
    const lost = lostQueueOf(name);
    const limits = { expireInSeconds: EXPIRE_SECONDS, retryLimit: RETRIES, retryDelay: RETRY_SECONDS };
    await boss.createQueue(lost, { name: lost, ...limits });
    await boss.createQueue(name, { name, deadLetter: lost, ...limits });
  }
}

import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SyncItem as ItemRow, SyncJob as JobRow } from '../../../platform/database/generated/client.js';
import { Database } from '../../../platform/database/database.js';
import { fromDateColumn } from '../../../platform/database/date-column.js';
import type {
  ItemOutcome,
  SyncFailure,
  SyncItem,
  SyncItemState,
  SyncJob,
  SyncState,
  SyncTrigger,
} from './sync-job.js';

interface NewSyncJob extends Pick<SyncJob, 'trigger' | 'through' | 'createdAt'> {
  readonly from?: string | undefined;
  readonly items: readonly Pick<SyncItem, 'kind' | 'name'>[];
}

const INSERT_UNLESS_ONE_RUNS = `
  INSERT INTO sync_jobs (id, state, running, trigger, from_date, through_date, created_at)
  VALUES ($1::uuid, 'running', true, $2, $3::text::date, $4::text::date, $5::text::timestamptz)
  ON CONFLICT (running) DO NOTHING RETURNING id`;

/** Synchronisations and their items. At most one is running. */
@Injectable()
export class SyncJobRepository {
  constructor(private readonly database: Database) {}

  /** The id of the job made, or of the one that is running already. */
  async createOrJoin({ trigger, from, through, createdAt, items }: NewSyncJob): Promise<string> {
    for (;;) {
      const id = randomUUID();
      const made = await this.database.asOperator(async (tx) => {
        const inserted = await tx.$queryRawUnsafe<unknown[]>(
          INSERT_UNLESS_ONE_RUNS,
          id,
          trigger,
          from ?? null,
          through,
          createdAt.toISOString(),
        );
        if (inserted.length === 0) return false;
        await tx.syncItem.createMany({
          data: items.map((item, position) => ({ jobId: id, ...item, position, state: 'pending' })),
        });
        return true;
      });
      const found = made ? id : await this.runningId();
      if (found !== undefined) return found;
    }
  }

  async runningId(): Promise<string | undefined> {
    const [row] = await this.database.queryShared<{ id: string }>('SELECT id FROM sync_jobs WHERE running');
    return row?.id;
  }

  async find(id: string): Promise<SyncJob | undefined> {
    const row = await this.database.asOperator((tx) =>
      tx.syncJob.findUnique({ where: { id }, include: { items: { orderBy: { position: 'asc' } } } }),
    );
    return row === null ? undefined : jobOf(row);
  }

  async finishItem(jobId: string, { kind, name }: SyncItem, outcome: ItemOutcome, at: Date): Promise<void> {
    const { state, source, rows, inserted, corrected, failures } = outcome;
    await this.database.asOperator((tx) =>
      tx.syncItem.update({
        where: { jobId_kind_name: { jobId, kind, name } },
        data: {
          state,
          rows,
          inserted,
          corrected,
          source: source ?? null,
          failures: failures.map((failure) => ({ ...failure })),
          finishedAt: at,
        },
      }),
    );
  }

  async finish(id: string, state: 'succeeded' | 'failed', at: Date): Promise<void> {
    await this.database.asOperator((tx) =>
      tx.syncJob.update({ where: { id }, data: { state, running: null, finishedAt: at } }),
    );
  }
}

const jobOf = (row: JobRow & { items: readonly ItemRow[] }): SyncJob => ({
  id: row.id,
  state: row.state as SyncState,
  trigger: row.trigger as SyncTrigger,
  ...(row.fromDate === null ? {} : { from: fromDateColumn(row.fromDate) }),
  through: fromDateColumn(row.throughDate),
  createdAt: row.createdAt,
  ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt }),
  items: row.items.map((item) => ({
    kind: item.kind as SyncItem['kind'],
    name: item.name,
    state: item.state as SyncItemState,
    ...(item.source === null ? {} : { source: item.source }),
    rows: item.rows,
    inserted: item.inserted,
    corrected: item.corrected,
    failures: item.failures as unknown as SyncFailure[],
  })),
});

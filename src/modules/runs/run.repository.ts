import { Injectable } from '@nestjs/common';
import type { BookSlice } from '../../domain/book/slice.js';
import { Database, type FirmQuery, type Transaction } from '../../platform/database/database.js';
import { Prisma } from '../../platform/database/generated/client.js';
import { createdBefore } from '../../platform/database/keyset.js';
import type { Run, RunKind, RunTerms } from './run.js';
import { runColumns, runOf } from './run.mapper.js';

const LATEST_FIRST = [{ createdAt: 'desc' }, { id: 'desc' }] as const;

const LOCK_SLICE = `
  SELECT unit, first_id::text AS "firstId", before_id::text AS "beforeId", accounts
    FROM run_slices
   WHERE firm_id = $1::text::uuid AND run_id = $2::text::uuid AND position = $3::int AND state = 'pending'
     FOR UPDATE`;

const FINISH_SLICE = `
  UPDATE run_slices SET state = $4::text, totals = $5::text::jsonb, finished_at = $6::text::timestamptz
   WHERE firm_id = $1::text::uuid AND run_id = $2::text::uuid AND position = $3::int`;

/** The last statement of a slice's transaction, since the row is every slice's. */
const COUNT_SLICE = `
  UPDATE recommendation_runs
     SET done = done + $3::int, failed = failed + $4::int, total = total + $5::int, slices_left = slices_left - 1,
         state = CASE WHEN slices_left > 1 THEN state
                      WHEN EXISTS (SELECT FROM run_slices s WHERE s.firm_id = $1::text::uuid
                                      AND s.run_id = $2::text::uuid AND s.state = 'failed') THEN 'failed'
                      ELSE 'completed' END,
         running = CASE WHEN slices_left > 1 THEN running END,
         finished_at = CASE WHEN slices_left > 1 THEN finished_at ELSE $6::text::timestamptz END
   WHERE firm_id = $1::text::uuid AND id = $2::text::uuid`;

/** What became of a slice. */
export interface SliceOutcome {
  readonly state: 'done' | 'failed';
  readonly totals: object | null;
  readonly done: number;
  readonly failed: number;
  /** How many more accounts it had than when the run was made. */
  readonly more: number;
}

/** Runs and their slices as rows. */
@Injectable()
export class RunRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Transaction, firmId: string, id: string, terms: RunTerms, slices: readonly BookSlice[]) {
    const isDone = slices.length === 0;
    await tx.recommendationRun.create({
      data: {
        ...runColumns(terms),
        firmId,
        id,
        total: slices.reduce((sum, { accounts }) => sum + accounts, 0),
        slicesLeft: slices.length,
        state: isDone ? 'completed' : 'running',
        running: isDone || terms.kind === 'impact' ? null : true,
        finishedAt: isDone ? terms.createdAt : null,
      },
      select: { id: true },
    });
    await tx.runSlice.createMany({
      data: slices.map((slice) => ({ ...slice, firmId, runId: id, state: 'pending' })),
    });
  }

  async find(firmId: string, kind: RunKind, id: string): Promise<Run | undefined> {
    const row = await this.database.asFirm(firmId, (tx) =>
      tx.recommendationRun.findUnique({ where: { firmId_id: { firmId, id }, kind } }),
    );
    return row === null ? undefined : runOf(row);
  }

  /** Whichever kind it is. */
  async findAny(firmId: string, id: string): Promise<Run | undefined> {
    const row = await this.database.asFirm(firmId, (tx) =>
      tx.recommendationRun.findUnique({ where: { firmId_id: { firmId, id } } }),
    );
    return row === null ? undefined : runOf(row);
  }

  /** The firm's advice that is under way. */
  async runningId(firmId: string): Promise<string | undefined> {
    const row = await this.database.asFirm(firmId, (tx) =>
      tx.recommendationRun.findUnique({
        where: { firmId_running: { firmId, running: true } },
        select: { id: true },
      }),
    );
    return row?.id;
  }

  async latestCreation(tx: Transaction, firmId: string): Promise<Date | undefined> {
    const row = await tx.recommendationRun.findFirst({
      where: { firmId, kind: 'advice' },
      orderBy: [...LATEST_FIRST],
      select: { createdAt: true },
    });
    return row?.createdAt;
  }

  /** Latest first; `limit` runs before `before`, of all policies or of the version given. */
  async list(
    firmId: string,
    of: { readonly kind: RunKind; readonly policyId?: string; readonly policyVersion?: number },
    before: { createdAt: Date; id: string } | undefined,
    limit: number,
  ): Promise<Run[]> {
    const rows = await this.database.asFirm(firmId, (tx) =>
      tx.recommendationRun.findMany({
        where: { firmId, ...of, ...createdBefore(before) },
        orderBy: [...LATEST_FIRST],
        take: limit,
      }),
    );
    return rows.map(runOf);
  }

  /** What the finished slices sum up, in their order. */
  async totals<Totals>(firmId: string, runId: string): Promise<Totals[]> {
    const rows = await this.database.asFirm(firmId, (tx) =>
      tx.runSlice.findMany({
        where: { firmId, runId, state: 'done' },
        orderBy: { position: 'asc' },
        select: { totals: true },
      }),
    );
    // Written by finishSlice alone, from totals of the run's kind.
    return rows.map(({ totals }) => totals as Totals);
  }

  /** The slice, if it is still to be done; nobody else gets it until the transaction ends. */
  async lockSlice(
    query: FirmQuery,
    firmId: string,
    runId: string,
    position: number,
  ): Promise<Omit<BookSlice, 'position'> | undefined> {
    const [slice] = await query<Omit<BookSlice, 'position'>>(LOCK_SLICE, [firmId, runId, position]);
    return slice;
  }

  /** Marks the slice and counts it in its run; the run ends with its last slice. */
  async finishSlice(
    query: FirmQuery,
    firmId: string,
    runId: string,
    position: number,
    { state, totals, done, failed, more }: SliceOutcome,
    now: Date,
  ): Promise<void> {
    const at = now.toISOString();
    const text = totals === null ? null : JSON.stringify(totals);
    await query(FINISH_SLICE, [firmId, runId, position, state, text, at]);
    await query(COUNT_SLICE, [firmId, runId, done, failed, more, at]);
  }
}

/** Whether a run could not be made because another of the firm is under way. */
export const isRunning = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';

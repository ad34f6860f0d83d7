import { Injectable } from '@nestjs/common';
import type { BookLine } from '../../domain/book/book-line.js';
import { Database, type FirmQuery } from '../../platform/database/database.js';
import { textArray } from '../../platform/database/text-array.js';

/** An item with what its account and its recommendation say besides. */
export interface RunItemRow {
  readonly account_id: string;
  readonly name: string;
  readonly registration: string;
  readonly risk_profile: string;
  readonly household_id: string | null;
  readonly recommendation_id: string | null;
  readonly action: string | null;
  readonly equity_bps: number | null;
  readonly most_bps: number | null;
  readonly value_cents: string | null;
  readonly turnover_cents: string | null;
  readonly exceptions: readonly string[];
  readonly binding: readonly string[];
  readonly error_code: string | null;
  readonly error_message: string | null;
  /** The recommendation's own part; only where it was asked for. */
  readonly body: string | null;
}

/** An account's line, and its recommendation's id where there is one. */
export interface NewRunItem extends BookLine {
  readonly recommendationId: string | null;
}

const INSERT = `
  INSERT INTO run_items (
    firm_id, run_id, account_id, risk_profile, recommendation_id, action, equity_bps, most_bps, value_cents,
    turnover_cents, exceptions, error_code, error_message, household_id, binding)
  SELECT $1::text::uuid, $2::text::uuid, account_id::uuid, risk_profile, recommendation_id::uuid, action,
         equity_bps::int, most_bps::int, value_cents::bigint, turnover_cents::bigint,
         string_to_array(exceptions, ','), error_code, error_message, household_id::uuid,
         string_to_array(coalesce(binding, ''), ',')
    FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[])
      AS item (account_id, risk_profile, recommendation_id, action, equity_bps, most_bps, value_cents,
               turnover_cents, exceptions, error_code, error_message, household_id, binding)`;

const pageOf = (withBody: boolean): string => `
  SELECT i.account_id::text, a.name, a.registration, i.risk_profile, i.household_id::text,
         i.recommendation_id::text, i.action,
         i.equity_bps, i.most_bps, i.value_cents::text, i.turnover_cents::text, i.exceptions, i.binding, i.error_code,
         i.error_message, ${withBody ? 'r.body' : 'NULL::text AS body'}
    FROM run_items i
    JOIN accounts a ON a.firm_id = i.firm_id AND a.id = i.account_id
    ${withBody ? 'LEFT JOIN recommendations r ON r.firm_id = i.firm_id AND r.id = i.recommendation_id' : ''}
   WHERE i.firm_id = $1::text::uuid AND i.run_id = $2::text::uuid
     AND i.account_id > $3::text::uuid
     AND ($4::text IS NULL OR $4::text = ANY (i.exceptions) OR ($4::text = 'any' AND i.exceptions <> '{}'))
   ORDER BY i.account_id
   LIMIT $5::int`;

/** No account has it. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

const PAGE = pageOf(true);
const LINES = pageOf(false);

/** Items of runs as rows, in order of account; they are added and read, never changed. */
@Injectable()
export class RunItemRepository {
  constructor(private readonly database: Database) {}

  async insert(query: FirmQuery, firmId: string, runId: string, items: readonly NewRunItem[]): Promise<void> {
    if (items.length === 0) return;
    const column = (of: (item: NewRunItem) => string | number | null | undefined): Buffer =>
      textArray(
        items.map((item) => {
          const value = of(item);
          return value === undefined || value === null ? null : String(value);
        }),
      );
    await query(INSERT, [
      firmId,
      runId,
      column(({ accountId }) => accountId),
      column(({ riskProfile }) => riskProfile),
      column(({ recommendationId }) => recommendationId),
      column(({ advised }) => advised?.action),
      column(({ advised }) => advised?.equityBps),
      column(({ advised }) => advised?.mostBps),
      column(({ advised }) => advised?.valueCents),
      column(({ advised }) => advised?.turnoverCents),
      column(({ exceptions }) => exceptions.join()),
      column(({ error }) => error?.code),
      column(({ error }) => error?.message),
      column(({ householdId }) => householdId),
      column(({ advised }) => advised?.binding.join()),
    ]);
  }

  /**
   * `limit` items after an account, with what changed since their previous recommendations if asked for.
   * `exception` is a reason, or `any`.
   */
  list(
    firmId: string,
    runId: string,
    { after, exception, limit }: { after?: string; exception?: string; limit: number },
    { withBody }: { withBody: boolean },
  ): Promise<RunItemRow[]> {
    const params = [firmId, runId, after ?? BEFORE_ALL, exception ?? null, limit];
    return this.database.queryAsFirm<RunItemRow & object>(firmId, withBody ? PAGE : LINES, params);
  }
}

import { Injectable } from '@nestjs/common';
import type { AdviceUnit } from '../../domain/recommendation/advice-subject.js';
import type { FirmQuery } from '../../platform/database/database.js';
import { textArray } from '../../platform/database/text-array.js';
import type { BookRows } from './book-rows.js';
import type { NewVerdict } from './recommendation.repository.js';

/** What all recommendations of a run have in common. */
export interface BookColumns {
  readonly asOf: string;
  readonly knownAt: Date;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly engineVersion: string;
  readonly templateVersion: string;
  readonly verdictId: string;
}

/** An account's or a household's latest recommendation before an instant. */
export interface LatestRow {
  /** Of the account or the household. */
  readonly id: string;
  /** Whole, or the beginning of its own part where there is a verdict. */
  readonly body: string;
  readonly verdict_id: string | null;
}

/**
 * Of an own part, what is compared comes before its action: a third of the text. The separator can't
 * stand in a JSON string, in which quotes are escaped.
 */
const latestOf = (unit: AdviceUnit): string => `
  SELECT named.id, latest.verdict_id::text,
         CASE WHEN latest.verdict_id IS NULL THEN latest.body
              ELSE split_part(latest.body, ',"action":', 1) || '}' END AS body
    FROM unnest($2::text[]) AS named (id)
   CROSS JOIN LATERAL (
     SELECT body, verdict_id FROM recommendations
      WHERE firm_id = $1::text::uuid AND ${unit}_id = named.id::uuid AND created_at < $3::text::timestamptz
      ORDER BY created_at DESC, id DESC LIMIT 1
   ) latest`;
const LATEST = { account: latestOf('account'), household: latestOf('household') };

const VERDICT = `
  SELECT body FROM recommendation_verdicts WHERE firm_id = $1::text::uuid AND id = $2::text::uuid`;

const INSERT_VERDICT = `
  INSERT INTO recommendation_verdicts (firm_id, id, body, entries, created_at)
  VALUES ($1::text::uuid, $2::text::uuid, $3::text, $4::text::jsonb, $5::text::timestamptz)
  ON CONFLICT (firm_id, id) DO NOTHING`;

const INSERT = `
  INSERT INTO recommendations (
    firm_id, as_of, known_at, created_at, created_by, policy_id, policy_version, engine_version,
    template_version, verdict_id, id, account_id, household_id, previous_id, inputs_hash, action, inputs, body)
  SELECT $1::text::uuid, $2::text::date, $3::text::timestamptz, $4::text::timestamptz, $5::text::uuid,
         $6::text::uuid, $7::int, $8::text, $9::text, $10::text::uuid,
         row.id::uuid, row.account_id::uuid, row.household_id::uuid, row.previous_id::uuid, row.inputs_hash,
         row.action, row.inputs::jsonb, row.body
    FROM unnest($11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
                $18::text[])
      AS row (id, account_id, household_id, previous_id, inputs_hash, action, inputs, body)`;

/** Recommendations by the thousand, past Prisma. */
@Injectable()
export class RecommendationBookRepository {
  latestBefore(
    query: FirmQuery,
    firmId: string,
    unit: AdviceUnit,
    ids: readonly string[],
    at: Date,
  ): Promise<LatestRow[]> {
    return query<LatestRow & object>(LATEST[unit], [firmId, textArray(ids), at.toISOString()]);
  }

  async verdictBody(query: FirmQuery, firmId: string, id: string): Promise<string> {
    const [row] = await query<{ body: string }>(VERDICT, [firmId, id]);
    if (row === undefined) throw new Error(`verdict ${id} is missing`);
    return row.body;
  }

  async insertVerdict(query: FirmQuery, firmId: string, verdict: NewVerdict, createdAt: Date): Promise<void> {
    const entries = JSON.stringify(verdict.entries);
    await query(INSERT_VERDICT, [firmId, verdict.id, verdict.body, entries, createdAt.toISOString()]);
  }

  async insert(query: FirmQuery, firmId: string, common: BookColumns, rows: BookRows): Promise<void> {
    await query(INSERT, [
      firmId,
      common.asOf,
      common.knownAt.toISOString(),
      common.createdAt.toISOString(),
      common.createdBy,
      common.policyId,
      common.policyVersion,
      common.engineVersion,
      common.templateVersion,
      common.verdictId,
      ...rows.parameters(),
    ]);
  }
}

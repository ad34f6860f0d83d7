import { Injectable } from '@nestjs/common';
import type { BookFilter, BookSlice } from '../../domain/book/slice.js';
import type { FirmQuery, Transaction } from '../../platform/database/database.js';
import type { StoredTerms } from './account.repository.js';

/** An account's row with its positions as columns. */
export interface BookAccountRow extends StoredTerms {
  readonly id: string;
  readonly risk_profile: string;
  readonly cash: string;
  readonly deleted: boolean;
  /** Null where no client or household of the account's says so. */
  readonly advice_unit: string | null;
  readonly symbols: readonly string[] | null;
  readonly quantities: readonly string[] | null;
  readonly market_values: readonly (string | null)[] | null;
}

/** No account has it: a bound for the last slice, since a range without one would be read to the book's end. */
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The accounts there were at an instant, $2, that pass the filter, $3 to $5. */
const IN_BOOK = `
  a.firm_id = $1::text::uuid
  AND a.created_at <= $2::text::timestamptz
  AND (a.deleted_at IS NULL OR a.deleted_at > $2::text::timestamptz)
  AND ($3::text IS NULL OR a.risk_profile = $3::text)
  AND ($4::text IS NULL OR a.registration = $4::text)
  AND ($5::text[] IS NULL OR a.id = ANY ($5::text[]::uuid[]))`;

const SLICES = `
  WITH book AS (
    SELECT a.id, row_number() OVER (ORDER BY a.id) - 1 AS n, count(*) OVER () AS total
      FROM accounts a WHERE ${IN_BOOK}
  )
  SELECT (n / $6::int)::int AS position, id::text AS "firstAccount",
         lead(id::text) OVER (ORDER BY n) AS before,
         least($6::int, total - n)::int AS accounts
    FROM book WHERE n % $6::int = 0 ORDER BY n`;

const SLICE = `
  SELECT a.id::text, a.risk_profile, a.cash::text, a.constraints, a.equity, a.cash_needs AS "cashNeeds", a.drift,
         a.deleted_at IS NOT NULL AS deleted,
         (SELECT h.advice_unit
            FROM clients c JOIN households h ON h.firm_id = c.firm_id AND h.id = c.household_id
           WHERE c.firm_id = a.firm_id AND c.id = a.client_id) AS advice_unit,
         p.symbols, p.quantities, p.market_values
    FROM accounts a
    LEFT JOIN (
      SELECT account_id,
             array_agg(symbol::text ORDER BY symbol) AS symbols,
             array_agg(trim_scale(quantity)::text ORDER BY symbol) AS quantities,
             array_agg(market_value::text ORDER BY symbol) AS market_values
        FROM positions
       WHERE firm_id = $1::text::uuid AND account_id >= $6::text::uuid
         AND account_id < $7::text::uuid
       GROUP BY account_id
    ) p ON p.account_id = a.id
   WHERE ${IN_BOOK} AND a.id >= $6::text::uuid AND a.id < $7::text::uuid
   ORDER BY a.id`;

const UNKNOWN = `
  SELECT id::text FROM unnest($2::text[]) AS named (id)
   WHERE NOT EXISTS (
     SELECT FROM accounts a WHERE a.firm_id = $1::text::uuid AND a.id = named.id::uuid AND a.deleted_at IS NULL
   )`;

/** A firm's accounts by the thousand, with their positions, in one statement and past Prisma. */
@Injectable()
export class AccountBookRepository {
  /** Ranges of so many accounts each, in order of id, that cover the book as it was at the instant. */
  slices(tx: Transaction, firmId: string, at: Date, filter: BookFilter, size: number): Promise<BookSlice[]> {
    return tx.$queryRawUnsafe<BookSlice[]>(SLICES, ...inBook(firmId, at, filter), size);
  }

  /** The accounts of a slice as they are now, in order of id. Those deleted since the instant are among them. */
  read(
    query: FirmQuery,
    firmId: string,
    at: Date,
    filter: BookFilter,
    { firstAccount, before }: Pick<BookSlice, 'firstAccount' | 'before'>,
  ): Promise<BookAccountRow[]> {
    return query<BookAccountRow & object>(SLICE, [
      ...inBook(firmId, at, filter),
      firstAccount,
      before ?? AFTER_ALL,
    ]);
  }

  /** Those of the ids that are no account of the firm. */
  async unknown(tx: Transaction, firmId: string, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.$queryRawUnsafe<{ id: string }[]>(UNKNOWN, firmId, [...ids]);
    return rows.map(({ id }) => id);
  }
}

const inBook = (firmId: string, at: Date, { riskProfile, registration, accountIds }: BookFilter) => [
  firmId,
  at.toISOString(),
  riskProfile ?? null,
  registration ?? null,
  accountIds === undefined ? null : [...accountIds],
];

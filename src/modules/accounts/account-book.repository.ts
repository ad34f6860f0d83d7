import { Injectable } from '@nestjs/common';
import type { Book, BookSlice } from '../../domain/book/slice.js';
import type { FirmQuery, Transaction } from '../../platform/database/database.js';
import type { StoredTerms } from './account.repository.js';

/** An account's row with its positions as columns. */
export interface BookAccountRow extends StoredTerms {
  readonly id: string;
  readonly risk_profile: string;
  readonly cash: string;
  readonly symbols: readonly string[] | null;
  readonly quantities: readonly string[] | null;
  readonly market_values: readonly (string | null)[] | null;
}

/** An account that is advised by itself, if that still holds. */
export interface SingleAccountRow extends BookAccountRow {
  readonly deleted: boolean;
  /** Null where no client or household of the account's says so. */
  readonly advice_unit: string | null;
}

/** An account that a household has now. */
export interface HouseholdAccountRow extends BookAccountRow {
  readonly household_id: string;
  readonly household_profile: string;
}

/** An account that a book advises with its household as one. */
export interface BookMemberRow {
  readonly id: string;
  readonly household_id: string;
  readonly risk_profile: string;
  readonly deleted: boolean;
}

type Range = Pick<BookSlice, 'firstId' | 'beforeId'>;

/** No row has it: a bound for the last slice, since a range without one would be read to the book's end. */
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The accounts there were at an instant, $2, that pass the filter, $3 to $5. */
const inBook = (account: string): string => `
  ${account}.firm_id = $1::text::uuid
  AND ${account}.created_at <= $2::text::timestamptz
  AND (${account}.deleted_at IS NULL OR ${account}.deleted_at > $2::text::timestamptz)
  AND ($3::text IS NULL OR ${account}.risk_profile = $3::text)
  AND ($4::text IS NULL OR ${account}.registration = $4::text)
  AND ($5::text[] IS NULL OR ${account}.id = ANY ($5::text[]::uuid[]))`;

/** All accounts of every household advised as one that has an account in the book. */
const OPEN = `
  INSERT INTO book_members (firm_id, book_id, account_id, household_id)
  SELECT a.firm_id, $6::text::uuid, a.id, h.id
    FROM households h
    JOIN clients c ON c.firm_id = h.firm_id AND c.household_id = h.id
    JOIN accounts a ON a.firm_id = c.firm_id AND a.client_id = c.id
   WHERE h.firm_id = $1::text::uuid AND h.advice_unit = 'household'
     AND a.created_at <= $2::text::timestamptz
     AND (a.deleted_at IS NULL OR a.deleted_at > $2::text::timestamptz)
     AND (($3::text IS NULL AND $4::text IS NULL AND $5::text[] IS NULL) OR EXISTS (
       SELECT FROM clients other JOIN accounts b ON b.firm_id = other.firm_id AND b.client_id = other.id
        WHERE other.firm_id = h.firm_id AND other.household_id = h.id AND ${inBook('b')}))
   ORDER BY a.id`;

const NOT_MEMBER = `
  NOT EXISTS (SELECT FROM book_members m
               WHERE m.firm_id = $1::text::uuid AND m.book_id = $6::text::uuid AND m.account_id = a.id)`;

const ACCOUNT_SLICES = `
  WITH book AS (
    SELECT a.id, row_number() OVER (ORDER BY a.id) - 1 AS n, count(*) OVER () AS total
      FROM accounts a WHERE ${inBook('a')} AND ${NOT_MEMBER}
  )
  SELECT id::text AS "firstId", lead(id::text) OVER (ORDER BY n) AS "beforeId",
         least($7::int, total - n)::int AS accounts
    FROM book WHERE n % $7::int = 0 ORDER BY n`;

/** Households are never cut: a slice ends with the one that fills it. */
const HOUSEHOLD_SLICES = `
  WITH household AS (
    SELECT household_id AS id, count(*) AS accounts FROM book_members
     WHERE firm_id = $1::text::uuid AND book_id = $2::text::uuid GROUP BY household_id
  ), filled AS (
    SELECT id, accounts, (sum(accounts) OVER (ORDER BY id) - accounts)::int / $3::int AS slice FROM household
  ), slice AS (
    SELECT min(id::text) AS first, sum(accounts)::int AS accounts FROM filled GROUP BY slice
  )
  SELECT first AS "firstId", lead(first) OVER (ORDER BY first) AS "beforeId", accounts
    FROM slice ORDER BY first`;

const ACCOUNT_COLUMNS = `
  a.id::text, a.risk_profile, a.cash::text, a.constraints, a.equity, a.cash_needs AS "cashNeeds", a.drift,
  p.symbols, p.quantities, p.market_values`;

const POSITION_COLUMNS = `
  array_agg(symbol::text ORDER BY symbol) AS symbols,
  array_agg(trim_scale(quantity)::text ORDER BY symbol) AS quantities,
  array_agg(market_value::text ORDER BY symbol) AS market_values`;

const ACCOUNTS = `
  SELECT ${ACCOUNT_COLUMNS}, a.deleted_at IS NOT NULL AS deleted,
         (SELECT h.advice_unit
            FROM clients c JOIN households h ON h.firm_id = c.firm_id AND h.id = c.household_id
           WHERE c.firm_id = a.firm_id AND c.id = a.client_id) AS advice_unit
    FROM accounts a
    LEFT JOIN (
      SELECT account_id, ${POSITION_COLUMNS}
        FROM positions
       WHERE firm_id = $1::text::uuid AND account_id >= $7::text::uuid AND account_id < $8::text::uuid
       GROUP BY account_id
    ) p ON p.account_id = a.id
   WHERE ${inBook('a')} AND ${NOT_MEMBER} AND a.id >= $7::text::uuid AND a.id < $8::text::uuid
   ORDER BY a.id`;

const IN_RANGE = `
  m.firm_id = $1::text::uuid AND m.book_id = $2::text::uuid
  AND m.household_id >= $3::text::uuid AND m.household_id < $4::text::uuid`;

/** In the order in which a household's accounts are read everywhere. */
const HOUSEHOLD_ACCOUNTS = `
  SELECT ${ACCOUNT_COLUMNS}, h.id::text AS household_id, h.risk_profile AS household_profile
    FROM (SELECT DISTINCT m.household_id AS id FROM book_members m WHERE ${IN_RANGE}) asked
    JOIN households h ON h.firm_id = $1::text::uuid AND h.id = asked.id AND h.advice_unit = 'household'
    JOIN clients c ON c.firm_id = h.firm_id AND c.household_id = h.id
    JOIN accounts a ON a.firm_id = c.firm_id AND a.client_id = c.id AND a.deleted_at IS NULL
    LEFT JOIN LATERAL (
      SELECT ${POSITION_COLUMNS} FROM positions WHERE firm_id = a.firm_id AND account_id = a.id
    ) p ON true
   ORDER BY h.id, a.created_at, a.id`;

const MEMBERS = `
  SELECT m.account_id::text AS id, m.household_id::text, a.risk_profile, a.deleted_at IS NOT NULL AS deleted
    FROM book_members m JOIN accounts a ON a.firm_id = m.firm_id AND a.id = m.account_id
   WHERE ${IN_RANGE} ORDER BY m.household_id, m.account_id`;

const UNKNOWN = `
  SELECT id::text FROM unnest($2::text[]) AS named (id)
   WHERE NOT EXISTS (
     SELECT FROM accounts a WHERE a.firm_id = $1::text::uuid AND a.id = named.id::uuid AND a.deleted_at IS NULL
   )`;

/** A firm's accounts by the thousand, with their positions, in one statement and past Prisma. */
@Injectable()
export class AccountBookRepository {
  /** Settles which accounts are advised with their household as one. */
  async open(tx: Transaction, firmId: string, book: Book): Promise<void> {
    await tx.$executeRawUnsafe(OPEN, ...inBookParams(firmId, book));
  }

  /** Ranges of about so many accounts each, in order of id: of accounts, then of households. */
  async slices(tx: Transaction, firmId: string, book: Book, size: number): Promise<BookSlice[]> {
    const accounts = await tx.$queryRawUnsafe<Counted[]>(ACCOUNT_SLICES, ...inBookParams(firmId, book), size);
    const households = await tx.$queryRawUnsafe<Counted[]>(HOUSEHOLD_SLICES, firmId, book.id, size);
    return [
      ...accounts.map((slice) => ({ ...slice, unit: 'account' as const })),
      ...households.map((slice) => ({ ...slice, unit: 'household' as const })),
    ].map((slice, position) => ({ ...slice, position }));
  }

  /** Accounts of the book that are no members of a household's, as they are now, in order of id. */
  accounts(query: FirmQuery, firmId: string, book: Book, range: Range): Promise<SingleAccountRow[]> {
    const params = [...inBookParams(firmId, book), ...rangeParams(range)];
    return query<SingleAccountRow & object>(ACCOUNTS, params);
  }

  /** All accounts that the book's households have now, where these are still advised as one. */
  householdAccounts(
    query: FirmQuery,
    firmId: string,
    book: Book,
    range: Range,
  ): Promise<HouseholdAccountRow[]> {
    const params = [firmId, book.id, ...rangeParams(range)];
    return query<HouseholdAccountRow & object>(HOUSEHOLD_ACCOUNTS, params);
  }

  /** The accounts that the book counts with the households, in order of household and account. */
  members(query: FirmQuery, firmId: string, book: Book, range: Range): Promise<BookMemberRow[]> {
    return query<BookMemberRow & object>(MEMBERS, [firmId, book.id, ...rangeParams(range)]);
  }

  /** Those of the ids that are no account of the firm. */
  async unknown(tx: Transaction, firmId: string, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.$queryRawUnsafe<{ id: string }[]>(UNKNOWN, firmId, [...ids]);
    return rows.map(({ id }) => id);
  }
}

type Counted = Omit<BookSlice, 'position' | 'unit'>;

const inBookParams = (
  firmId: string,
  { id, openedAt, filter: { riskProfile, registration, accountIds } }: Book,
) => [
  firmId,
  openedAt.toISOString(),
  riskProfile ?? null,
  registration ?? null,
  accountIds === undefined ? null : [...accountIds],
  id,
];

const rangeParams = ({ firstId, beforeId }: Range) => [firstId, beforeId ?? AFTER_ALL];

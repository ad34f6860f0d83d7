import { Injectable } from '@nestjs/common';
import type { Book, BookSlice } from '../../domain/book/slice.js';
import type { AdviceSubject } from '../../domain/recommendation/advice-subject.js';
import type { FirmQuery, Transaction } from '../../platform/database/database.js';
import type { Account } from './account.js';
import { termsOf } from './account.mapper.js';
import {
  AccountBookRepository,
  type BookAccountRow,
  type BookMemberRow,
  type HouseholdAccountRow,
  type SingleAccountRow,
} from './account-book.repository.js';

/** An account as advice needs it, without what only people read. */
export type BookAccount = Pick<
  Account,
  'id' | 'riskProfile' | 'cash' | 'positions' | 'constraints' | 'equity' | 'cashNeeds' | 'drift'
>;

/** What is advised as one: an account, or a household with all accounts that it has now. */
export type UnitTerms =
  | { readonly account: BookAccount }
  | {
      readonly household: {
        readonly id: string;
        readonly riskProfile: string;
        readonly accounts: readonly BookAccount[];
      };
    };

/** An account that a book counts. */
export interface CountedAccount {
  readonly id: string;
  readonly riskProfile: string;
  /**
   * Why it is no longer what it was when the book was opened: it was deleted, or it joined or left a household
   * that is advised as one, or that household is so no longer.
   */
  readonly absence?: 'deleted' | 'household_changed';
}

/** A unit of advice of a book, as it is now. */
export interface BookUnit {
  readonly subject: AdviceSubject;
  readonly accounts: readonly CountedAccount[];
  /** Undefined where every account of it is absent. Made anew at each call, since a thousand at once weigh more. */
  terms(): UnitTerms | undefined;
}

/**
 * A firm's accounts for advising all of them: which there are, and which are advised with their household as
 * one, is settled when the book is opened; each is read as it is when its slice is.
 */
@Injectable()
export class AccountBook {
  constructor(private readonly accounts: AccountBookRepository) {}

  /**
   * Opens a book and cuts it into slices. A household advised as one is in it with all of its accounts where
   * any of them passes the filter.
   */
  async open(tx: Transaction, firmId: string, book: Book, size: number): Promise<BookSlice[]> {
    await this.accounts.open(tx, firmId, book);
    return this.accounts.slices(tx, firmId, book, size);
  }

  /** The units of a slice, in order of id. Accounts made after the book was opened are counted in none. */
  async read(
    query: FirmQuery,
    firmId: string,
    book: Book,
    slice: Omit<BookSlice, 'position'>,
  ): Promise<BookUnit[]> {
    if (slice.unit === 'account') {
      return (await this.accounts.accounts(query, firmId, book, slice)).map(accountUnit);
    }
    const members = await this.accounts.members(query, firmId, book, slice);
    return householdUnits(members, await this.accounts.householdAccounts(query, firmId, book, slice));
  }

  unknown(tx: Transaction, firmId: string, ids: readonly string[]): Promise<string[]> {
    return this.accounts.unknown(tx, firmId, ids);
  }
}

const nothing = (): undefined => undefined;

function accountUnit(row: SingleAccountRow): BookUnit {
  const { id, risk_profile: riskProfile, deleted, advice_unit: adviceUnit } = row;
  const absence = deleted ? 'deleted' : adviceUnit === 'household' ? 'household_changed' : undefined;
  const subject = { accountId: id };
  return absence === undefined
    ? { subject, accounts: [{ id, riskProfile }], terms: () => ({ account: bookAccount(row) }) }
    : { subject, accounts: [{ id, riskProfile, absence }], terms: nothing };
}

/** Members are in order of household. */
function householdUnits(members: readonly BookMemberRow[], rows: readonly HouseholdAccountRow[]): BookUnit[] {
  const present = byHousehold(rows);
  return [...byHousehold(members)].map(([householdId, counted]) => {
    const now = present.get(householdId) ?? [];
    const ids = new Set(now.map(({ id }) => id));
    const accounts = counted.map(({ id, risk_profile: riskProfile, deleted }): CountedAccount =>
      ids.has(id)
        ? { id, riskProfile }
        : { id, riskProfile, absence: deleted ? 'deleted' : 'household_changed' },
    );
    const subject = { householdId };
    const [first] = now;
    if (first === undefined || accounts.every(({ absence }) => absence !== undefined)) {
      return { subject, accounts, terms: nothing };
    }
    const riskProfile = first.household_profile;
    const terms = () => ({ household: { id: householdId, riskProfile, accounts: now.map(bookAccount) } });
    return { subject, accounts, terms };
  });
}

function byHousehold<Row extends { readonly household_id: string }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const households = new Map<string, Row[]>();
  for (const row of rows) {
    const others = households.get(row.household_id);
    if (others === undefined) households.set(row.household_id, [row]);
    else others.push(row);
  }
  return households;
}

function bookAccount(row: BookAccountRow): BookAccount {
  const { symbols, quantities, market_values: marketValues } = row;
  return {
    id: row.id,
    riskProfile: row.risk_profile,
    cash: row.cash,
    positions: (symbols ?? []).map((symbol, i) => {
      const marketValue = marketValues?.[i] ?? null;
      return {
        symbol,
        quantity: quantities?.[i] ?? '0',
        ...(marketValue === null ? {} : { marketValue }),
      };
    }),
    ...termsOf(row),
  };
}

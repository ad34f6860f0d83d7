import { Injectable } from '@nestjs/common';
import type { BookFilter, BookSlice } from '../../domain/book/slice.js';
import type { FirmQuery, Transaction } from '../../platform/database/database.js';
import type { Account } from './account.js';
import { termsOf } from './account.mapper.js';
import { AccountBookRepository, type BookAccountRow } from './account-book.repository.js';

/** An account as advice needs it, without what only people read. */
export interface BookAccount extends Pick<
  Account,
  'id' | 'riskProfile' | 'cash' | 'positions' | 'constraints' | 'equity' | 'cashNeeds' | 'drift'
> {
  /** True where it was deleted after the book was opened. */
  readonly deleted: boolean;
  /** True where its household is advised as one. */
  readonly isAdvisedByHousehold: boolean;
}

/** A firm's accounts for advising all of them: as they were counted at an instant, read slice by slice. */
@Injectable()
export class AccountBook {
  constructor(private readonly accounts: AccountBookRepository) {}

  slices(tx: Transaction, firmId: string, at: Date, filter: BookFilter, size: number): Promise<BookSlice[]> {
    return this.accounts.slices(tx, firmId, at, filter, size);
  }

  /** In order of id. Accounts made after the instant are left out; those deleted since are marked. */
  async read(
    query: FirmQuery,
    firmId: string,
    at: Date,
    filter: BookFilter,
    slice: Pick<BookSlice, 'firstAccount' | 'before'>,
  ): Promise<BookAccount[]> {
    return (await this.accounts.read(query, firmId, at, filter, slice)).map(bookAccount);
  }

  unknown(tx: Transaction, firmId: string, ids: readonly string[]): Promise<string[]> {
    return this.accounts.unknown(tx, firmId, ids);
  }
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
    deleted: row.deleted,
    isAdvisedByHousehold: row.advice_unit === 'household',
  };
}

import { formatCents } from '../allocation/money.js';
import type { AccountSubject } from '../recommendation/advice-subject.js';
import type { BookLine } from './book-line.js';
import { addCounts, addWhole, largestMoves, partBps, type BookMove, type Counts } from './moves.js';

/**
 * What a statement sums up of some accounts. Totals of parts add up to those of the whole, in any order, so
 * that a book of any size is summed slice by slice. Plain JSON: cents of a whole book are decimal text.
 */
export interface StatementTotals {
  readonly accounts: number;
  readonly fullyInvested: number;
  readonly actions: Counts;
  /** Accounts by reason; one may have several. */
  readonly exceptions: Counts;
  readonly errors: Counts;
  readonly valueCents: string;
  /** Cents times basis points. */
  readonly equity: string;
  readonly turnoverCents: string;
  readonly largest: readonly BookMove<AccountSubject>[];
}

export const NO_ACCOUNTS: StatementTotals = {
  accounts: 0,
  fullyInvested: 0,
  actions: {},
  exceptions: {},
  errors: {},
  valueCents: '0',
  equity: '0',
  turnoverCents: '0',
  largest: [],
};

export function totalsOf(lines: readonly BookLine[]): StatementTotals {
  let fullyInvested = 0;
  let value = 0n;
  let equity = 0n;
  let turnover = 0n;
  const actions = new Map<string, number>();
  const exceptions = new Map<string, number>();
  const errors = new Map<string, number>();
  const moves: BookMove<AccountSubject>[] = [];
  for (const { accountId, riskProfile, advised, error, exceptions: reasons } of lines) {
    if (reasons.length === 0) fullyInvested += 1;
    for (const reason of reasons) count(exceptions, reason);
    if (error !== undefined) count(errors, error.code);
    if (advised === undefined) continue;
    const { action, equityBps, valueCents, turnoverCents } = advised;
    count(actions, action);
    value += BigInt(valueCents);
    equity += BigInt(valueCents) * BigInt(equityBps);
    turnover += BigInt(turnoverCents);
    if (turnoverCents > 0) moves.push({ accountId, riskProfile, turnoverCents, valueCents });
  }
  return {
    accounts: lines.length,
    fullyInvested,
    actions: inOrder(actions),
    exceptions: inOrder(exceptions),
    errors: inOrder(errors),
    valueCents: String(value),
    equity: String(equity),
    turnoverCents: String(turnover),
    largest: largestMoves(moves),
  };
}

export const addTotals = (a: StatementTotals, b: StatementTotals): StatementTotals => ({
  accounts: a.accounts + b.accounts,
  fullyInvested: a.fullyInvested + b.fullyInvested,
  actions: addCounts(a.actions, b.actions),
  exceptions: addCounts(a.exceptions, b.exceptions),
  errors: addCounts(a.errors, b.errors),
  valueCents: addWhole(a.valueCents, b.valueCents),
  equity: addWhole(a.equity, b.equity),
  turnoverCents: addWhole(a.turnoverCents, b.turnoverCents),
  largest: largestMoves([...a.largest, ...b.largest]),
});

/** A book's statement. Money is decimal dollars; shares of the book's value are basis points, absent of nothing. */
export interface BookStatement {
  readonly accounts: number;
  readonly fullyInvested: number;
  readonly actions: Counts;
  readonly exceptions: Counts;
  readonly errors: Counts;
  readonly advisedValue: string;
  readonly equityExposureBps?: number;
  readonly turnover: string;
  readonly turnoverBps?: number;
  readonly largestChanges: readonly BookChange[];
}

/** Decimal dollars of a move. */
export interface ChangedMoney {
  readonly turnover: string;
  readonly advisedValue: string;
}

export interface BookChange extends AccountSubject, ChangedMoney {
  readonly riskProfile: string;
}

export function statementOf(totals: StatementTotals): BookStatement {
  const { accounts, fullyInvested, actions, exceptions, errors, valueCents, turnoverCents } = totals;
  const equityExposureBps = partBps(totals.equity, `${valueCents}0000`);
  const turnoverBps = partBps(turnoverCents, valueCents);
  return {
    accounts,
    fullyInvested,
    actions,
    exceptions,
    errors,
    advisedValue: dollarsOf(valueCents),
    ...(equityExposureBps === undefined ? {} : { equityExposureBps }),
    turnover: dollarsOf(turnoverCents),
    ...(turnoverBps === undefined ? {} : { turnoverBps }),
    largestChanges: totals.largest.map(({ accountId, riskProfile, ...money }) => ({
      accountId,
      riskProfile,
      ...moneyOf(money),
    })),
  };
}

export const moneyOf = ({
  turnoverCents,
  valueCents,
}: Pick<BookMove, 'turnoverCents' | 'valueCents'>): ChangedMoney => ({
  turnover: formatCents(turnoverCents),
  advisedValue: formatCents(valueCents),
});

/** Cents of any size as dollars. */
export function dollarsOf(cents: string): string {
  const digits = cents.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const count = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);

const inOrder = (counts: ReadonlyMap<string, number>): Counts =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

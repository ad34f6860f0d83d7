import { DomainError } from '../domain-error.js';
import { daysBetween } from '../market/calendar-date.js';
import type { SessionDate } from '../market/price-bar.js';
import { WHOLE_BPS } from './assets.js';
import { formatCents, type Cents } from './money.js';

/** Money to be taken out of an account on a day. */
export interface Withdrawal {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly amount: Cents;
}

/** Cash that an account must hold: always, and for what is to be taken out soon. */
export interface CashNeeds {
  readonly standing: Cents;
  readonly withdrawals: readonly Withdrawal[];
}

/** Days ahead of `asOf` for which withdrawals are held in cash, where the policy names none. */
export const CASH_NEED_DAYS = 90;

/**
 * Cash needed at the close of `asOf`: the standing amount and every withdrawal after `asOf`, up to and with
 * the day `days` calendar days later. A withdrawal on `asOf` or before counts as made.
 */
export function cashNeeded({ standing, withdrawals }: CashNeeds, asOf: SessionDate, days: number): Cents {
  let need = standing;
  for (const { date, amount } of withdrawals) {
    const ahead = daysBetween(asOf, date);
    if (ahead > 0 && ahead <= days) need += amount;
  }
  return need;
}

/** The least weight that holds `need` of `value`: basis points rounded up, exact for any amounts. */
export const leastBpsOf = (need: Cents, value: Cents): number =>
  Number((BigInt(need) * BigInt(WHOLE_BPS) + BigInt(value) - 1n) / BigInt(value));

/** The refusal of an account that needs more cash than it could raise by selling everything. */
export function cashNeedsOverValue(need: Cents, value: Cents): DomainError {
  const message = `The account needs $${formatCents(need)} in cash and has $${formatCents(value)} to invest in all.`;
  return new DomainError('unprocessable', 'cash-needs-over-value', message, [
    { pointer: '/cashNeeds', code: 'cash-needs-over-value', message },
  ]);
}

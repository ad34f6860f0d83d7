import { assertFeasibleBounds } from '../../domain/allocation/bounds.js';
import { parseCents } from '../../domain/allocation/money.js';
import { DomainError, type FieldProblem } from '../../domain/domain-error.js';
import type { RiskProfile } from '../../domain/policy/policy-document.js';
import type { Account, CashNeedsText } from './account.js';

export const accountNotFound = (): DomainError =>
  new DomainError('not_found', 'account-not-found', 'The firm has no such account.');

/** `pointer` is the field that named the external id, or the list where it isn't known which. */
export function externalIdTaken(pointer: string): DomainError {
  const message = 'Another account of the firm has this external id.';
  return new DomainError('conflict', 'external-id-taken', message, [
    { pointer, code: 'external-id-taken', message },
  ]);
}

export const isExternalIdTaken = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'external-id-taken';

/**
 * Passes where some split could meet these terms, whatever the account holds. Throws 422
 * `unknown-risk-profile`, naming those there are, or `infeasible-bounds`, naming the smallest set of bounds
 * that no split can meet. What rests on holdings (locks, cash needs) is looked at when the account is advised.
 */
export function assertTerms(profiles: readonly RiskProfile[], terms: Terms): void {
  const { riskProfile, constraints = {}, equity } = terms;
  const profile = profiles.find(({ id }) => id === riskProfile);
  if (profile) {
    assertFeasibleBounds(constraints, { profile, equity });
    return;
  }
  const message = `The policy's risk profiles are ${profiles.map(({ id }) => id).join(', ')}.`;
  throw new DomainError(
    'unprocessable',
    'unknown-risk-profile',
    `There is no risk profile "${riskProfile}". ${message}`,
    [{ pointer: '/riskProfile', code: 'unknown-risk-profile', message }],
  );
}

/** An account's terms as far as they can be checked without its holdings. */
export type Terms = Pick<Account, 'riskProfile'> & Partial<Pick<Account, 'constraints' | 'equity'>>;

/**
 * Refuses new withdrawals that could never count: dated `lastSession` or before. Those that the account has
 * already stay, so that a system which sends them all again isn't refused. Throws 422 `withdrawal-in-past`.
 */
export function assertWithdrawalsAhead(
  { withdrawals = [] }: CashNeedsText,
  known: CashNeedsText = {},
  lastSession: string,
): void {
  const keyOf = ({ date, amount }: { date: string; amount: string }) => `${date} ${parseCents(amount)}`;
  const has = new Set((known.withdrawals ?? []).map(keyOf));
  const fields = withdrawals.flatMap((one, i): FieldProblem[] => {
    if (one.date > lastSession || has.has(keyOf(one))) return [];
    const message = `A withdrawal on ${one.date} is past: the last session was ${lastSession}.`;
    return [{ pointer: `/cashNeeds/withdrawals/${i}/date`, code: 'withdrawal-in-past', message }];
  });
  if (fields.length === 0) return;
  throw new DomainError('unprocessable', 'withdrawal-in-past', fields[0]!.message, fields);
}

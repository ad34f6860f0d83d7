import { assertFeasibleBounds, type Constraints } from '../../domain/allocation/bounds.js';
import { DomainError } from '../../domain/domain-error.js';
import type { RiskProfile } from '../../domain/policy/policy-document.js';

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

export function unknownClient(): DomainError {
  const message = 'The firm has no such client.';
  return new DomainError('unprocessable', 'unknown-client', message, [
    { pointer: '/client/id', code: 'unknown-client', message },
  ]);
}

/**
 * Passes where advice can be given on these terms. Throws 422 `unknown-risk-profile`, naming those there
 * are, or `infeasible-bounds`, naming the bounds that no split can meet.
 */
export function assertTerms(
  profiles: readonly RiskProfile[],
  riskProfile: string,
  constraints: Constraints,
): void {
  const profile = profiles.find(({ id }) => id === riskProfile);
  if (profile) {
    assertFeasibleBounds(constraints, { profile });
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

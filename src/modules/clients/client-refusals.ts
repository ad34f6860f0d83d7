import { DomainError } from '../../domain/domain-error.js';

export const clientNotFound = (): DomainError =>
  new DomainError('not_found', 'client-not-found', 'The firm has no such client.');

export const householdNotFound = (): DomainError =>
  new DomainError('not_found', 'household-not-found', 'The firm has no such household.');

export const clientHasAccounts = (): DomainError =>
  new DomainError(
    'conflict',
    'client-has-accounts',
    'Accounts belong to the client; delete or move them first.',
  );

export const householdHasClients = (): DomainError =>
  new DomainError(
    'conflict',
    'household-has-clients',
    'Clients belong to the household; move them out first.',
  );

export const unknownClient = (): DomainError =>
  refused('/client/id', 'unknown-client', 'The firm has no such client.');

export const unknownHousehold = (): DomainError =>
  refused('/householdId', 'unknown-household', 'The firm has no such household.');

export function missingRiskProfile(): DomainError {
  const message = 'A household that is advised as one needs a risk profile of its own.';
  return refused('/riskProfile', 'missing-risk-profile', message);
}

export const unknownRiskProfile = (given: string, valid: readonly string[]): DomainError =>
  refused(
    '/riskProfile',
    'unknown-risk-profile',
    `There is no risk profile "${given}". The policy's risk profiles are ${valid.join(', ')}.`,
  );

const refused = (pointer: string, code: string, message: string): DomainError =>
  new DomainError('unprocessable', code, message, [{ pointer, code, message }]);

import { DomainError } from '../../domain/domain-error.js';

export const policyNotFound = (): DomainError =>
  new DomainError('not_found', 'policy-not-found', 'The firm has no such policy.');

export const policyVersionNotFound = (): DomainError =>
  new DomainError('not_found', 'policy-version-not-found', 'The firm has no such version of a policy.');

export function slugTaken(slug: string): DomainError {
  const message = `The firm has a policy "${slug}" already; take another slug, or write a further version of that policy.`;
  return new DomainError('conflict', 'slug-taken', message, [
    { pointer: '/slug', code: 'slug-taken', message },
  ]);
}

/** Retiring it would leave the firm without a policy to advise by. */
export const policyInUse = (): DomainError =>
  new DomainError(
    'conflict',
    'policy-in-use',
    "It is the only version in force of the firm's default policy; activate another, or change the default, first.",
  );

/** `first` is the first date that it could be, today in New York. */
export function activeFromInPast(asked: string, first: string): DomainError {
  const message = `activeFrom is ${asked}, and nothing takes effect in the past; valid: ${first}, today in New York, or later`;
  return new DomainError('unprocessable', 'active-from-in-past', `${message}.`, [
    { pointer: '/activeFrom', code: 'active-from-in-past', message },
  ]);
}

/** A draft needs exactly one source. */
export function oneSource(names: readonly string[], given: readonly string[]): DomainError {
  const message = `give exactly one of ${names.join(', ')}; ${given.length === 0 ? 'there is none' : `there are ${given.join(' and ')}`}`;
  return new DomainError(
    'invalid',
    'validation-failed',
    'It is not said what the version is written from.',
    (given.length === 0 ? names.slice(0, 1) : given).map((name) => ({
      pointer: `/${name}`,
      code: 'one-source',
      message,
    })),
  );
}

/** One bad field: a JSON pointer into the caller's input, a stable code and a sentence. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** What kind of refusal it is; the HTTP edge maps each to a status. */
export type DomainErrorKind = 'invalid' | 'unprocessable' | 'not_found' | 'conflict';

/**
 * A refusal that is part of the domain: a stable code that callers may rely on, a sentence, and the
 * fields it concerns. It knows nothing of HTTP; the edge turns it into problem+json.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: DomainErrorKind,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

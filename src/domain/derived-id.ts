import { createHash, hash as hashOf } from 'node:crypto';

const LEADING_DIGITS = 12;
const BUCKET_DIGITS = 3;

/** A UUID of the kind that applications make up (RFC 9562, version 8), from 30 hex digits and a variant. */
const uuidOf = (digits: string): string =>
  `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(12, 15)}-8${digits.slice(15, 18)}-${digits.slice(18, 30)}`;

/** The same UUID for the same texts. */
export function idFromText(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} `).update(text);
  return uuidOf(hash.digest('hex'));
}

/**
 * The id of what a run makes of an account: the same whoever makes it, and in about the order of the run's
 * instant and the account's id, so that rows written in that order are neighbours in an index. The bits
 * after the order are a hash.
 */
export function idInRun(createdAt: number, runId: string, accountId: string): string {
  const hash = hashOf('sha256', runId + accountId);
  const instant = createdAt.toString(16).padStart(LEADING_DIGITS, '0');
  return uuidOf(`${instant}${accountId.slice(0, BUCKET_DIGITS)}${hash}`);
}

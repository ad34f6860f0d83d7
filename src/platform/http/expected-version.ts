import { HttpProblem } from './problem.js';

/** The version a caller expects to change, or `any` where it only expects that there is one. */
export type ExpectedVersion = number | 'any';

const ENTITY_TAG = /^"(\d{1,9})"$/;

/** The strong entity tag of a version. */
export const entityTag = (version: number): string => `"${version}"`;

/**
 * Reads an `If-Match` header; undefined where there is none. A tag that is not one of ours (weak ones
 * included, RFC 9110 §13.1.1) cannot match, so it is stale: 412.
 */
export function parseIfMatch(header: string | undefined): ExpectedVersion | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (text === '*') return 'any';
  const [, version] = ENTITY_TAG.exec(text) ?? [];
  if (version === undefined) throw staleVersion();
  return Number(version);
}

/** Throws 412 `stale-version` unless the stored version is the expected one. */
export function assertVersion(expected: ExpectedVersion | undefined, stored: number): void {
  if (expected !== undefined && expected !== 'any' && expected !== stored) throw staleVersion(stored);
}

/** The 412 for a write that lost against another; `stored` is the version it lost to, where known. */
export function staleVersion(stored?: number): HttpProblem {
  const now = stored === undefined ? '' : ` It is at version ${stored} now.`;
  return new HttpProblem(412, 'stale-version', `If-Match doesn't name the present version.${now}`);
}

import { canonicalJson } from '../canonical-hash.js';
import { HOUSE_POLICY } from './house-policy.js';
import type { PolicyDocument } from './policy-document.js';

export type PolicyChangeKind = 'added' | 'removed' | 'changed';

/** One difference between two documents. */
export interface PolicyChange {
  /** JSON pointer into the later document, or into the earlier one of what was removed. */
  readonly pointer: string;
  readonly kind: PolicyChangeKind;
  /** Absent where it was added, or removed. */
  readonly from?: unknown;
  readonly to?: unknown;
  /** The same place by names: keys, and ids in the place of positions in lists. */
  readonly path: readonly string[];
}

/** Compared as one value: their parts alone would not say what changed. */
const WHOLE_VALUES: ReadonlySet<string> = new Set(['when', 'effect', 'evidence']);

/**
 * Every difference between two documents, in the order in which the house policy is written. Rules, brakes and profiles are
 * compared by their ids, wherever they stand; another order of theirs is a difference of the list itself.
 */
export function policyDiff(from: PolicyDocument, to: PolicyDocument): PolicyChange[] {
  const isSameExposure = 'rules' in from.exposure === 'rules' in to.exposure;
  if (isSameExposure) return compareObjects({ ...from }, { ...to }, '', []);
  const { exposure: before, ...restBefore } = from;
  const { exposure: after, ...restAfter } = to;
  const exposure: PolicyChange = {
    pointer: '/exposure',
    kind: 'changed',
    from: before,
    to: after,
    path: ['exposure'],
  };
  return [exposure, ...compareObjects(restBefore, restAfter, '', [])];
}

type Tree = Readonly<Record<string, unknown>>;

interface Identified {
  readonly id: string;
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isIdentified = (value: unknown): value is readonly (Identified & Tree)[] =>
  Array.isArray(value) && value.every((item: unknown) => isTree(item) && typeof item['id'] === 'string');

function compareObjects(from: Tree, to: Tree, pointer: string, path: readonly string[]): PolicyChange[] {
  const keys = [...new Set([...Object.keys(to), ...Object.keys(from)])];
  return keys.sort(asWritten).flatMap((key) => {
    const at = `${pointer}/${key}`;
    if (!Object.hasOwn(from, key)) return [added(to[key], at, [...path, key])];
    if (!Object.hasOwn(to, key)) return [taken(from[key], at, [...path, key])];
    return compare(from[key], to[key], at, [...path, key]);
  });
}

/** Every key in the order in which the house policy first has it: a store keeps documents in an order of its own. */
const KEYS = new Map([...new Set(keysOf(HOUSE_POLICY))].map((key, i) => [key, i]));

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  return isTree(value) ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]) : [];
}

const asWritten = (a: string, b: string): number => (KEYS.get(a) ?? KEYS.size) - (KEYS.get(b) ?? KEYS.size);

function compare(from: unknown, to: unknown, pointer: string, path: readonly string[]): PolicyChange[] {
  if (canonicalJson(from) === canonicalJson(to)) return [];
  const isWhole = WHOLE_VALUES.has(path[path.length - 1] ?? '');
  if (!isWhole && isTree(from) && isTree(to)) return compareObjects(from, to, pointer, path);
  if (!isWhole && isIdentified(from) && isIdentified(to)) return compareLists(from, to, pointer, path);
  return [{ pointer, kind: 'changed', from, to, path }];
}

function compareLists(
  from: readonly (Identified & Tree)[],
  to: readonly (Identified & Tree)[],
  pointer: string,
  path: readonly string[],
): PolicyChange[] {
  const before = new Map(from.map((item) => [item.id, item]));
  const after = new Map(to.map((item) => [item.id, item]));
  const kept = (items: readonly Identified[]): string[] =>
    items.map(({ id }) => id).filter((id) => before.has(id) && after.has(id));
  const [orderBefore, orderAfter] = [kept(from), kept(to)];
  const isReordered = orderBefore.join() !== orderAfter.join();
  return [
    ...(isReordered ? [{ pointer, kind: 'changed' as const, from: orderBefore, to: orderAfter, path }] : []),
    ...to.flatMap((item, i) => {
      const own = before.get(item.id);
      const at = `${pointer}/${i}`;
      return own ? compareObjects(own, item, at, [...path, item.id]) : [added(item, at, [...path, item.id])];
    }),
    ...from.flatMap((item, i) =>
      after.has(item.id) ? [] : [taken(item, `${pointer}/${i}`, [...path, item.id])],
    ),
  ];
}

const added = (to: unknown, pointer: string, path: readonly string[]): PolicyChange => ({
  pointer,
  kind: 'added',
  to,
  path,
});

const taken = (from: unknown, pointer: string, path: readonly string[]): PolicyChange => ({
  pointer,
  kind: 'removed',
  from,
  path,
});

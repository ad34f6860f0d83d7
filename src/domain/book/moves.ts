import type { Cents } from '../allocation/money.js';
import { subjectId, type AdviceSubject } from '../recommendation/advice-subject.js';

/** How much money the advice of one account, or of one household, moves. */
export type BookMove<Whose extends AdviceSubject = AdviceSubject> = Whose & {
  readonly riskProfile: string;
  /** Half of what is bought and sold together. */
  readonly turnoverCents: Cents;
  readonly valueCents: Cents;
};

export const MOST_MOVES = 10;

/** The largest of all moves, at most ten; equal ones by id, so that the order of adding is of no matter. */
export const largestMoves = <Move extends BookMove>(moves: readonly Move[]): Move[] =>
  [...moves]
    .sort((a, b) => b.turnoverCents - a.turnoverCents || (subjectId(a) < subjectId(b) ? -1 : 1))
    .slice(0, MOST_MOVES);

/** Half the sum of the distances, in basis points, of a value: what changes hands. Half a cent is rounded up. */
export function turnoverOf(distancesBps: readonly number[], valueCents: Cents): Cents {
  let sum = 0;
  for (const bps of distancesBps) sum += Math.abs(bps);
  return Number((BigInt(sum) * BigInt(valueCents) + 10_000n) / 20_000n);
}

/** Counts by name, added up; names in order, so that equal counts are equal text. */
export function addCounts(a: Counts, b: Counts): Counts {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}

export type Counts = Readonly<Record<string, number>>;

/** Whole numbers of any size as decimal text: cents, and cents times basis points, of a whole book. */
export const addWhole = (a: string, b: string): string => String(BigInt(a) + BigInt(b));

/** A part of a whole in basis points, half of one rounded up; undefined of nothing. */
export const partBps = (part: string, whole: string): number | undefined =>
  BigInt(whole) === 0n ? undefined : Number((BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole)));

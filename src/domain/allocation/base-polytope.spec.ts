import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearestBase, setFunctionOf, withinBox, type AccountBox } from './base-polytope.js';

/** Every whole split of an account, tried one by one. */
function splitsOf({ total, min, max }: AccountBox, from = 0): bigint[][] {
  if (from === min.length - 1) return total >= min[from]! && total <= max[from]! ? [[total]] : [];
  const splits: bigint[][] = [];
  for (let one = min[from]!; one <= max[from]! && one <= total; one++) {
    for (const rest of splitsOf({ total: total - one, min, max }, from + 1)) splits.push([one, ...rest]);
  }
  return splits;
}

/** Everything that accounts can hold together, each split of each with each of the others. */
function reachable(accounts: readonly AccountBox[], assets: number): bigint[][] {
  let sums: bigint[][] = [new Array<bigint>(assets).fill(0n)];
  for (const account of accounts) {
    const splits = splitsOf(account);
    const next = new Map<string, bigint[]>();
    for (const sum of sums) {
      for (const split of splits) {
        const added = sum.map((value, i) => value + split[i]!);
        next.set(added.join(), added);
      }
    }
    sums = [...next.values()];
  }
  return sums;
}

const distance = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2n, 0n);

const least = (values: readonly bigint[]): bigint => values.reduce((a, b) => (a < b ? a : b));

const ASSETS = 4;
const span = fc.tuple(fc.nat(2), fc.nat(4));
const box: fc.Arbitrary<AccountBox> = fc
  .tuple(fc.array(span, { minLength: ASSETS, maxLength: ASSETS }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([spans, share]) => {
    const min = spans.map(([low]) => BigInt(low));
    const max = spans.map(([low, more]) => BigInt(low + more));
    const room = spans.reduce((sum, [, more]) => sum + more, 0);
    const total = min.reduce((sum, one) => sum + one, 0n) + BigInt(Math.round(room * share));
    return { total, min, max };
  });
const boxes = fc.array(box, { minLength: 1, maxLength: 3 });
const targets = fc.array(fc.integer({ min: -3, max: 15 }).map(BigInt), {
  minLength: ASSETS,
  maxLength: ASSETS,
});

const reach = fc.array(fc.nat(3).map(BigInt), { minLength: ASSETS, maxLength: ASSETS });

describe('the splits that accounts can hold together', () => {
  it('are exactly those that the set function bounds', () => {
    fc.assert(
      fc.property(boxes, (accounts) => {
        const f = setFunctionOf(accounts, ASSETS);
        const sums = reachable(accounts, ASSETS);
        for (let set = 1; set < f.length; set++) {
          const held = sums.map((sum) => sum.reduce((all, one, i) => ((set >> i) & 1 ? all + one : all), 0n));
          expect(-least(held.map((one) => -one))).toBe(f[set]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('may be fewer than summed bounds would allow', () => {
    // One account may hold at most half of its money in each of two assets, the other only the first.
    const half = { total: 10n, min: [0n, 0n, 0n], max: [5n, 5n, 10n] };
    const first = { total: 10n, min: [10n, 0n, 0n], max: [10n, 10n, 10n] };
    const { point } = nearestBase(setFunctionOf([half, first], 3), [5n, 15n, 0n]);
    expect(point).toEqual([10n, 5n, 5n]);
  });
});

describe('the nearest of them', () => {
  it('is the target itself where they can hold it', () => {
    const free = { total: 10n, min: [0n, 0n, 0n], max: [10n, 10n, 10n] };
    expect(nearestBase(setFunctionOf([free, free], 3), [7n, 9n, 4n])).toEqual({
      point: [7n, 9n, 4n],
      tight: [],
    });
  });

  it('can be held, and no split that can be is nearer, tried one by one', () => {
    fc.assert(
      fc.property(boxes, targets, (accounts, target) => {
        const { point } = nearestBase(setFunctionOf(accounts, ASSETS), target);
        const sums = reachable(accounts, ASSETS);
        expect(sums.map((sum) => sum.join())).toContain(point.join());
        expect(distance(point, target)).toBe(least(sums.map((sum) => distance(sum, target))));
      }),
      { numRuns: 300 },
    );
  });

  it('within further bounds is the nearest that keeps these as well', () => {
    fc.assert(
      fc.property(
        boxes,
        targets,
        fc.nat(),
        fc.tuple(reach, reach),
        (accounts, target, pick, [below, above]) => {
          const sums = reachable(accounts, ASSETS);
          // Around one that can be held, so that something is inside.
          const about = sums[pick % sums.length]!;
          const min = about.map((one, i) => one - below[i]!);
          const max = about.map((one, i) => one + above[i]!);
          const inside = sums.filter((sum) => sum.every((one, i) => one >= min[i]! && one <= max[i]!));
          const { point } = nearestBase(withinBox(setFunctionOf(accounts, ASSETS), { min, max }), target);
          expect(inside.map((sum) => sum.join())).toContain(point.join());
          expect(distance(point, target)).toBe(least(inside.map((sum) => distance(sum, target))));
        },
      ),
      { numRuns: 100 },
    );
  });
});

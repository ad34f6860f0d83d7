import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryConstraints, arbitraryWeights } from '../../../test/support/arbitrary-bounds.js';
import { WHOLE_BPS, type Weights } from './assets.js';
import { assertFeasibleBounds } from './bounds.js';
import type { Box } from './tightest-bounds.js';
import { project } from './project.js';

const distance = (a: Weights, b: Weights): number =>
  a.reduce((sum, weight, i) => sum + (weight - b[i]!) ** 2, 0);
const sum = (weights: Weights): number => weights.reduce((total, one) => total + one, 0);

/** Least distance to any split within the bounds, tried one by one; the last asset takes the rest. */
function leastDistance(weights: Weights, { min, max }: Box, chosen: number[] = []): number {
  const i = chosen.length;
  if (i === weights.length - 1) {
    const rest = WHOLE_BPS - sum(chosen);
    return rest < min[i]! || rest > max[i]! ? Infinity : distance(weights, [...chosen, rest]);
  }
  let best = Infinity;
  for (let weight = min[i]!; weight <= max[i]!; weight++) {
    best = Math.min(best, leastDistance(weights, { min, max }, [...chosen, weight]));
  }
  return best;
}

describe('projection onto bounds', () => {
  it('leaves a split that meets them as it is', () => {
    const weights = [2000, 1500, 4000, 2500, 0];
    expect(project(weights, { min: [0, 0, 0, 0, 0], max: [2000, 9000, 9000, 9000, 0] })).toBe(weights);
  });

  it('spreads what a bound takes away evenly over the others', () => {
    const max = [1000, 10000, 10000, 10000, 10000];
    expect(project([2000, 1500, 4000, 2500, 0], { min: [0, 0, 0, 0, 0], max })).toEqual([
      1000, 1750, 4250, 2750, 250,
    ]);
  });

  it('gives a basis point that cannot be split to the first of equals', () => {
    const max = [1999, 10000, 10000, 10000, 0];
    expect(project([2000, 1500, 4000, 2500, 0], { min: [0, 0, 0, 0, 0], max })).toEqual([
      1999, 1501, 4000, 2500, 0,
    ]);
  });

  it('finds the only split where bounds leave one', () => {
    const only = [1, 2, 3, 4, 9990];
    expect(project([9999, 1, 0, 0, 0], { min: only, max: only })).toEqual(only);
  });

  it('is as near as the nearest of all splits, tried one by one', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 3 }));
    const lastSpan = fc.tuple(fc.integer({ min: 9980, max: 9995 }), fc.integer({ min: 0, max: 20 }));
    const small = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.tuple(span, span, span, span, lastSpan), small, (spans, four) => {
        const bounds = {
          min: spans.map(([least]) => least),
          max: spans.map(([least, more]) => Math.min(WHOLE_BPS, least + more)),
        };
        fc.pre(sum(bounds.min) <= WHOLE_BPS && sum(bounds.max) >= WHOLE_BPS);
        const weights = [...four, WHOLE_BPS - sum(four)];
        expect(distance(weights, project(weights, bounds))).toBe(leastDistance(weights, bounds));
      }),
      { numRuns: 150 },
    );
  });

  it('sums to the whole, meets every bound and cannot be bettered by moving a basis point', () => {
    fc.assert(
      fc.property(arbitraryWeights, arbitraryConstraints, (weights, constraints) => {
        let bounds: Box;
        try {
          bounds = assertFeasibleBounds(constraints);
        } catch {
          return;
        }
        const { min, max } = bounds;
        const split = project(weights, bounds);
        expect(sum(split)).toBe(WHOLE_BPS);
        split.forEach((weight, i) => {
          expect(Number.isInteger(weight) && weight >= min[i]! && weight <= max[i]!).toBe(true);
        });
        split.forEach((_, from) =>
          split.forEach((__, to) => {
            if (from === to || split[from]! <= min[from]! || split[to]! >= max[to]!) return;
            const moved = split.map((weight, i) => weight + (i === to ? 1 : 0) - (i === from ? 1 : 0));
            expect(distance(weights, moved)).toBeGreaterThanOrEqual(distance(weights, split));
          }),
        );
      }),
      { numRuns: 500 },
    );
  });
});

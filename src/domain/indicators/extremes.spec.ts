import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { highestIndex, lowestIndex } from './extremes.js';

const naive = (
  values: readonly number[],
  window: number,
  better: (a: number, b: number) => boolean,
): number[] =>
  values.map((_, i) => {
    let best = Math.max(0, i - window + 1);
    for (let k = best + 1; k <= i; k++) if (better(values[k]!, values[best]!)) best = k;
    return best;
  });

describe('running extremes', () => {
  it('name the latest of equal values', () => {
    expect([...highestIndex(Float64Array.of(3, 1, 3, 2), 3)]).toEqual([0, 0, 2, 2]);
  });

  it('over an endless window remember the first day', () => {
    expect([...highestIndex(Float64Array.of(9, 1, 3, 2), Infinity)]).toEqual([0, 0, 0, 0]);
  });

  it('equal a search through every window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 90 }),
        (values, window) => {
          const column = Float64Array.from(values);
          expect([...highestIndex(column, window)]).toEqual(naive(values, window, (a, b) => a >= b));
          expect([...lowestIndex(column, window)]).toEqual(naive(values, window, (a, b) => a <= b));
        },
      ),
      { numRuns: 100 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ema, Ema, emaWeight } from './ema.js';

/** The definition written out: a seed, then a weighted sum over everything after it. */
function naiveEma(values: readonly number[], period: number, at: number): number {
  if (at < period - 1) return NaN;
  const weight = 2 / (period + 1);
  const seed = values.slice(0, period).reduce((sum, value) => sum + value, 0) / period;
  let sum = seed * (1 - weight) ** (at - period + 1);
  for (let i = period; i <= at; i++) sum += weight * (1 - weight) ** (at - i) * values[i]!;
  return sum;
}

describe('exponential moving average', () => {
  it('weighs the newest value 2 / (period + 1)', () => {
    expect(emaWeight(9)).toBe(0.2);
  });

  it('starts with the plain mean of its first period and is NaN before', () => {
    expect([...ema(Float64Array.of(1, 2, 6, 7), 3)]).toEqual([NaN, NaN, 3, 5]);
  });

  it('fed one value at a time equals the weighted sum written out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 5000, noNaN: true }), { minLength: 1, maxLength: 150 }),
        fc.integer({ min: 1, max: 40 }),
        (values, n) => {
          const step = new Ema(n);
          const streamed = values.map((value) => step.next(value));
          expect([...ema(Float64Array.from(values), n)]).toEqual(streamed);
          streamed.forEach((value, i) => {
            const naive = naiveEma(values, n, i);
            if (Number.isNaN(naive)) expect(value).toBeNaN();
            else expect(value).toBeCloseTo(naive, 7);
          });
        },
      ),
      { numRuns: 50 },
    );
  });
});

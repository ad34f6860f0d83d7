import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compare } from './compare.js';
import { sma, Sma } from './sma.js';

const prices = fc.array(fc.double({ min: 0.01, max: 5000, noNaN: true }), { minLength: 1, maxLength: 400 });
const period = fc.integer({ min: 1, max: 60 });

describe('simple moving average', () => {
  it('is NaN until it has a full period, and then the mean of the last ones', () => {
    expect([...sma(Float64Array.of(1, 2, 3, 4, 8), 3)]).toEqual([NaN, NaN, 2, 3, 5]);
  });

  it('of one value is that value', () => {
    expect([...sma(Float64Array.of(5, 7), 1)]).toEqual([5, 7]);
  });

  it('of a constant series equals it, whatever the constant', () => {
    const averages = sma(new Float64Array(1000).fill(100.1), 200);
    for (const average of averages.subarray(199)) expect(compare(100.1, average)).toBe(0);
  });

  it('fed one value at a time equals the mean taken afresh at every position', () => {
    fc.assert(
      fc.property(prices, period, (values, n) => {
        const step = new Sma(n);
        values.forEach((value, i) => {
          const streamed = step.next(value);
          const window = values.slice(Math.max(0, i - n + 1), i + 1);
          if (window.length < n) expect(streamed).toBeNaN();
          else expect(streamed).toBeCloseTo(window.reduce((sum, one) => sum + one, 0) / n, 8);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('as a column is bit for bit what streaming gives', () => {
    fc.assert(
      fc.property(prices, period, (values, n) => {
        const step = new Sma(n);
        expect([...sma(Float64Array.from(values), n)]).toEqual(values.map((value) => step.next(value)));
      }),
      { numRuns: 50 },
    );
  });
});

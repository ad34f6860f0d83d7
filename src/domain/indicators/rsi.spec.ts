import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rsi, Rsi } from './rsi.js';

/** Wilder's worksheet: two columns of changes, averaged, then smoothed. */
function naiveRsi(values: readonly number[], period: number): number[] {
  const changes = values.slice(1).map((value, i) => value - values[i]!);
  const smooth = (column: readonly number[], at: number): number => {
    if (at === period - 1) return column.slice(0, period).reduce((sum, one) => sum + one, 0) / period;
    return (smooth(column, at - 1) * (period - 1) + column[at]!) / period;
  };
  const ups = changes.map((change) => Math.max(change, 0));
  const downs = changes.map((change) => Math.max(-change, 0));
  return values.map((_, i) => {
    if (i < period) return NaN;
    const gain = smooth(ups, i - 1);
    const loss = smooth(downs, i - 1);
    return loss === 0 ? (gain === 0 ? NaN : 100) : 100 - 100 / (1 + gain / loss);
  });
}

describe("Wilder's relative strength index", () => {
  it('is NaN for its first period of sessions', () => {
    const values = rsi(
      Float64Array.from({ length: 20 }, (_, i) => 100 + (i % 3)),
      14,
    );
    expect(values.findIndex((value) => !Number.isNaN(value))).toBe(14);
  });

  it('is 100 when nothing ever fell and 0 when nothing ever rose', () => {
    expect(
      rsi(
        Float64Array.from({ length: 20 }, (_, i) => 100 + i),
        14,
      )[19],
    ).toBe(100);
    expect(
      rsi(
        Float64Array.from({ length: 20 }, (_, i) => 100 - i),
        14,
      )[19],
    ).toBe(0);
  });

  it('of a series that never moved is no number', () => {
    expect(rsi(new Float64Array(40).fill(99.9), 14)[39]).toBeNaN();
  });

  it("fed one value at a time equals Wilder's worksheet", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 100, max: 9999 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 2, max: 20 }),
        (cents, period) => {
          const values = cents.map((cent) => cent / 100);
          const step = new Rsi(period);
          const streamed = values.map((value) => step.next(value));
          expect([...rsi(Float64Array.from(values), period)]).toEqual(streamed);
          naiveRsi(values, period).forEach((naive, i) => {
            if (Number.isNaN(naive)) expect(streamed[i]).toBeNaN();
            else expect(streamed[i]).toBeCloseTo(naive, 6);
          });
        },
      ),
      { numRuns: 50 },
    );
  });
});

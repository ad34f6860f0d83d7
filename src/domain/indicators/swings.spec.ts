import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { swings } from './swings.js';

const of = (high: readonly number[], low: readonly number[] = high, close: readonly number[] = low) =>
  swings(Float64Array.from(high), Float64Array.from(low), Float64Array.from(close));

describe('Williams pivots', () => {
  it('count from two sessions after the pivot, not before', () => {
    expect([...of([1, 2, 5, 2, 1, 0]).lastHigh]).toEqual([-1, -1, -1, -1, 2, 2]);
  });

  it('must exceed both neighbours on both sides strictly', () => {
    expect([...of([1, 5, 5, 2, 1]).lastHigh]).toEqual([-1, -1, -1, -1, -1]);
    expect([...of([1, 2, 5, 2, 5]).lastHigh]).toEqual([-1, -1, -1, -1, -1]);
    expect([...of([5, 2, 5, 2, 1]).lastHigh]).toEqual([-1, -1, -1, -1, -1]);
  });

  it('of lows mirror those of highs', () => {
    expect([...of([5, 4, 1, 4, 5]).lastLow]).toEqual([-1, -1, -1, -1, 2]);
  });

  it('keep the one before the last', () => {
    const { lastHigh, previousHigh } = of([1, 2, 5, 2, 1, 3, 4, 3, 2]);
    expect([lastHigh[8], previousHigh[8]]).toEqual([6, 2]);
  });

  it('are broken by the first close under the last confirmed low, until a new low is confirmed', () => {
    const low = [5, 4, 2, 4, 5, 5, 1.5, 4, 5];
    const close = [5, 4, 3, 4, 5, 5, 1.9, 4, 5];
    expect([...of(low, low, close).brokenAt]).toEqual([-1, -1, -1, -1, -1, -1, 6, 6, -1]);
  });

  it('are not broken by a close on the low, nor by a low that closes over it', () => {
    const low = [5, 4, 2, 4, 5, 1, 5];
    expect(of(low, low, [5, 4, 3, 4, 5, 2, 5]).brokenAt[6]).toBe(-1);
  });

  it('at a position are the same whatever comes after it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 60 }),
        fc.nat(59),
        (path, cut) => {
          const full = of(
            path.map((p) => p + 1),
            path,
          );
          const part = of(
            path.slice(0, cut + 1).map((p) => p + 1),
            path.slice(0, cut + 1),
          );
          for (const key of ['lastHigh', 'previousHigh', 'lastLow', 'previousLow', 'brokenAt'] as const) {
            expect([...part[key]]).toEqual([...full[key].subarray(0, cut + 1)]);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normal, seededRandom } from '../../../sample/random.js';
import { heldMean, tQuantile } from './mean-interval.js';

const ones = (count: number): Uint8Array => new Uint8Array(count).fill(1);

describe('the mean of held sessions', () => {
  it('without lags has the standard error of independent values', () => {
    const values = Float64Array.from([1, 2, 4, 5]);
    const { mean, standardError } = heldMean(values, ones(4), [0, 4], 0)!;
    expect(mean).toBe(3);
    expect(standardError).toBeCloseTo(Math.sqrt(4 + 1 + 1 + 4) / 4, 12);
  });

  it('with a lag adds twice the weighted product of neighbours, by hand', () => {
    // Deviations -2, -1, 1, 2; products of neighbours 2, -1, 2; Bartlett weight 1/2.
    const { standardError } = heldMean(Float64Array.from([1, 2, 4, 5]), ones(4), [0, 4], 1)!;
    expect(standardError).toBeCloseTo(Math.sqrt(10 + 2 * 0.5 * 3) / 4, 12);
  });

  it('leaves out the sessions that are not held, and keeps the gap they leave', () => {
    const held = Uint8Array.from([1, 0, 1, 1]);
    const { mean, standardError } = heldMean(Float64Array.from([1, 99, 2, 6]), held, [0, 4], 1)!;
    expect(mean).toBe(3);
    // Deviations -2, 0, -1, 3: only the last two are neighbours.
    expect(standardError).toBeCloseTo(Math.sqrt(14 + 2 * 0.5 * -3) / 3, 12);
  });

  it('is undefined where nothing is held', () => {
    expect(heldMean(Float64Array.from([1, 2]), new Uint8Array(2), [0, 2], 5)).toBeUndefined();
  });

  it('moves with a shift and scales with a factor, whatever is held', () => {
    const arbitrary = fc.array(fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.boolean()), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(arbitrary, fc.double({ min: -5, max: 5, noNaN: true }), (rows, by) => {
        const held = Uint8Array.from(rows, ([, isHeld]) => Number(isHeld));
        const of = (change: (value: number) => number) =>
          heldMean(
            Float64Array.from(rows, ([value]) => change(value)),
            held,
            [0, rows.length],
            3,
          );
        const [plain, shifted, scaled] = [of((v) => v), of((v) => v + by), of((v) => v * by)];
        if (plain === undefined) return held.every((one) => one === 0);
        expect(shifted!.mean).toBeCloseTo(plain.mean + by, 9);
        expect(shifted!.standardError).toBeCloseTo(plain.standardError, 6);
        expect(scaled!.standardError).toBeCloseTo(Math.abs(by) * plain.standardError, 6);
        return true;
      }),
    );
  });
});

describe("Student's t", () => {
  it.each([
    [1, 12.706],
    [9, 2.262],
    [30, 2.042],
    [40, 2.0211],
    [60, 2.0003],
    [120, 1.9799],
  ])('for %i degrees of freedom is as printed in tables', (degrees, t) => {
    expect(tQuantile(degrees)).toBeCloseTo(t, 3);
  });

  it('falls with every degree', () => {
    for (let degrees = 1; degrees < 300; degrees++) {
      expect(tQuantile(degrees + 1)).toBeLessThan(tQuantile(degrees));
    }
  });
});

describe('the 95 % interval', () => {
  /** Spells of 5 to 44 sessions in 1,000; returns whose noise carries over from one session to the next. */
  function missesZero(seed: number, carry: number): boolean {
    const random = seededRandom(seed);
    const values = new Float64Array(1_000);
    const held = new Uint8Array(1_000);
    let [noise, left, isHeld, times] = [0, 0, 0, 0];
    for (let u = 0; u < values.length; u++) {
      if (left-- === 0) {
        isHeld = 1 - isHeld;
        times += isHeld;
        left = 5 + Math.floor(40 * random());
      }
      noise = carry * noise + normal(random);
      values[u] = noise;
      held[u] = isHeld;
    }
    const { mean, standardError } = heldMean(values, held, [0, values.length], 21)!;
    return Math.abs(mean) > tQuantile(times - 1) * standardError;
  }

  it.each([
    [0, 0.07],
    [0.3, 0.08],
  ])(
    'of returns without an edge that carry over by %d leaves zero out about once in twenty',
    (carry, most) => {
      const RUNS = 250;
      let misses = 0;
      for (let seed = 1; seed <= RUNS; seed++) misses += Number(missesZero(seed, carry));
      expect(misses / RUNS).toBeGreaterThan(0.01);
      expect(misses / RUNS).toBeLessThan(most);
    },
  );
});

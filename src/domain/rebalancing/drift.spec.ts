import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryWeights } from '../../../test/support/arbitrary-bounds.js';
import { MOST_CENTS } from '../allocation/money.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import {
  amountsOf,
  decideDrift,
  mergedDrift,
  nearestWithinBands,
  turnoverBetween,
  weightsOf,
  type DriftSettings,
} from './drift.js';

const decide = (target: number[], current: number[]) => decideDrift(target, current, HOUSE_POLICY.drift);

describe("an account's own drift settings", () => {
  const policy = HOUSE_POLICY.drift;

  it('replace those of the policy that they name', () => {
    expect(mergedDrift(policy, { ofTargetPct: 10 })).toEqual({ ...policy, ofTargetPct: 10 });
  });

  it("count for both ends where one alone crosses the policy's other", () => {
    expect(mergedDrift(policy, { maxBps: 100 })).toMatchObject({ minBps: 100, maxBps: 100 });
    expect(mergedDrift(policy, { minBps: 600 })).toMatchObject({ minBps: 600, maxBps: 600 });
  });
});

describe('drift bands', () => {
  it('are a quarter of the target between 250 and 500 basis points, and trade on the band itself', () => {
    // 25 % of 1600 is 400.
    expect(decide([1600, 1600, 1600, 1600, 3600], [2000, 1600, 1600, 1600, 3200])).toEqual({
      action: 'rebalance',
      trigger: 'IWM',
    });
    expect(decide([1600, 1600, 1600, 1600, 3600], [1999, 1600, 1600, 1600, 3201])).toEqual({
      action: 'hold',
    });
  });

  it('never trade for less than 250 and always for 500', () => {
    expect(decide([400, 0, 9600, 0, 0], [151, 249, 9600, 0, 0])).toEqual({ action: 'hold' });
    expect(decide([400, 0, 9600, 0, 0], [150, 250, 9600, 0, 0])).toMatchObject({ action: 'rebalance' });
    expect(decide([0, 0, 5000, 5000, 0], [0, 0, 5499, 4501, 0])).toEqual({ action: 'hold' });
    expect(decide([0, 0, 5000, 5000, 0], [0, 0, 5500, 4500, 0])).toMatchObject({ trigger: 'SPY' });
  });

  it('count cash like any other asset and name the one furthest past its band', () => {
    expect(decide([2000, 1500, 4000, 2500, 0], [0, 0, 0, 0, 10000])).toEqual({
      action: 'rebalance',
      trigger: 'CASH',
    });
  });

  it('of nothing are not triggered by a weight that is on its target', () => {
    expect(
      decideDrift([0, 0, 5000, 5000, 0], [0, 0, 5000, 5000, 0], { minBps: 0, maxBps: 0, ofTargetPct: 25 }),
    ).toEqual({
      action: 'hold',
    });
  });
});

describe('trades to the edge of the bands', () => {
  const FREE = { min: [0, 0, 0, 0, 0], max: [10000, 10000, 10000, 10000, 10000] };
  const edge = (target: number[], current: number[], box = FREE) =>
    nearestWithinBands(target, current, HOUSE_POLICY.drift, box);

  it('move the weight that is off, and the others toward their targets by what is left over, evenly', () => {
    // 25 % of 2000 is 500: 499 off calls for no trade, so IWM comes down by 701 to 2499.
    expect(edge([2000, 1600, 1600, 1600, 3200], [3200, 1400, 1400, 1400, 2600])).toEqual([
      2499, 1576, 1575, 1575, 2775,
    ]);
  });

  it('buy nothing past its target while something else is under its own', () => {
    // Cash stays at the edge of its band; what it leaves is spread evenly, to each fund's target at most.
    const split = edge([2200, 1700, 3900, 2200, 0], [0, 0, 0, 0, 10000]);
    expect(split).toEqual([2200, 1700, 3651, 2200, 249]);
  });

  it('do not buy what is overweight, nor sell what is underweight', () => {
    const target = [2000, 1600, 1600, 1600, 3200];
    const current = [3200, 1800, 1400, 1400, 2200];
    const split = edge(target, current);
    expect(split[1]).toBeLessThanOrEqual(1800);
    expect(split).toEqual([2499, 1800, 1500, 1500, 2701]);
  });

  it('leave everything where it is while all is within', () => {
    const current = [2100, 1500, 1600, 1600, 3200];
    expect(edge([2000, 1600, 1600, 1600, 3200], current)).toEqual(current);
  });

  it("stop at the account's bounds where these are tighter", () => {
    const box = { min: [0, 0, 0, 0, 0], max: [2100, 10000, 10000, 10000, 10000] };
    expect(edge([2000, 1600, 1600, 1600, 3200], [3200, 1400, 1400, 1400, 2600], box)[0]).toBe(2100);
  });

  it('go to the target where there is no band', () => {
    const none = { minBps: 0, maxBps: 0, ofTargetPct: 25 };
    const target = [2000, 1600, 1600, 1600, 3200];
    expect(nearestWithinBands(target, [0, 0, 0, 0, 10000], none, FREE)).toEqual(target);
  });

  const arbitrarySettings: fc.Arbitrary<DriftSettings> = fc.record({
    minBps: fc.integer({ min: 0, max: 600 }),
    maxBps: fc.integer({ min: 0, max: 1200 }),
    ofTargetPct: fc.integer({ min: 1, max: 10000 }).map((hundredths) => hundredths / 100),
  });

  const distance = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, weight, i) => sum + (weight - b[i]!) ** 2, 0);
  /** Nothing past its target, and nothing further from it than now. */
  const isOnTheWay = (split: readonly number[], target: readonly number[], current: readonly number[]) =>
    split.every((weight, i) => {
      return weight >= Math.min(target[i]!, current[i]!) && weight <= Math.max(target[i]!, current[i]!);
    });

  it('sum to the whole, call for no further trade and move nothing away from its target or past it', () => {
    fc.assert(
      fc.property(arbitraryWeights, arbitraryWeights, arbitrarySettings, (target, current, settings) => {
        const split = nearestWithinBands(target, current, settings, FREE);
        expect(split.reduce((sum, one) => sum + one, 0)).toBe(10000);
        expect(decideDrift(target, split, settings).action).toBe('hold');
        expect(isOnTheWay(split, target, current)).toBe(true);
        if (decideDrift(target, current, settings).action === 'hold') expect(split).toEqual(current);
      }),
      { numRuns: 500 },
    );
  });

  it("keep to an account's bounds, which its target meets, and cannot be bettered by a basis point", () => {
    const anyBox = fc.tuple(arbitraryWeights, fc.array(fc.nat(2000), { minLength: 10, maxLength: 10 }));
    fc.assert(
      fc.property(anyBox, arbitraryWeights, arbitrarySettings, ([target, room], current, settings) => {
        const box = {
          min: target.map((weight, i) => Math.max(0, weight - room[i]!)),
          max: target.map((weight, i) => Math.min(10000, weight + room[i + 5]!)),
        };
        const isAllowed = (split: readonly number[]) =>
          split.every((weight, i) => weight >= box.min[i]! && weight <= box.max[i]!) &&
          decideDrift(target, split, settings).action === 'hold' &&
          isOnTheWay(split, target, current);
        const split = nearestWithinBands(target, current, settings, box);
        expect(isAllowed(split)).toBe(true);
        split.forEach((_, from) =>
          split.forEach((__, to) => {
            const moved = split.map((weight, i) => weight + (i === to ? 1 : 0) - (i === from ? 1 : 0));
            if (from === to || !isAllowed(moved)) return;
            expect(distance(moved, current)).toBeGreaterThanOrEqual(distance(split, current));
          }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('are the nearest of all such splits, found by trying every one', () => {
    const steps = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 4, maxLength: 4 });
    const settings = fc.record({
      minBps: fc.integer({ min: 0, max: 4 }),
      maxBps: fc.integer({ min: 4, max: 6 }),
      ofTargetPct: fc.constant(1),
    });
    const target = [300, 900, 4000, 4800, 0];
    fc.assert(
      fc.property(steps, settings, (moves, drift) => {
        const moved = moves.map((move, i) => target[i]! + move);
        const current = [...moved, 10000 - moved.reduce((sum, one) => sum + one, 0)];
        fc.pre(current[4]! >= 0);
        let least = Infinity;
        const tryFrom = (split: readonly number[]): void => {
          if (split.length === 4) {
            const whole = [...split, 10000 - split.reduce((sum, one) => sum + one, 0)];
            if (!isOnTheWay(whole, target, current)) return;
            if (decideDrift(target, whole, drift).action === 'rebalance') return;
            least = Math.min(least, distance(whole, current));
            return;
          }
          for (let move = -6; move <= 6; move++) tryFrom([...split, target[split.length]! + move]);
        };
        tryFrom([]);
        const split = nearestWithinBands(target, current, drift, FREE);
        expect(distance(split, current)).toBe(least);
        expect(isOnTheWay(split, target, current)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what a trade turns over', () => {
  it('is half of what is bought and sold together, half a cent rounded up', () => {
    expect(turnoverBetween([100, 0, 50, 0, 0], [0, 100, 50, 0, 0])).toBe(100);
    expect(turnoverBetween([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])).toBe(0);
    expect(turnoverBetween([10, 0, 0, 0, 0], [9, 0, 0, 0, 0])).toBe(1);
  });
});

describe('weights of holdings', () => {
  it('sum to the whole, the missing points going to the largest remainders in order', () => {
    expect(weightsOf([1, 1, 1, 0, 0])).toEqual([3334, 3333, 3333, 0, 0]);
    expect(weightsOf([0, 0, 0, 0, 7])).toEqual([0, 0, 0, 0, 10000]);
  });

  it('are exact for values as large as are accepted', () => {
    const cents = fc.array(fc.integer({ min: 0, max: Math.floor(MOST_CENTS / 5) }), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(cents, (values) => {
        const total = values.reduce((sum, one) => sum + BigInt(one), 0n);
        fc.pre(total > 0n);
        const weights = weightsOf(values);
        expect(weights.reduce((sum, one) => sum + one, 0)).toBe(10000);
        weights.forEach((weight, i) => {
          const floor = (BigInt(values[i]!) * 10000n) / total;
          expect(BigInt(weight) === floor || BigInt(weight) === floor + 1n).toBe(true);
        });
      }),
    );
  });
});

describe('target amounts', () => {
  it('sum to the advised value to the cent, each within a cent of its share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MOST_CENTS }), arbitraryWeights, (total, weights) => {
        const amounts = amountsOf(total, weights);
        expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(total);
        amounts.forEach((amount, i) => {
          const floor = (BigInt(total) * BigInt(weights[i]!)) / 10000n;
          expect(BigInt(amount) === floor || BigInt(amount) === floor + 1n).toBe(true);
        });
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryWeights } from '../../../test/support/arbitrary-bounds.js';
import { MOST_CENTS } from '../allocation/money.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { amountsOf, decideDrift, weightsOf } from './drift.js';

const decide = (target: number[], current: number[]) => decideDrift(target, current, HOUSE_POLICY.drift);

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

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryTerms } from '../../../test/support/arbitrary-bounds.js';
import { weightsOf } from '../rebalancing/drift.js';
import { ASSETS } from './assets.js';
import { assertFeasibleBounds, type Constraints } from './bounds.js';
import { boundsInCents, centsDown, centsUp, heldBounds } from './bounds-in-cents.js';
import { leastBpsOf } from './cash-needs.js';
import { MOST_CENTS, type Cents } from './money.js';

const sum = (cents: readonly Cents[]): Cents => cents.reduce((total, one) => total + one, 0);

/** The bounds in cents of an account that holds these values. */
function boxOf(constraints: Constraints, values: readonly Cents[], need?: Cents) {
  const total = sum(values);
  const current = weightsOf(values);
  const bounds = assertFeasibleBounds(constraints, {
    current,
    cashNeedBps: need === undefined ? undefined : leastBpsOf(need, total),
  });
  return boundsInCents(bounds, total, heldBounds(constraints, values, total, need));
}

describe('a weight in cents', () => {
  it('is its exact share of any total, rounded down or up', () => {
    fc.assert(
      fc.property(fc.nat(MOST_CENTS), fc.nat(10_000), (total, bps) => {
        const exact = BigInt(total) * BigInt(bps);
        expect(BigInt(centsDown(total, bps))).toBe(exact / 10_000n);
        expect(BigInt(centsUp(total, bps))).toBe((exact + 9_999n) / 10_000n);
      }),
    );
  });
});

describe('bounds in cents', () => {
  // 8.32 % of the sum is 83212742, and IWM is held at 83200000.
  const values = [83_200_000, 200_000_000, 400_000_000, 300_000_000, 16_953_148];

  it('hold a lock to the cent, never-buy from above and never-sell from below', () => {
    const constraints = { IWM: { lock: true }, MDY: { neverBuy: true }, SPY: { neverSell: true } };
    const { min, max } = boxOf(constraints, values);
    expect([min[0], max[0]]).toEqual([83_200_000, 83_200_000]);
    expect([min[1], max[1]]).toEqual([0, 200_000_000]);
    expect([min[2], max[2]]).toEqual([400_000_000, sum(values)]);
  });

  it('hold a weight as wide as it allows, and cash that is needed to the cent', () => {
    const { min, max } = boxOf({ QQQ: { minBps: 1_111, maxBps: 3_333 }, SPY: { lock: true } }, values, 123);
    expect([min[3], max[3]]).toEqual([111_117_014, 333_351_045]);
    expect(min[4]).toBe(123);
  });

  it('keep what is held where a weight of the same fund would have it rounded', () => {
    const { min, max } = boxOf({ IWM: { neverBuy: true, minBps: 832 } }, values);
    expect([min[0], max[0]]).toEqual([83_200_000, 83_200_000]);
  });

  it('let the weights that are in the way of what is held give way, and no others', () => {
    // IWM is locked at a little under 8.32 %, and the rest may hold 91.68 % at most.
    const most = { MDY: { maxBps: 2_000 }, SPY: { maxBps: 4_000 }, QQQ: { maxBps: 3_000 } };
    const constraints = { IWM: { lock: true }, ...most, CASH: { minBps: 168, maxBps: 168 } };
    const { min, max } = boxOf(constraints, values);
    expect(max).toEqual([83_200_000, ...[1, 2, 3, 4].map(() => sum(values))]);
    expect(min).toEqual([83_200_000, 0, 0, 0, centsDown(sum(values), 168)]);
  });

  it('that what is held and needed make impossible by less than a basis point are refused in dollars', () => {
    // In basis points 9996 are kept and 4 are left for a need of 3.5; in cents there are 320 left for 350.
    const held = [499_840, 499_840, 0, 160, 160];
    const kept = { IWM: { neverSell: true }, MDY: { lock: true } };
    expect(() => boxOf(kept, held, 350)).toThrow(
      expect.objectContaining({
        code: 'infeasible-bounds',
        message:
          'No split can meet these bounds together: IWM at least $4998.40 (its present weight, not to be sold), ' +
          'MDY at least $4998.40 (locked at its present weight), CASH at least $3.50 (the cash needed).',
        fields: ['/constraints/IWM/neverSell', '/constraints/MDY/lock', '/cashNeeds'].map((pointer) =>
          expect.objectContaining({ pointer, code: 'infeasible-bounds' }),
        ),
      }),
    );
    expect(boxOf(kept, held, 320).min).toEqual([499_840, 499_840, 0, 0, 320]);
  });

  it('can always be met where they can be met in basis points and what counts to the cent agrees', () => {
    const cents = fc.oneof(fc.nat(1_000_000), fc.nat(Math.floor(MOST_CENTS / 5)), fc.constant(0));
    const holdings = fc.array(cents, { minLength: 5, maxLength: 5 });
    let met = 0;
    fc.assert(
      fc.property(arbitraryTerms, holdings, (constraints, held) => {
        fc.pre(sum(held) > 0);
        let box;
        try {
          box = boxOf(constraints, held);
        } catch {
          return;
        }
        met++;
        expect(sum(box.min)).toBeLessThanOrEqual(sum(held));
        expect(sum(box.max)).toBeGreaterThanOrEqual(sum(held));
        ASSETS.forEach((_, i) => expect(box.min[i]).toBeLessThanOrEqual(box.max[i]!));
      }),
      { numRuns: 1000 },
    );
    expect(met).toBeGreaterThan(50);
  });
});

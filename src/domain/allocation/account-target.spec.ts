import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryConstraints } from '../../../test/support/arbitrary-bounds.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { accountTarget, equityExposure } from './account-target.js';
import { assertFeasibleBounds, type Bounds, type Constraints } from './bounds.js';

const BASELINE = [2000, 1500, 4000, 2500, 0];
const profileOf = (id: string) => HOUSE_POLICY.riskProfiles.find((profile) => profile.id === id)!;
const target = (id: string, levelBps: number, constraints: Constraints = {}) => {
  const profile = profileOf(id);
  return accountTarget(BASELINE, levelBps, profile, assertFeasibleBounds(constraints, { profile }));
};

describe('equity of an account', () => {
  it.each([
    ['conservative', 10000, 4000],
    ['conservative', 2500, 2000],
    ['moderate', 7500, 4500],
    ['moderate', 5000, 3000],
    ['growth', 2500, 4000],
    ['aggressive', 10000, 10000],
    ['aggressive', 2500, 2500],
    ['aggressive', 0, 2500],
  ])("of %s at a level of %i is the ceiling's share, never under the floor: %i", (id, levelBps, expected) => {
    expect(equityExposure(profileOf(id), levelBps)).toBe(expected);
  });
});

describe('account target', () => {
  it('scales the sleeve to the exposure and holds the rest in cash', () => {
    expect(target('aggressive', 10000).weights).toEqual([2000, 1500, 4000, 2500, 0]);
    expect(target('moderate', 7500)).toEqual({
      weights: [900, 675, 1800, 1125, 5500],
      exposureBps: 4500,
      steps: [{ step: 'exposure', weights: [900, 675, 1800, 1125, 5500] }],
    });
  });

  it('names the bounds that bind, and tells their step apart', () => {
    const { steps, weights } = target('aggressive', 10000, { IWM: { maxBps: 1000 }, CASH: { minBps: 500 } });
    expect(steps.map(({ step }) => step)).toEqual(['exposure', 'constraint:IWM.max,CASH.min']);
    expect(weights).toEqual([1000, 1667, 4167, 2666, 500]);
  });

  it('does not mention bounds that do not bind', () => {
    expect(target('aggressive', 10000, { IWM: { maxBps: 2000 } }).steps).toHaveLength(1);
  });

  it('sums to the whole and meets every bound and the profile, under every constraint set that can be met', () => {
    const profile = fc.constantFrom(...HOUSE_POLICY.riskProfiles);
    fc.assert(
      fc.property(
        arbitraryConstraints,
        profile,
        fc.integer({ min: 0, max: 10000 }),
        (constraints, one, levelBps) => {
          let bounds: Bounds;
          try {
            bounds = assertFeasibleBounds(constraints, { profile: one });
          } catch {
            return;
          }
          const { weights, steps } = accountTarget(BASELINE, levelBps, one, bounds);
          expect(steps.at(-1)!.weights).toEqual(weights);
          for (const step of steps) expect(step.weights.reduce((sum, weight) => sum + weight, 0)).toBe(10000);
          weights.forEach((weight, i) =>
            expect(weight >= bounds.min[i]! && weight <= bounds.max[i]!).toBe(true),
          );
          const equity = 10000 - weights[4]!;
          expect(equity >= one.floorBps && equity <= one.ceilingBps).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

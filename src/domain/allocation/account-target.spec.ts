import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryConstraints } from '../../../test/support/arbitrary-bounds.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { accountTarget, equityExposure, exposedSplit, setsEquity } from './account-target.js';
import { assertFeasibleBounds, type Constraints, type EquityRange } from './bounds.js';
import { project } from './project.js';
import type { Bounds } from './tightest-bounds.js';

const BASELINE = [2000, 1500, 4000, 2500, 0];
const profileOf = (id: string) => HOUSE_POLICY.riskProfiles.find((profile) => profile.id === id)!;
const target = (id: string, levelBps: number, constraints: Constraints = {}, equity?: EquityRange) => {
  const profile = profileOf(id);
  const bounds = assertFeasibleBounds(constraints, { profile, equity });
  return accountTarget(BASELINE, levelBps, profile, bounds, equity);
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

  it("tells the policy's exposure first, then the limit of equity that decides in its place", () => {
    const { weights, steps, decision } = target('growth', 2500);
    expect(steps).toEqual([
      { step: 'exposure', weights: exposedSplit(BASELINE, 2000) },
      { step: 'constraint:profile.floor', weights: exposedSplit(BASELINE, 4000) },
    ]);
    expect(weights).toEqual(steps[1]!.weights);
    expect(decision).toEqual({ by: [{ from: 'floor', bps: 4000 }], policyBps: 2000, exposureBps: 4000 });
    expect(target('growth', 5000)).not.toHaveProperty('decision');
  });

  it.each<[string, number, EquityRange, readonly string[], number]>([
    ['own least equity', 2500, { minBps: 5000 }, ['constraint:equity.min'], 5000],
    [
      'both floors where they are equal',
      2500,
      { minBps: 4000 },
      ['constraint:profile.floor,equity.min'],
      4000,
    ],
    [
      'own most equity, which the exposure is a share of',
      7500,
      { maxBps: 6000 },
      ['constraint:equity.max'],
      4500,
    ],
    [
      'own most equity and the floor that stops it',
      6000,
      { maxBps: 5000 },
      ['constraint:equity.max,profile.floor'],
      4000,
    ],
    [
      'the floor alone where most equity lowers nothing',
      2500,
      { maxBps: 6000 },
      ['constraint:profile.floor'],
      4000,
    ],
    ['nothing where a floor gives back what most equity took', 5000, { maxBps: 6000 }, [], 4000],
  ])('names as deciding: %s', (_, levelBps, equity, limits, exposureBps) => {
    const { steps, weights } = target('growth', levelBps, {}, equity);
    expect(steps.map(({ step }) => step)).toEqual(['exposure', ...limits]);
    expect(weights).toEqual(exposedSplit(BASELINE, exposureBps));
  });

  it('tells the steps that set the equity apart from those of bounds', () => {
    const bound = target('growth', 2500, { IWM: { maxBps: 0 }, CASH: { maxBps: 6000 } }).steps;
    expect(bound.map(({ step }) => [step, setsEquity(step)])).toEqual([
      ['exposure', true],
      ['constraint:profile.floor', true],
      ['constraint:IWM.max,CASH.max,profile.floor', false],
    ]);
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
          // What limits and bounds make of it doesn't depend on the path that is told.
          const exposed = exposedSplit(BASELINE, equityExposure(one, levelBps));
          expect(weights).toEqual(project(exposed, bounds));
          expect(steps.findLast(({ step }) => setsEquity(step))!.weights).toEqual(exposed);
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

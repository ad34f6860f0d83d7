import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import type { Brake, Moves, TiltRule } from '../policy/policy-document.js';
import type { AdvisedSymbol } from '../market/instruments.js';
import { targetWeights } from './target-weights.js';

const tilt = (id: string, moves: Moves): TiltRule => ({
  id,
  moves,
  when: { all: [] },
  reason: 'a test',
  reference: 'none',
});
const SYMBOLS = ['IWM', 'MDY', 'SPY', 'QQQ'] as const;

describe('target weights of the sleeve', () => {
  it('without tilts are the baseline', () => {
    expect(targetWeights(HOUSE_POLICY, [])).toEqual({
      weights: [2000, 1500, 4000, 2500, 0],
      steps: [{ step: 'baseline', weights: [2000, 1500, 4000, 2500, 0] }],
    });
  });

  it('add each tilt in order', () => {
    const { steps, weights } = targetWeights(HOUSE_POLICY, [
      tilt('a', { IWM: 200, SPY: -100, QQQ: -100 }),
      tilt('b', { MDY: 300, SPY: -300 }),
    ]);
    expect(steps.map(({ step }) => step)).toEqual(['baseline', 'a', 'b']);
    expect(weights).toEqual([2200, 1800, 3600, 2400, 0]);
  });

  it('take positive moves of exactly 1000 whole and scale more down pro rata', () => {
    const whole = [tilt('a', { IWM: 600, SPY: -600 }), tilt('b', { MDY: 400, SPY: -400 })];
    expect(targetWeights(HOUSE_POLICY, whole).weights).toEqual([2600, 1900, 3000, 2500, 0]);
    expect(targetWeights(HOUSE_POLICY, whole)).not.toHaveProperty('scaledFromBps');
    const more = [tilt('a', { IWM: 600, SPY: -600 }), tilt('b', { MDY: 600, SPY: -600 })];
    const scaled = targetWeights(HOUSE_POLICY, more);
    expect(scaled).toMatchObject({ weights: [2500, 2000, 3000, 2500, 0], scaledFromBps: 1200 });
    expect(scaled.steps[1]!.weights).toEqual([2500, 1500, 3500, 2500, 0]);
  });

  describe('where the positive moves exceed the most and tilts have priorities', () => {
    const first = { ...tilt('first', { IWM: 600, SPY: -600 }), priority: 1 };
    const second = { ...tilt('second', { MDY: 600, SPY: -600 }), priority: 2 };
    const equal = { ...tilt('equal', { QQQ: 200, SPY: -200 }), priority: 2 };
    const last = tilt('last', { IWM: 300, SPY: -300 });

    it('take the first whole, scale those at which it is exceeded pro rata, and leave nothing for the rest', () => {
      const { steps, weights, scaledFromBps } = targetWeights(HOUSE_POLICY, [last, second, first, equal]);
      expect(steps.map(({ step }) => step)).toEqual(['baseline', 'first', 'second', 'equal', 'last']);
      expect(steps[1]!.weights).toEqual([2600, 1500, 3400, 2500, 0]);
      expect(steps[2]!.weights).toEqual([2600, 1800, 3100, 2500, 0]);
      expect(weights).toEqual([2600, 1800, 3000, 2600, 0]);
      expect(steps[4]!.weights).toEqual(weights);
      expect(scaledFromBps).toBe(1700);
    });

    it('take all whole where they fit, in the order of priority', () => {
      const { steps, weights } = targetWeights(HOUSE_POLICY, [last, first]);
      expect(steps.map(({ step }) => step)).toEqual(['baseline', 'first', 'last']);
      expect(weights).toEqual([2900, 1500, 3100, 2500, 0]);
    });

    it('of one priority are what they are without any', () => {
      const moves: Moves[] = [
        { IWM: 700, SPY: -700 },
        { MDY: 500, QQQ: -500 },
        { SPY: 300, QQQ: -300 },
      ];
      const plain = moves.map((one, i) => tilt(`r${i}`, one));
      const named = plain.map((one) => ({ ...one, priority: 7 }));
      expect(targetWeights(HOUSE_POLICY, named)).toEqual(targetWeights(HOUSE_POLICY, plain));
    });
  });

  it('end within the bounds of the policy, as a step of its own', () => {
    const policy = {
      ...HOUSE_POLICY,
      boundsBps: { ...HOUSE_POLICY.boundsBps, IWM: { min: 500, max: 2100 } },
    };
    const { steps, weights } = targetWeights(policy, [tilt('a', { IWM: 200, SPY: -200 })]);
    expect(steps.map(({ step }) => step)).toEqual(['baseline', 'a', 'bounds']);
    expect(weights).toEqual([2100, 1534, 3833, 2533, 0]);
  });

  describe('under a brake that caps', () => {
    const cap: Brake = {
      id: 'cap',
      when: { all: [] },
      effect: { capAtBaseline: ['IWM', 'MDY'] },
      reason: 'a test',
    };
    const up = [tilt('a', { IWM: 200, SPY: -100, QQQ: -100 }), tilt('b', { MDY: 100, QQQ: -100 })];

    it('hold no more of those symbols than the baseline, as a step of its own', () => {
      const { steps, weights } = targetWeights(HOUSE_POLICY, up, [cap]);
      expect(steps.map(({ step }) => step)).toEqual(['baseline', 'a', 'b', 'cap']);
      expect(weights).toEqual([2000, 1500, 4050, 2450, 0]);
    });

    it('hold less where tilts say so, without a step', () => {
      const { steps, weights } = targetWeights(HOUSE_POLICY, [tilt('a', { IWM: -100, SPY: 100 })], [cap]);
      expect(steps.map(({ step }) => step)).toEqual(['baseline', 'a']);
      expect(weights).toEqual([1900, 1500, 4100, 2500, 0]);
    });

    it('stay capped where the bounds move others', () => {
      const policy = {
        ...HOUSE_POLICY,
        boundsBps: { ...HOUSE_POLICY.boundsBps, SPY: { min: 2000, max: 4010 } },
      };
      expect(targetWeights(policy, up, [cap]).weights).toEqual([2000, 1500, 4010, 2490, 0]);
    });
  });

  it('are whole at every step, add up to the last and lie within the bounds, whatever fires', () => {
    const arbitraryTilt = fc.record({
      up: fc.constantFrom(...SYMBOLS),
      down: fc.constantFrom(...SYMBOLS),
      bps: fc.integer({ min: 1, max: 900 }),
      share: fc.integer({ min: 0, max: 900 }),
    });
    fc.assert(
      fc.property(
        fc.array(arbitraryTilt, { maxLength: 10 }),
        fc.integer({ min: 1, max: 2000 }),
        (tilts, most) => {
          const rules = tilts.map(({ up, down, bps, share }, i) => {
            const third = SYMBOLS.find((symbol) => symbol !== up && symbol !== down)!;
            const moves: Partial<Record<AdvisedSymbol, number>> = { [third]: -share };
            moves[up] = bps + share;
            moves[down] = (moves[down] ?? 0) - bps;
            return tilt(`t${i}`, moves);
          });
          const policy = { ...HOUSE_POLICY, tilts: { ...HOUSE_POLICY.tilts, maxPositiveBps: most } };
          const { weights, steps, scaledFromBps } = targetWeights(policy, rules);
          for (const step of steps) {
            expect(step.weights.every(Number.isInteger)).toBe(true);
            expect(step.weights.reduce((sum, one) => sum + one, 0)).toBe(10000);
          }
          expect(steps.at(-1)!.weights).toEqual(weights);
          SYMBOLS.forEach((symbol, i) => {
            const { min, max } = policy.boundsBps[symbol];
            expect(weights[i]! >= min && weights[i]! <= max).toBe(true);
          });
          const tilted = steps.filter(({ step }) => step !== 'bounds').at(-1)!.weights;
          if (scaledFromBps !== undefined) {
            const raised = tilted.reduce((sum, one, i) => sum + Math.max(0, one - steps[0]!.weights[i]!), 0);
            expect(raised).toBeLessThanOrEqual(most + 2);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

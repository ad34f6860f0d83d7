import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { account, randomKnownMarket } from '../../../test/support/known-market.js';
import { ADVISED } from '../market/instruments.js';
import { sessionClose } from '../market/trading-calendar.js';
import { SIGNALS } from '../readings/catalogue.js';
import { TREND_STATES } from '../readings/symbol/trend.js';
import { Advisor } from '../recommendation/compose.js';
import { judge } from '../recommendation/judge.js';
import { checkPolicy } from './check-policy.js';
import { HOUSE_POLICY } from './house-policy.js';
import {
  REVIEWS,
  type Condition,
  type Exposure,
  type ExposureRule,
  type PolicyDocument,
  type SignalTest,
  type TiltRule,
} from './policy-document.js';

const known = [1, 2, 3].map((seed) => randomKnownMarket(seed, 340, (seed - 2) / 1500));

const test: fc.Arbitrary<SignalTest> = fc.constantFrom(...SIGNALS).chain((signal) => {
  const symbol = signal.symbols
    ? fc.constantFrom(...signal.symbols).map((named) => ({ symbol: named }))
    : fc.constant({});
  const comparison: fc.Arbitrary<Partial<SignalTest>> =
    'unit' in signal.values
      ? fc
          .tuple(fc.constantFrom('atLeast', 'over', 'under'), fc.double({ min: -50, max: 100, noNaN: true }))
          .map(([how, threshold]) => ({ [how]: threshold }))
      : fc.subarray(Object.keys(signal.values), { minLength: 1 }).map((values) => ({ in: values }));
  return fc
    .tuple(symbol, comparison)
    .map(([named, compared]) => ({ signal: signal.id, ...named, ...compared }));
});

const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    test,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
})).condition;

const bps = fc.integer({ min: 0, max: 10_000 });
const texts = { reason: 'Because of a test.', reference: 'none' };

const tilt = (i: number): fc.Arbitrary<TiltRule> =>
  fc
    .record({
      when: condition,
      gets: fc.constantFrom(...ADVISED),
      moved: fc.integer({ min: -3000, max: 3000 }),
      priority: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    })
    .map(({ when, gets, moved, priority }) => ({
      id: `rule-${i}`,
      ...(priority === undefined ? {} : { priority }),
      when,
      moves: { [gets]: moved, [ADVISED.find((symbol) => symbol !== gets)!]: -moved },
      ...texts,
    }));

const exposureRule = (i: number): fc.Arbitrary<ExposureRule> =>
  fc.record({ when: condition, levelBps: bps }).map((own) => ({ id: `step-${i}`, ...own, ...texts }));

const exposure: fc.Arbitrary<Exposure> = fc.oneof(
  fc.record({
    levelsBps: fc
      .tuple(...TREND_STATES.map(() => bps))
      .map(
        (levels) =>
          Object.fromEntries(TREND_STATES.map((state, i) => [state, levels[i]!])) as Record<
            (typeof TREND_STATES)[number],
            number
          >,
      ),
    downCloses: fc.integer({ min: 1, max: 9 }),
    upCloses: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({
    review: fc.constantFrom(...REVIEWS),
    rules: fc.tuple(exposureRule(0), exposureRule(1)),
    otherwiseBps: bps,
  }),
);

const documents: fc.Arbitrary<PolicyDocument> = fc
  .record({ exposure, rules: fc.tuple(tilt(0), tilt(1), tilt(2)), maxPositiveBps: bps })
  .map((own) => ({
    ...HOUSE_POLICY,
    exposure: own.exposure,
    tilts: { ...HOUSE_POLICY.tilts, onCloses: 1, maxPositiveBps: own.maxPositiveBps, rules: own.rules },
    brakes: HOUSE_POLICY.brakes.slice(0, 2),
  }));

describe('a random valid document', () => {
  it('keeps weights whole, within the bounds, and a waterfall that adds up; an equal one gives equal advice', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(...known), (policy, market) => {
        expect(checkPolicy(policy)).toEqual([]);
        const knownAt = sessionClose(market.market.sessions.at(-1)!);
        const advise = (document: PolicyDocument) => {
          let verdict;
          try {
            verdict = judge(market, document, { knownAt });
          } catch (error) {
            // An exposure that rests on readings which can't be made is refused, never guessed.
            expect(error).toMatchObject({ code: 'exposure-unavailable' });
            return undefined;
          }
          return new Advisor(verdict, { id: 'random', version: 1 }).advise(account(), { knownAt });
        };
        const advice = advise(policy);
        expect(advise(structuredClone(policy))).toEqual(advice);
        if (advice === undefined) return;
        const running: Record<string, number> = {};
        for (const { weights, moves } of advice.waterfall) {
          if (moves.length > 0) for (const { symbol, bps: moved } of moves) running[symbol]! += moved;
          else if (Object.keys(running).length === 0) Object.assign(running, weights);
          expect(weights).toEqual(running);
          expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBe(10_000);
        }
        const sleeve = advice.waterfall[advice.waterfall.findIndex(({ step }) => step === 'exposure') - 1];
        for (const symbol of ADVISED) {
          const { min, max } = policy.boundsBps[symbol];
          expect(sleeve!.weights[symbol]).toBeGreaterThanOrEqual(min);
          expect(sleeve!.weights[symbol]).toBeLessThanOrEqual(max);
        }
      }),
      { numRuns: 60 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryConstraints } from '../../../test/support/arbitrary-bounds.js';
import { account, randomKnownMarket } from '../../../test/support/known-market.js';
import { DomainError } from '../domain-error.js';
import { parseMicros, valueOf } from '../allocation/money.js';
import { sessionClose } from '../market/trading-calendar.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { judge } from './judge.js';
import { recommend, type Advice } from './recommend.js';

const known = randomKnownMarket(2, 320, 0.0005);
const verdict = judge(known, HOUSE_POLICY, { knownAt: sessionClose(known.market.sessions.at(-1)!) });

describe('advice for an account', () => {
  it('values the four at the closes and leaves all else alone', () => {
    const advice = recommend(
      verdict,
      account({
        cash: 500,
        positions: [
          { symbol: 'IWM', quantity: parseMicros('10') },
          { symbol: 'IWM', quantity: parseMicros('0.5') },
          { symbol: 'AAPL', quantity: parseMicros('3'), marketValue: 60000 },
          { symbol: 'GOLD', quantity: parseMicros('1') },
        ],
      }),
    );
    const iwm =
      valueOf(parseMicros('10'), verdict.prices[0]!) + valueOf(parseMicros('0.5'), verdict.prices[0]!);
    expect(advice).toMatchObject({
      advisedValue: iwm + 500,
      excludedValue: 60000,
      excluded: [{ symbol: 'AAPL', marketValue: 60000 }, { symbol: 'GOLD' }],
    });
    expect(advice.holdings?.currentBps[1]).toBe(0);
  });

  it('of an account without any advised value holds, and compares with nothing', () => {
    const advice = recommend(verdict, account({ cash: 0 }));
    expect(advice).toMatchObject({ action: 'hold', advisedValue: 0 });
    expect(advice).not.toHaveProperty('holdings');
  });

  it('is to rebalance when all is in cash, naming what is furthest off', () => {
    expect(recommend(verdict, account())).toMatchObject({ action: 'rebalance', trigger: 'CASH' });
  });

  it('of an unknown risk profile is refused, naming the field and the valid ones', () => {
    expect(() => recommend(verdict, account({ riskProfile: 'yolo' }))).toThrow(
      expect.objectContaining({
        code: 'unknown-risk-profile',
        message: expect.stringContaining('conservative, moderate, growth, aggressive'),
        fields: [expect.objectContaining({ pointer: '/riskProfile' })],
      }),
    );
  });

  it('over nine trillion dollars is refused', () => {
    const trillions = { symbol: 'SPY', quantity: parseMicros('50000000000') };
    expect(() => recommend(verdict, account({ positions: [trillions, trillions, trillions] }))).toThrow(
      expect.objectContaining({ code: 'value-too-large' }),
    );
  });

  it('sums to the whole, in weights and in cents, for every account that has a split', () => {
    const profile = fc.constantFrom('conservative', 'moderate', 'growth', 'aggressive');
    const quantity = fc.bigInt({ min: 0n, max: 10_000_000_000n });
    const position = fc.record({ symbol: fc.constantFrom('IWM', 'MDY', 'SPY', 'QQQ', 'TLT'), quantity });
    fc.assert(
      fc.property(
        profile,
        fc.nat(1e9),
        fc.array(position, { maxLength: 6 }),
        arbitraryConstraints,
        (riskProfile, cash, positions, constraints) => {
          let advice: Advice;
          try {
            advice = recommend(verdict, { riskProfile, cash, positions, constraints });
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError);
            return;
          }
          const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
          expect(sum(advice.targets)).toBe(10000);
          expect(advice.steps.at(-1)!.weights).toEqual(advice.targets);
          if (advice.holdings === undefined) return;
          expect(sum(advice.holdings.currentBps)).toBe(10000);
          expect(sum(advice.holdings.amounts)).toBe(advice.advisedValue);
        },
      ),
      { numRuns: 300 },
    );
  });
});

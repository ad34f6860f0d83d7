import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryTerms } from '../../../test/support/arbitrary-bounds.js';
import { account, randomKnownMarket } from '../../../test/support/known-market.js';
import { DomainError } from '../domain-error.js';
import { ASSETS } from '../allocation/assets.js';
import type { EquityRange } from '../allocation/bounds.js';
import { parseMicros, priceMicros, valueOf } from '../allocation/money.js';
import { ADVISED } from '../market/instruments.js';
import { sessionClose } from '../market/trading-calendar.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { judge } from './judge.js';
import { recommend, type AdvisedAccount, type Advice } from './recommend.js';
import { valueHoldings } from './valuation.js';
import type { Verdict } from './verdict.js';

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

  it('without any advised value is that of money to come: what rests on holdings bounds nothing', () => {
    const lock = { IWM: { lock: true }, SPY: { neverBuy: true }, QQQ: { maxBps: 100 } };
    const cashNeeds = { standing: 500000, withdrawals: [] };
    const advice = recommend(verdict, account({ cash: 0, constraints: lock, cashNeeds }));
    expect(advice).toMatchObject({ action: 'hold', reason: 'nothing-to-invest', advisedValue: 0 });
    expect(advice).not.toHaveProperty('trade');
    expect(advice.targets[0]).toBeGreaterThan(0);
    expect(advice.targets[3]).toBe(100);
  });

  it('keeps to locks, never-buy and never-sell of what is held, naming those that bind', () => {
    const positions = [
      { symbol: 'IWM', quantity: 0n },
      { symbol: 'SPY', quantity: parseMicros('500') },
    ];
    const constraints = { IWM: { neverBuy: true }, MDY: { lock: true }, SPY: { neverSell: true } };
    const { targets, holdings, steps } = recommend(verdict, account({ positions, constraints }));
    expect([targets[0], targets[1]]).toEqual([0, 0]);
    expect(targets[2]).toBeGreaterThanOrEqual(holdings!.currentBps[2]!);
    expect(steps.at(-1)!.step).toMatch(/^constraint:IWM.neverBuy,MDY.lock/);
  });

  describe('of which something is not to be traded', () => {
    /** Held through a substitute, whose market value counts to the cent. */
    const held = (symbol: string, marketValue: number) => ({ symbol, quantity: 1n, marketValue });
    const positions = [held('IJR', 83_200_000), held('IJH', 250_000_000), held('VOO', 500_000_000)];
    const cash = 166_953_148;
    const never = { neverBuy: true, neverSell: true };

    it.each(['target', 'band-edge'] as const)('keeps to the cents that are held, trading to %s', (to) => {
      const constraints = { IWM: { lock: true }, MDY: { neverBuy: true }, SPY: { neverSell: true } };
      const own = account({ cash, positions, constraints, drift: { minBps: 50, maxBps: 50, to } });
      const { holdings, trade, advisedValue } = recommend(verdict, own);
      for (const amounts of [holdings!.amounts, trade!.amounts]) {
        expect(amounts[0]).toBe(83_200_000);
        expect(amounts[1]).toBeLessThanOrEqual(250_000_000);
        expect(amounts[2]).toBeGreaterThanOrEqual(500_000_000);
        expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(advisedValue);
      }
    });

    it('leaves it alone to the cent where only its rounding differs from its target', () => {
      const constraints = { IWM: never, MDY: never, SPY: never };
      const { targets, holdings, trade } = recommend(verdict, account({ cash, positions, constraints }));
      expect(targets.slice(0, 3)).toEqual(holdings!.currentBps.slice(0, 3));
      expect(trade!.amounts.slice(0, 3)).toEqual([83_200_000, 250_000_000, 500_000_000]);
      expect(trade!.turnover).toBe(Math.abs(trade!.amounts[4]! - cash));
    });

    it('puts the cents evenly on the others, cash that is needed and bounds of theirs kept', () => {
      const constraints = { IWM: { lock: true }, SPY: { lock: true }, MDY: { lock: true } };
      const need = { standing: 100_000_001, withdrawals: [] };
      const { holdings, targets } = recommend(
        verdict,
        account({ cash, positions, constraints: { ...constraints, QQQ: { maxBps: 500 } }, cashNeeds: need }),
      );
      expect(holdings!.amounts.slice(0, 3)).toEqual([83_200_000, 250_000_000, 500_000_000]);
      expect(targets[3]).toBe(500);
      expect(holdings!.amounts[3]).toBeLessThanOrEqual(50_007_658);
      expect(holdings!.amounts[4]).toBeGreaterThanOrEqual(100_000_001);
    });
  });

  it('tells what a trade turns over: half of what is bought and sold, to the cent', () => {
    const spy = { symbol: 'SPY', quantity: parseMicros('10') };
    const { trade } = recommend(verdict, account({ cash: 12_345, positions: [spy] }));
    const value = valueOf(spy.quantity, verdict.prices[2]!);
    const moved = [0, 0, value, 0, 12_345].map((now, i) => Math.abs(trade!.amounts[i]! - now));
    expect(2 * trade!.turnover).toBe(moved.reduce((sum, one) => sum + one, 0));
  });

  it('tells the bounds that the present weights lie outside of, whether it trades or holds', () => {
    const target = recommend(verdict, account()).holdings!.amounts;
    const positions = ADVISED.map((symbol, i) => ({
      symbol,
      quantity: (parseMicros('1') * BigInt(target[i]!) * 10_000n) / verdict.prices[i]!,
    }));
    const weight = recommend(verdict, account({ positions, cash: 0 })).targets[0]!;
    const bounded = (maxBps: number) =>
      recommend(verdict, account({ positions, cash: 0, constraints: { IWM: { maxBps } } }));
    const outside = (boundBps: number) => [
      expect.objectContaining({ asset: 'IWM', from: 'max', boundBps, currentBps: expect.any(Number) }),
    ];
    expect(bounded(weight - 100)).toMatchObject({ action: 'hold', outsideBounds: outside(weight - 100) });
    expect(bounded(0)).toMatchObject({ action: 'rebalance', outsideBounds: outside(0) });
    expect(bounded(weight + 100)).not.toHaveProperty('outsideBounds');
  });

  it('holds the cash that is needed, and trades for it inside the bands', () => {
    const cash = 10_000_000;
    const base = recommend(verdict, account({ cash }));
    const held = ADVISED.map((symbol, i) => ({
      symbol,
      quantity: (parseMicros('1') * BigInt(base.holdings!.amounts[i]!) * 10_000n) / verdict.prices[i]!,
    }));
    const invested = account({ cash: 0, positions: held });
    expect(recommend(verdict, invested)).toMatchObject({ action: 'hold', reason: 'within-bands' });
    const cashNeeds = { standing: 50_000, withdrawals: [] };
    const advice = recommend(verdict, { ...invested, cashNeeds });
    expect(advice).toMatchObject({
      action: 'rebalance',
      reason: 'cash-short',
      trigger: 'CASH',
      cashNeed: 50_000,
      trade: { to: 'target' },
    });
    expect(advice.trade!.amounts[4]).toBeGreaterThanOrEqual(50_000);
    expect(advice.steps.at(-1)!.step).toBe('constraint:cashNeeds');
    expect(recommend(verdict, { ...invested, cash: 50_000, cashNeeds })).toMatchObject({
      reason: 'within-bands',
    });
  });

  it('that needs more cash than there is to sell is refused', () => {
    const cashNeeds = { standing: 10_000_001, withdrawals: [] };
    expect(() => recommend(verdict, account({ cashNeeds }))).toThrow(
      expect.objectContaining({
        code: 'cash-needs-over-value',
        message: 'The account needs $100000.01 in cash and has $100000.00 to invest in all.',
        fields: [expect.objectContaining({ pointer: '/cashNeeds' })],
      }),
    );
  });

  it("scales between the account's own least and most equity, within its profile's", () => {
    const exposureOf = (equity?: EquityRange) =>
      recommend(verdict, account({ riskProfile: 'growth', ...(equity && { equity }) })).equityExposureBps;
    const { levelBps } = verdict.exposure;
    expect(exposureOf({ maxBps: 6000 })).toBe(Math.max(4000, Math.round(0.6 * levelBps)));
    expect(exposureOf({ minBps: 7500, maxBps: 7500 })).toBe(7500);
    expect(exposureOf({ maxBps: 9999 })).toBe(exposureOf());
  });

  it("trades by the account's own bands, to their edge where it says so", () => {
    const drift = { to: 'band-edge' } as const;
    const { targets, trade } = recommend(verdict, account({ drift }));
    expect(trade).toMatchObject({ to: 'band-edge' });
    expect(trade!.weights).not.toEqual(targets);
    expect(trade!.weights.reduce((sum, one) => sum + one, 0)).toBe(10000);
    const wide = { minBps: 10000, maxBps: 10000 };
    expect(recommend(verdict, account({ drift: { ...wide, ofTargetPct: 100 } }))).toMatchObject({
      action: 'rebalance',
    });
    const holding = { symbol: 'SPY', quantity: parseMicros('1') };
    expect(recommend(verdict, account({ positions: [holding], drift: wide }))).toMatchObject({
      action: 'hold',
    });
  });

  it('counts a substitute as the fund it stands for', () => {
    const substitutes = new Map([['IJR', { close: 100, price: parseMicros('100') }]]);
    const at = { ...verdict, substitutes };
    const positions = [{ symbol: 'IJR', quantity: parseMicros('100') }];
    const { holdings } = recommend(at, account({ cash: 1_000_000, positions }));
    expect(holdings!.currentBps).toEqual([5000, 0, 0, 0, 5000]);
  });
});

describe('advice for any account, at any prices, by any drift settings', () => {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  const symbol = fc.constantFrom('IWM', 'MDY', 'SPY', 'QQQ', 'TLT', 'IJR', 'VOO', 'QQQM');
  const position = fc.record(
    { symbol, quantity: fc.bigInt({ min: 0n, max: 10_000_000_000n }), marketValue: fc.nat(1e9) },
    { requiredKeys: ['symbol', 'quantity'] },
  );
  const price = fc.integer({ min: 1, max: 2_000_000 }).map((cents) => cents / 100);
  const bps = fc.integer({ min: 0, max: 10_000 });
  const drift = fc.record({
    minBps: bps,
    maxBps: bps,
    ofTargetPct: fc.integer({ min: 1, max: 100 }),
    to: fc.constantFrom('target' as const, 'band-edge' as const),
  });
  const anyAccount: fc.Arbitrary<AdvisedAccount> = fc.record(
    {
      riskProfile: fc.constantFrom('conservative', 'moderate', 'growth', 'aggressive'),
      cash: fc.nat(1e9),
      positions: fc.array(position, { maxLength: 6 }),
      constraints: fc.oneof(fc.constant({}), arbitraryTerms),
      equity: fc.record(
        { minBps: fc.integer({ min: 0, max: 4000 }), maxBps: fc.integer({ min: 4000, max: 10_000 }) },
        { requiredKeys: [] },
      ),
      cashNeeds: fc.record({
        standing: fc.nat(1e7),
        withdrawals: fc.array(fc.record({ date: fc.constant(verdict.asOf), amount: fc.nat(1e7) }), {
          maxLength: 2,
        }),
      }),
      drift,
    },
    { requiredKeys: ['riskProfile', 'cash', 'positions', 'constraints'] },
  );

  /** Bounds in basis points are kept to the cent wherever what is held and they can be met together. */
  function expectBoundsKept(
    { constraints }: AdvisedAccount,
    values: readonly number[],
    amounts: readonly number[],
  ): void {
    const total = sum(values);
    const limits = ASSETS.map((asset, i) => {
      const { minBps = 0, maxBps = 10_000, lock, neverBuy, neverSell } = constraints[asset] ?? {};
      const least = Number((BigInt(total) * BigInt(minBps)) / 10_000n);
      const most = Number((BigInt(total) * BigInt(maxBps) + 9_999n) / 10_000n);
      const kept = [lock || neverSell ? values[i]! : 0, lock || neverBuy ? values[i]! : total] as const;
      return { least, most, min: Math.max(least, kept[0]), max: Math.min(most, kept[1]) };
    });
    const canAll =
      limits.every(({ min, max }) => min <= max) &&
      sum(limits.map(({ min }) => min)) <= total &&
      sum(limits.map(({ max }) => max)) >= total;
    if (!canAll) return;
    limits.forEach(({ least, most }, i) => {
      expect(amounts[i]).toBeGreaterThanOrEqual(least);
      expect(amounts[i]).toBeLessThanOrEqual(most);
    });
  }

  it('is whole at every step and in every cent, breaks no bound, and adds up; else it is refused by name', () => {
    let advised = 0;
    fc.assert(
      fc.property(anyAccount, fc.tuple(price, price, price, price, price), bps, (own, closes, levelBps) => {
        const prices = closes.map(priceMicros);
        const substitutes = new Map([['IJR', { close: closes[4], price: prices[4]! }]]);
        const at: Verdict = { ...verdict, prices, substitutes, exposure: { ...verdict.exposure, levelBps } };
        let advice: Advice;
        try {
          advice = recommend(at, own);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
          const codes = ['infeasible-bounds', 'price-missing', 'cash-needs-over-value'];
          expect(codes).toContain((error as DomainError).code);
          expect((error as DomainError).fields.length).toBeGreaterThan(0);
          return;
        }
        advised++;
        const { targets, steps, holdings, profile, trade, advisedValue } = advice;
        for (const { weights } of steps) expect(sum(weights)).toBe(10000);
        expect(steps.at(-1)!.weights).toEqual(targets);
        for (const weights of trade ? [targets, trade.weights] : [targets]) {
          expect(10000 - weights[4]!).toBeGreaterThanOrEqual(
            Math.max(profile.floorBps, own.equity?.minBps ?? 0),
          );
          expect(10000 - weights[4]!).toBeLessThanOrEqual(
            Math.min(profile.ceilingBps, own.equity?.maxBps ?? 10000),
          );
          ASSETS.forEach((asset, i) => {
            const { minBps = 0, maxBps = 10000, lock, neverBuy, neverSell } = own.constraints[asset] ?? {};
            expect(weights[i]).toBeGreaterThanOrEqual(minBps);
            expect(weights[i]).toBeLessThanOrEqual(maxBps);
            const now = holdings?.currentBps[i];
            if (now === undefined) return;
            if (lock || neverBuy) expect(weights[i]).toBeLessThanOrEqual(now);
            if (lock || neverSell) expect(weights[i]).toBeGreaterThanOrEqual(now);
          });
        }
        if (holdings === undefined) return;
        expect(sum(holdings.currentBps)).toBe(10000);
        expect(sum(holdings.amounts)).toBe(advisedValue);
        expect(holdings.amounts[4]).toBeGreaterThanOrEqual(own.cashNeeds?.standing ?? 0);
        expect(advice.action).toBe(trade === undefined ? 'hold' : 'rebalance');
        if (trade === undefined) return;
        expect([sum(trade.weights), sum(trade.amounts)]).toEqual([10000, advisedValue]);
        expect(trade.amounts[4]).toBeGreaterThanOrEqual(own.cashNeeds?.standing ?? 0);
        const { values } = valueHoldings(at, own.positions, own.cash);
        const moved = trade.amounts.map((amount, i) => Math.abs(amount - values[i]!));
        expect(2 * trade.turnover).toBe(sum(moved));
        ASSETS.forEach((asset, i) => {
          const { lock, neverBuy, neverSell } = own.constraints[asset] ?? {};
          const [target, now, traded] = [holdings.amounts[i]!, values[i]!, trade.amounts[i]!];
          for (const amount of [target, traded]) {
            if (lock || neverBuy) expect(amount).toBeLessThanOrEqual(now);
            if (lock || neverSell) expect(amount).toBeGreaterThanOrEqual(now);
          }
          expect(traded).toBeGreaterThanOrEqual(Math.min(target, now));
          expect(traded).toBeLessThanOrEqual(Math.max(target, now));
        });
        for (const amounts of [holdings.amounts, trade.amounts]) expectBoundsKept(own, values, amounts);
      }),
      { numRuns: 600 },
    );
    expect(advised).toBeGreaterThan(100);
  });
});

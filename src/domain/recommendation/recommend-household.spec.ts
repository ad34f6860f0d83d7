import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryTerms } from '../../../test/support/arbitrary-bounds.js';
import { account, randomKnownMarket } from '../../../test/support/known-market.js';
import { ASSETS } from '../allocation/assets.js';
import { parseMicros } from '../allocation/money.js';
import { DomainError } from '../domain-error.js';
import { sessionClose } from '../market/trading-calendar.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { decideDrift } from '../rebalancing/drift.js';
import { judge } from './judge.js';
import { recommendHousehold, type HouseholdAdvice } from './recommend-household.js';
import { recommend, type AdvisedAccount } from './recommend.js';
import { valueHoldings } from './valuation.js';
import type { Verdict } from './verdict.js';

const known = randomKnownMarket(2, 320, 0.0005);
const judged = judge(known, HOUSE_POLICY, { knownAt: sessionClose(known.market.sessions.at(-1)!) });
const verdict: Verdict = { ...judged, exposure: { ...judged.exposure, levelBps: 10_000 } };
const toEdge: Verdict = {
  ...verdict,
  policy: { ...HOUSE_POLICY, drift: { ...HOUSE_POLICY.drift, to: 'band-edge' } },
};

const household = (accounts: readonly AdvisedAccount[], riskProfile = 'aggressive', at = verdict) =>
  recommendHousehold(at, {
    riskProfile,
    members: accounts.map((one, i) => ({ id: `a${i}`, account: one })),
  });
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe('one split for a household', () => {
  it('says what each account trades: the least that is bought, by those that may hold it', () => {
    const noIwm = { IWM: { maxBps: 0 } };
    const advice = household([account({ constraints: noIwm }), account()]);
    const [first, second] = advice.members.map(({ placement }) => placement!);
    expect(first!.held).toEqual([0, 0, 0, 0, 10_000_000]);
    expect(first!.tradeTo[0]).toBe(0);
    expect(second!.tradeTo[0]).toBe(advice.trade!.amounts[0]);
    expect(advice.trade!.turnover).toBe(20_000_000 - advice.trade!.amounts[4]!);
  });

  it("keeps to the household's own ceiling and floor where its accounts can", () => {
    const spy = { positions: [{ symbol: 'SPY', quantity: parseMicros('100') }] };
    const cash = Math.round(100 * verdict.closes.SPY * 100);
    const held = account({ ...spy, cash, constraints: { SPY: { neverSell: true } } });
    const ceiling = household([held], 'growth');
    expect(ceiling.equityExposureBps).toBe(8000);
    expect(ceiling.steps.at(-1)!.step).toBe('constraint:accounts,profile.ceiling');
    expect(ceiling.trade!.weights[4]).toBe(2000);
    expect(ceiling.members[0]!.binding).toEqual(['SPY.neverSell']);

    const lowered = { ...toEdge, exposure: { ...toEdge.exposure, levelBps: 2500 } };
    const noSpy = account({ constraints: { SPY: { maxBps: 0 } } });
    const floor = household([noSpy], 'growth', lowered);
    expect(floor.equityExposureBps).toBe(4000);
    expect(floor.steps.at(-1)!.step).toBe('constraint:accounts,profile.floor');
    expect(floor.trade!.amounts[4]).toBeLessThanOrEqual(6_000_000);
  });

  it('is refused where its accounts hold more, or less, than its own profile allows, naming them', () => {
    const spy = { positions: [{ symbol: 'SPY', quantity: parseMicros('100') }] };
    const locked = account({ ...spy, cash: 0, constraints: { SPY: { neverSell: true } } });
    const tooMuch = () => household([locked, account({ cash: 100 })], 'conservative');
    expect(tooMuch).toThrow(
      /equity at most 40 % \(the ceiling of conservative\), account a0: equity at least/,
    );
    const none = { maxBps: 0 };
    const empty = account({
      riskProfile: 'conservative',
      constraints: { IWM: none, MDY: none, SPY: none, QQQ: { maxBps: 2000 } },
    });
    expect(() => household([empty], 'growth')).toThrow(
      /equity at least 40 % \(the floor of growth\), account a0/,
    );
  });

  it('does not trade for the cash that an account of no value needs, which nothing in it can raise', () => {
    const needy = account({ cash: 0, cashNeeds: { standing: 500_000, withdrawals: [] } });
    const invested = household([account()]).trade!.amounts;
    const positions = (['IWM', 'MDY', 'SPY', 'QQQ'] as const).map((symbol, i) => ({
      symbol,
      quantity: BigInt(Math.round((invested[i]! / (verdict.closes[symbol] * 100)) * 1e6)),
    }));
    const advice = household([needy, account({ positions, cash: invested[4]! })]);
    expect(advice).toMatchObject({ action: 'hold', reason: 'within-bands' });
    expect(advice.members[0]).toMatchObject({ advisedValue: 0, cashShort: 500_000 });
  });

  it('raises cash in the account that is short of it, whatever lies idle in another', () => {
    const inSpy = { cash: 0, positions: [{ symbol: 'SPY', quantity: parseMicros('100') }] };
    const advice = household([
      account({ ...inSpy, cashNeeds: { standing: 100_000, withdrawals: [] } }),
      account({ cash: Math.round(100 * verdict.closes.SPY * 100) }),
    ]);
    expect(advice).toMatchObject({ action: 'rebalance', reason: 'cash-short' });
    const [short] = advice.members.map(({ placement }) => placement!);
    expect(short!.tradeTo[4]).toBeGreaterThanOrEqual(100_000);
    expect(advice.trade!.turnover).toBeGreaterThanOrEqual(100_000);
  });

  it('is its profile at the exposure in force, where its accounts can hold it', () => {
    const { targets, steps, members, advisedValue } = household([account(), account({ cash: 500 })]);
    const fullyInCash = [{ asset: 'CASH', from: 'floor', boundBps: 7500, currentBps: 10_000 }];
    expect(targets).toEqual(recommend(verdict, account()).targets);
    expect(steps.map(({ step }) => step)).toEqual(['exposure']);
    expect(advisedValue).toBe(10_000_500);
    expect(members).toMatchObject([
      {
        id: 'a0',
        riskProfile: 'aggressive',
        advisedValue: 10_000_000,
        binding: [],
        outsideBounds: fullyInCash,
      },
      { id: 'a1', riskProfile: 'aggressive', advisedValue: 500, binding: [], outsideBounds: fullyInCash },
    ]);
  });

  it('keeps what one account is not allowed in the others', () => {
    const constraints = { IWM: { maxBps: 0 }, MDY: { maxBps: 0 } };
    const { targets, steps } = household([account(), account({ constraints })]);
    expect(targets).toEqual(recommend(verdict, account()).targets);
    expect(steps).toHaveLength(1);
  });

  it("is no more than the accounts can hold together, which summed bounds wouldn't show", () => {
    // SPY in the first account alone and at most half of it, IWM and MDY nowhere: SPY ends at a quarter.
    const none = { IWM: { maxBps: 0 }, MDY: { maxBps: 0 } };
    const { targets, holdings, steps, members } = household([
      account({ constraints: { ...none, SPY: { maxBps: 5000 } } }),
      account({ constraints: { ...none, SPY: { maxBps: 0 } } }),
    ]);
    expect([targets[0], targets[1], targets[2]]).toEqual([0, 0, 2500]);
    expect(sum(holdings!.amounts)).toBe(20_000_000);
    expect(steps.at(-1)!.step).toBe('constraint:accounts');
    expect(members.map(({ binding }) => [...binding].sort())).toEqual([
      ['IWM.max', 'MDY.max', 'SPY.max'],
      ['IWM.max', 'MDY.max', 'SPY.max'],
    ]);
  });

  it('holds each account within its own profile, and names the profile that binds', () => {
    const { equityExposureBps, members } = household([account(), account({ riskProfile: 'moderate' })]);
    expect(equityExposureBps).toBe(8000);
    expect(members.map(({ binding }) => binding)).toEqual([[], ['profile.ceiling']]);
  });

  it('raises the cash that one account lacks, also inside the bands', () => {
    const spy = { symbol: 'SPY', quantity: parseMicros('10') };
    const cashNeeds = { standing: 1000, withdrawals: [] };
    const advice = household([account(), account({ cash: 0, positions: [spy], cashNeeds })]);
    expect(advice).toMatchObject({
      action: 'rebalance',
      reason: 'cash-short',
      trigger: 'CASH',
      cashNeed: 1000,
    });
    expect(advice.trade!.amounts[4]).toBeGreaterThanOrEqual(1000);
    expect(advice.members.map(({ cashShort }) => cashShort)).toEqual([undefined, 1000]);
  });

  it('keeps what is locked, or never bought or sold, in one account to the cents held there', () => {
    const held = (symbol: string, marketValue: number) => ({ symbol, quantity: 1n, marketValue });
    const locked = account({
      cash: 166_953_148,
      positions: [held('IJR', 83_200_000), held('IJH', 250_000_000), held('VOO', 500_000_000)],
      constraints: { IWM: { lock: true }, MDY: { neverBuy: true }, SPY: { neverSell: true } },
    });
    const noFunds = account({
      cash: 1_234_567,
      constraints: { IWM: { maxBps: 0 }, MDY: { maxBps: 0 }, SPY: { maxBps: 0 } },
    });
    for (const at of [verdict, toEdge]) {
      const { holdings, trade } = household([locked, noFunds], 'aggressive', at);
      for (const amounts of [holdings!.amounts, trade!.amounts]) {
        expect(amounts[0]).toBe(83_200_000);
        expect(amounts[1]).toBeLessThanOrEqual(250_000_000);
        expect(amounts[2]).toBeGreaterThanOrEqual(500_000_000);
      }
    }
  });

  it("tells its own profile's floor where it decides, and what lies outside of the profile", () => {
    const at = { ...verdict, exposure: { ...verdict.exposure, levelBps: 2_500 } };
    const { steps, decision, outsideBounds, equityExposureBps } = household([account()], 'growth', at);
    expect(steps.map(({ step }) => step)).toEqual(['exposure', 'constraint:profile.floor']);
    expect(decision).toEqual({ by: [{ from: 'floor', bps: 4000 }], policyBps: 2000, exposureBps: 4000 });
    expect(equityExposureBps).toBe(4000);
    expect(outsideBounds).toMatchObject([{ asset: 'CASH', from: 'floor', boundBps: 6000 }]);
  });

  it('names the side that binds of a fund that an account may neither buy nor sell', () => {
    const positions = [{ symbol: 'VOO', quantity: 1n, marketValue: 6_000_000 }];
    const constraints = { SPY: { neverBuy: true, neverSell: true } };
    const { members } = household([account({ cash: 4_000_000, positions, constraints })]);
    expect(members[0]!.binding).toEqual(['SPY.neverSell']);
  });

  it('is told of substitutes over all accounts', () => {
    const substitutes = new Map([['IJR', { close: 100, price: parseMicros('100') }]]);
    const shares = (symbol: string) => account({ positions: [{ symbol, quantity: parseMicros('10') }] });
    const { heldAs } = household([shares('IJR'), shares('IWM'), shares('IJR')], 'aggressive', {
      ...verdict,
      substitutes,
    });
    expect(heldAs[0]?.map(({ symbol }) => symbol)).toEqual(['IJR', 'IWM']);
    expect(heldAs[0]?.[0]).toEqual({ symbol: 'IJR', value: 200_000, close: 100 });
  });

  it('of no value is that of money to come', () => {
    const advice = household([account({ cash: 0, constraints: { IWM: { lock: true } } })]);
    expect(advice).toMatchObject({ action: 'hold', reason: 'nothing-to-invest', advisedValue: 0 });
  });

  it('of no accounts is refused, and of one that conflicts, naming the account', () => {
    expect(() => household([])).toThrow(expect.objectContaining({ code: 'no-accounts' }));
    const constraints = { SPY: { minBps: 7000 } };
    expect(() => household([account(), account({ riskProfile: 'moderate', constraints })])).toThrow(
      expect.objectContaining({
        code: 'infeasible-bounds',
        fields: [
          expect.objectContaining({ pointer: '/accounts/a1/constraints/SPY/minBps' }),
          expect.objectContaining({ pointer: '/accounts/a1/riskProfile' }),
        ],
      }),
    );
  });
});

const profile = fc.constantFrom('conservative', 'moderate', 'growth', 'aggressive');
const position = fc.record({
  symbol: fc.constantFrom('IWM', 'MDY', 'SPY', 'QQQ', 'TLT'),
  quantity: fc.bigInt({ min: 0n, max: 1_000_000_000n }),
});
const anyAccount: fc.Arbitrary<AdvisedAccount> = fc.record({
  riskProfile: profile,
  cash: fc.nat(1e9),
  positions: fc.array(position, { maxLength: 5 }),
  constraints: fc.oneof(fc.constant({}), arbitraryTerms),
});

/** Each account keeps its worth and what it locks, never buys or never sells, and all together hold the trade. */
function expectPlaced(
  accounts: readonly AdvisedAccount[],
  members: HouseholdAdvice['members'],
  { amounts, turnover }: NonNullable<HouseholdAdvice['trade']>,
): void {
  const placements = members.map(({ placement }) => placement!);
  expect(sum(placements.map((placement) => placement.turnover))).toBe(turnover);
  amounts.forEach((amount, i) => expect(sum(placements.map(({ tradeTo }) => tradeTo[i]!))).toBe(amount));
  placements.forEach(({ held, tradeTo, turnover: own }, k) => {
    expect(sum(tradeTo)).toBe(members[k]!.advisedValue);
    expect(2 * own).toBe(sum(tradeTo.map((one, i) => Math.abs(one - held[i]!))));
    ASSETS.forEach((asset, i) => {
      const { lock, neverBuy, neverSell } = accounts[k]!.constraints[asset] ?? {};
      expect(tradeTo[i]).toBeGreaterThanOrEqual(lock || neverSell ? held[i]! : 0);
      if (lock || neverBuy) expect(tradeTo[i]).toBeLessThanOrEqual(held[i]!);
    });
  });
}

describe('a household of any accounts', () => {
  it('of one account is advised as the account is, to the rounding of its bounds to the cent', () => {
    fc.assert(
      fc.property(anyAccount, (one) => {
        let alone;
        try {
          alone = recommend(verdict, one);
        } catch {
          return;
        }
        const together = household([one], one.riskProfile);
        together.targets.forEach((weight, i) => {
          expect(Math.abs(weight - alone.targets[i]!)).toBeLessThanOrEqual(
            2 + Math.ceil(30_000 / Math.max(1, alone.advisedValue)),
          );
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is whole in weights and cents, adds up, and trades to a split that calls for no more', () => {
    let advised = 0;
    fc.assert(
      fc.property(fc.array(anyAccount, { minLength: 1, maxLength: 4 }), profile, (accounts, riskProfile) => {
        let advice: HouseholdAdvice;
        try {
          advice = household(accounts, riskProfile, toEdge);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
          return;
        }
        advised++;
        const { targets, steps, holdings, trade, members, advisedValue } = advice;
        for (const { weights } of steps) expect(sum(weights)).toBe(10_000);
        expect(steps.at(-1)!.weights).toEqual(targets);
        expect(sum(members.map((member) => member.advisedValue))).toBe(advisedValue);
        if (holdings === undefined) return;
        expect([sum(holdings.currentBps), sum(holdings.amounts)]).toEqual([10_000, advisedValue]);
        ASSETS.forEach((_, i) => expect(holdings.amounts[i]).toBeGreaterThanOrEqual(0));
        if (trade === undefined) return;
        expect([sum(trade.weights), sum(trade.amounts)]).toEqual([10_000, advisedValue]);
        const values = ASSETS.map((_, i) =>
          sum(accounts.map(({ positions, cash }) => valueHoldings(verdict, positions, cash).values[i]!)),
        );
        const net = sum(trade.amounts.map((one, i) => Math.abs(one - values[i]!))) / 2;
        expect(trade.turnover).toBeGreaterThanOrEqual(net);
        expectPlaced(accounts, members, trade);
        trade.amounts.forEach((amount, i) => {
          const [target, now] = [holdings.amounts[i]!, values[i]!];
          expect(amount).toBeGreaterThanOrEqual(Math.min(target, now));
          expect(amount).toBeLessThanOrEqual(Math.max(target, now));
        });
        if (advisedValue < 1_000_000) return;
        const { floorBps, ceilingBps } = advice.profile;
        for (const weights of [targets, trade.weights]) {
          expect(10_000 - weights[4]!).toBeGreaterThanOrEqual(floorBps - 1);
          expect(10_000 - weights[4]!).toBeLessThanOrEqual(ceilingBps + 1);
        }
        expect(decideDrift(targets, trade.weights, toEdge.policy.drift)).toEqual({ action: 'hold' });
      }),
      { numRuns: 300 },
    );
    expect(advised).toBeGreaterThan(50);
  });
});

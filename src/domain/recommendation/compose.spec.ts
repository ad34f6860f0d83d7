import { describe, expect, it } from '@jest/globals';
import { account, randomKnownMarket } from '../../../test/support/known-market.js';
import { barsOf, randomBars, randomMacro, values } from '../../../test/support/synthetic-market.js';
import { ASSETS } from '../allocation/assets.js';
import { sessionClose } from '../market/trading-calendar.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import { Advisor, type Occasion } from './compose.js';
import type { PolicyRecord } from '../policy/rule-record.js';
import { judge } from './judge.js';
import type { AdvisedAccount } from './recommend.js';
import { knownMarket, type KnownMarket } from './session.js';

const POLICY = { id: 'house', version: 3 };
const endOf = (known: KnownMarket): number => sessionClose(known.market.sessions.at(-1)!);
const advisorOf = (
  known: KnownMarket,
  policy: PolicyDocument = HOUSE_POLICY,
  knownAt = endOf(known),
): Advisor => new Advisor(judge(known, policy, { knownAt }), POLICY);

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const markets = SEEDS.map((seed) => randomKnownMarket(seed, 330, (seed - 4) / 3000));
const ACCOUNTS: AdvisedAccount[] = [
  account(),
  account({ riskProfile: 'moderate', constraints: { IWM: { maxBps: 500 }, CASH: { minBps: 4500 } } }),
  account({ riskProfile: 'growth', cash: 0 }),
  account({
    riskProfile: 'conservative',
    positions: [
      { symbol: 'QQQ', quantity: 1_234_500_000n },
      { symbol: 'AAPL', quantity: 5_000_000n, marketValue: 100_000 },
    ],
  }),
];
const RECORDED = HOUSE_POLICY.tilts.rules.map(({ id }) => id).slice(0, -1);
const ACTIVITY = { from: '2014-01-06', to: '2015-04-24', sessions: 329, sharePct: 2.4316 };
/** A record of every tilt but the last. */
const RECORD: PolicyRecord = {
  since: '2014-01-02',
  through: '2015-04-24',
  splitDate: '2015-01-01',
  costBpsASide: 5,
  returns: 'price',
  sample: false,
  rules: RECORDED.map((ruleId) => ({
    ruleId,
    all: {
      ...ACTIVITY,
      times: 2,
      sessionsHeld: 8,
      activeReturnPctPerYear: 12,
      standardError: 1.2,
      low95: -3,
      high95: 27,
      edge: 'none_shown',
    },
    after: { ...ACTIVITY, from: '2015-01-02', times: 0, sessionsHeld: 0, sharePct: 0, edge: 'too_few' },
  })),
  brakes: [],
};
const occasion: Occasion = { knownAt: Date.parse('2024-11-27T21:00:00Z') };

describe.each(markets.map((known, i) => [SEEDS[i]!, known] as const))(
  'a recommendation on random market %i',
  (_, known) => {
    const advisor = advisorOf(known);

    it('as text is the same bytes as the object, and the same every time', () => {
      const again = advisorOf(known);
      for (const one of ACCOUNTS) {
        const text = advisor.adviseJson(one, occasion);
        expect(JSON.stringify(advisor.advise(one, occasion))).toBe(text);
        expect(again.adviseJson(one, occasion)).toBe(text);
      }
    });

    it('has a waterfall whose moves add up from the baseline to the target', () => {
      for (const one of ACCOUNTS) {
        const { waterfall, targets } = advisor.advise(one, occasion);
        expect(waterfall[0]).toMatchObject({ step: 'baseline', moves: [] });
        const running = { ...waterfall[0]!.weights };
        for (const { weights, moves } of waterfall.slice(1)) {
          expect(moves.reduce((sum, { bps }) => sum + bps, 0)).toBe(0);
          for (const { symbol, bps } of moves) running[symbol] += bps;
          expect(running).toEqual(weights);
        }
        expect(targets.map(({ symbol, weightBps }) => [symbol, weightBps])).toEqual(
          ASSETS.map((asset) => [asset, running[asset]]),
        );
      }
    });

    it('has amounts that sum to the advised value, and drifts that sum to nothing', () => {
      for (const one of ACCOUNTS) {
        const { targets, advisedValue } = advisor.advise(one, occasion);
        if (targets[0]!.amount === undefined) continue;
        const cents = targets.reduce((sum, { amount = '' }) => sum + Math.round(Number(amount) * 100), 0);
        expect((cents / 100).toFixed(2)).toBe(advisedValue);
        expect(targets.reduce((sum, { driftBps = NaN }) => sum + driftBps, 0)).toBe(0);
      }
    });

    it('never says undefined, NaN or nothing in any sentence', () => {
      for (const one of ACCOUNTS) {
        const advice = advisor.advise(one, occasion);
        const sentences = [
          advice.summary,
          ...advice.rationale.map(({ because }) => because),
          ...advice.wouldChange.map(({ effect }) => effect),
        ];
        for (const sentence of sentences) {
          expect(sentence).not.toMatch(/undefined|null|NaN|Infinity|\[object|\{|\}| {2}|\.\.| ,|''/);
          expect(sentence.length).toBeGreaterThan(20);
        }
      }
    });

    it('lists what would change, with levels to the cent on the side they are told of', () => {
      const { wouldChange, closes } = advisor.body;
      for (const { symbol, level, distancePct, effect } of wouldChange) {
        expect(Number(level.toFixed(2))).toBe(level);
        expect(effect).toContain(level.toFixed(2));
        expect(distancePct).toBeCloseTo((level / closes[symbol as 'SPY'] - 1) * 100, 1);
      }
    });
  },
);

describe('a recommendation', () => {
  const known = markets[2]!;
  const first = advisorOf(known).advise(account(), occasion);

  it('says on which policy, versions and data it rests', () => {
    expect(first).toMatchObject({
      policy: { id: 'house', version: 3, name: 'House policy' },
      knownAt: '2024-11-27T21:00:00.000Z',
      engineVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      templateVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      frozen: false,
      evidence: HOUSE_POLICY.evidence,
      dataQuality: { source: 'real', sample: false },
    });
    expect(first).not.toHaveProperty('changes');
    expect(first).not.toHaveProperty('frozenReason');
  });

  it('on the sample says so, in the data and in words', () => {
    const sample = knownMarket(randomBars(3, 330), new Map(), true);
    const advice = advisorOf(sample).advise(account(), occasion);
    expect(advice.dataQuality).toMatchObject({ source: 'sample', sample: true });
    expect(advice.summary).toContain('synthetic sample data');
  });

  it('on late prices is frozen, with the reason, in the data and in words', () => {
    const later = sessionClose('2015-06-30');
    const advice = advisorOf(known, HOUSE_POLICY, later).advise(account(), occasion);
    const last = known.market.sessions.at(-1)!;
    expect(advice).toMatchObject({ frozen: true, asOf: last, frozenReason: { code: 'stale-prices', last } });
    expect(advice.dataQuality).toMatchObject({ stale: true });
    expect(advice.dataQuality.issues[0]).toEqual({ code: 'stale-prices', lastDate: last });
    expect(advice.summary).toContain(`Prices after ${last} are missing`);
  });

  it('claims of the settled regime only what the close bears out', () => {
    const closes = [...values(330, (i) => 100 + i), 300];
    const advice = advisorOf(knownMarket(barsOf({ SPY: closes }), new Map(), false)).advise(
      account(),
      occasion,
    );
    expect(advice.marketRegime).toEqual({ state: 'downtrend', settledState: 'confirmed_uptrend' });
    expect(advice.summary).toContain('The market regime is confirmed uptrend');
    expect(advice.summary).not.toContain('SPY is above the 50-, 100- and 200-DMA');
    expect(advice.summary).toContain("SPY's trend at this close is downtrend");
  });
});

describe('what a recommendation says of limits, bounds and trades', () => {
  const { verdict } = advisorOf(markets[2]!);
  const at = (levelBps: number) =>
    new Advisor({ ...verdict, exposure: { ...verdict.exposure, levelBps } }, POLICY);
  const full = at(10_000);
  /** Nearly the target of an aggressive account at full exposure, in substitutes worth what they are told to be. */
  const onTarget = (() => {
    const { targets } = full.advise(account(), occasion);
    const cents = targets.map(({ amount = '' }) => Math.round(Number(amount) * 100));
    return account({
      cash: cents[4]!,
      positions: ['VTWO', 'IJH', 'VOO', 'QQQM'].map((symbol, i) => ({
        symbol,
        quantity: 1n,
        marketValue: cents[i]!,
      })),
    });
  })();
  const iwmBps = full.advise(onTarget, occasion).targets[0]!.weightBps;
  const household = (advisor: Advisor, accounts: readonly AdvisedAccount[], riskProfile = 'aggressive') => {
    const identity = { id: 'r', householdId: 'h', createdAt: '2030-01-01T00:00:00Z' };
    const members = accounts.map((one, i) => ({ id: `a${i}`, account: one }));
    return advisor.adviseHouseholdText(identity, { riskProfile, members }, occasion).advice;
  };

  it("names the profile's floor where it decides, in the waterfall and in words", () => {
    const words = "The growth profile's floor of 40 % holds more than the policy's 20 %.";
    const alone = at(2_500).advise(account({ riskProfile: 'growth' }), occasion);
    const together = household(at(2_500), [account()], 'growth');
    for (const { waterfall, summary } of [alone, together]) {
      const [exposure, floor] = waterfall.slice(-2);
      expect([exposure?.step, exposure?.weights.CASH]).toEqual(['exposure', 8_000]);
      expect([floor?.step, floor?.weights.CASH]).toEqual(['constraint:profile.floor', 6_000]);
      expect(summary).toContain(words);
    }
    const full = at(10_000).advise(account({ riskProfile: 'growth' }), occasion);
    expect(full.waterfall.at(-1)?.step).toBe('exposure');
    expect(full.summary).not.toContain('holds more than');
  });

  it('has the turnover of a trade in dollars, and none on hold', () => {
    const { turnover, targets } = full.advise(account(), occasion);
    const bought = targets
      .slice(0, 4)
      .map(({ tradeToAmount = '' }) => Math.round(Number(tradeToAmount) * 100));
    expect(turnover).toBe((bought.reduce((sum, one) => sum + one, 0) / 100).toFixed(2));
    const hold = full.advise(onTarget, occasion);
    expect(hold.action).toBe('hold');
    expect(hold).not.toHaveProperty('turnover');
  });

  it('says what lies outside a bound where it holds nevertheless', () => {
    const maxBps = iwmBps - 100;
    const one = { ...onTarget, constraints: { IWM: { maxBps } } };
    const { action, outsideBounds, reason, summary } = full.advise(one, occasion);
    const over = `IWM is at ${iwmBps / 100} %, over the most allowed of ${maxBps / 100} %`;
    expect(action).toBe('hold');
    expect(outsideBounds).toEqual([
      { bound: 'IWM.max', symbol: 'IWM', boundBps: maxBps, currentBps: iwmBps },
    ]);
    expect(reason.because).toBe(`${over}, but within its band, so no trade is advised.`);
    expect(summary).toContain(reason.because);
    const two = { ...one, equity: { maxBps: 9_900 } };
    expect(full.advise(two, occasion).reason.because).toBe(
      `${over}; equity is at 100 %, over the account's most equity of 99 %; but every holding is within its band around the target, so no trade is advised.`,
    );
    const together = household(full, [one, onTarget]);
    expect(together.accounts?.map((line) => line.outsideBounds)).toEqual([outsideBounds, undefined]);
    expect(together.reason.because).toContain(`In account a0, ${over}; but every holding is within`);
  });

  it('leaves bounds that are passed out of the words of a trade, which goes by them', () => {
    const { action, outsideBounds, reason } = full.advise(
      { ...onTarget, constraints: { IWM: { maxBps: 0 } } },
      occasion,
    );
    expect(action).toBe('rebalance');
    expect(outsideBounds).toMatchObject([{ bound: 'IWM.max', boundBps: 0 }]);
    expect(reason.because).not.toContain('allowed');
    expect(full.advise(onTarget, occasion)).not.toHaveProperty('outsideBounds');
  });

  it('names the accounts of a household that hold less cash than they need, and how much', () => {
    const needs = (standing: number) => ({ cashNeeds: { standing, withdrawals: [] } });
    const invested = { ...onTarget, cash: 500 };
    const advice = household(full, [
      { ...invested, ...needs(100_000) },
      { ...invested, ...needs(400) },
      { ...invested, ...needs(750) },
    ]);
    expect(advice.accounts?.map(({ cashShort }) => cashShort)).toEqual(['995.00', undefined, '2.50']);
    expect(advice.reason).toEqual({
      code: 'cash-short',
      because:
        'The household should be rebalanced: account a0 is $995.00 short of the cash it needs and account a2 is $2.50 short of the cash it needs.',
    });
  });
});

describe('the record beside the rules of a rationale', () => {
  const { verdict, body } = advisorOf(markets[2]!);
  const told = new Advisor(verdict, POLICY, { id: 'record-1', record: RECORD }).body;

  it('is told in short for each rule that has one, with its periods, and changes nothing else', () => {
    const lines = told.rationale.filter(({ record }) => record !== undefined);
    expect(lines.map(({ ruleId }) => ruleId)).toEqual(
      body.rationale.map(({ ruleId }) => ruleId).filter((id) => RECORDED.includes(id)),
    );
    expect(lines.length).toBeGreaterThan(0);
    for (const { record } of lines) {
      expect(record).toEqual({
        since: '2014-01-06',
        through: '2015-04-24',
        times: 2,
        sessionsHeld: 8,
        activeReturnPctPerYear: 12,
        low95: -3,
        high95: 27,
        edge: 'none_shown',
        after: {
          since: '2015-01-02',
          through: '2015-04-24',
          times: 0,
          sessionsHeld: 0,
          edge: 'too_few',
        },
      });
    }
    expect(told.rationale.map(({ record: _, ...line }) => line)).toEqual(body.rationale);
    expect({ ...told, rationale: [] }).toEqual({ ...body, rationale: [] });
  });

  it('is absent where there is none', () => {
    for (const line of body.rationale) expect(line).not.toHaveProperty('record');
  });
});

describe('changes since the previous recommendation', () => {
  const known = markets[2]!;
  const advisor = advisorOf(known);
  const previous = { id: 'rec-1', ...advisor.advise(account(), occasion) };

  it('of the same advice are none', () => {
    expect(advisor.advise(account(), { ...occasion, previous }).changes).toEqual({
      since: 'rec-1',
      sinceAsOf: previous.asOf,
      targets: [],
      rulesOn: [],
      rulesOff: [],
    });
  });

  it('name targets, exposure, states, profile, policy and rules that differ, with both values', () => {
    const other = {
      ...previous,
      equityExposureBps: 1,
      marketRegime: { state: 'mixed', settledState: 'bottoming' },
      rotation: { state: 'mixed', settledState: 'mixed' },
      macroStance: 'unavailable',
      riskProfile: 'growth',
      policy: { ...previous.policy, version: 2 },
      targets: previous.targets.map((line) => (line.symbol === 'IWM' ? { ...line, weightBps: 7 } : line)),
      rationale: [{ ...previous.rationale[0]!, ruleId: 'gone' }],
    } as const;
    const now = advisor.advise(account(), { ...occasion, previous: other });
    expect(now.changes).toMatchObject({
      targets: [{ symbol: 'IWM', fromBps: 7, toBps: now.targets[0]!.weightBps }],
      equityExposureBps: { from: 1, to: now.equityExposureBps },
      riskProfile: { from: 'growth', to: 'aggressive' },
      policyVersion: { from: 2, to: 3 },
      marketRegime: { from: 'bottoming', to: now.marketRegime.settledState },
      rulesOff: ['gone'],
    });
    expect(now.changes?.rulesOn).toContain('exposure');
  });
});

describe('the hash of the inputs', () => {
  const bars = randomBars(6, 330);
  const macro = randomMacro(6, 330);
  const hash = ({
    known = knownMarket(bars, macro, false),
    policy = HOUSE_POLICY,
    own = account(),
    previous,
  }: {
    known?: KnownMarket;
    policy?: PolicyDocument;
    own?: AdvisedAccount;
    previous?: Occasion['previous'];
  } = {}): string =>
    advisorOf(known, policy).advise(own, { ...occasion, ...(previous ? { previous } : {}) }).inputsHash;
  const base = hash();

  it('is the same for the same inputs, however an account lists them and whenever it is asked', () => {
    expect(base).toMatch(/^sha256:[0-9a-f]{64}$/);
    const positions = [
      { symbol: 'IWM', quantity: 1_000_000n },
      { symbol: 'SPY', quantity: 2_000_000n },
    ];
    expect(hash({ own: account({ positions }) })).toBe(
      hash({ own: account({ positions: [...positions].reverse() }) }),
    );
    const advisor = advisorOf(knownMarket(bars, macro, false));
    expect(advisor.advise(account(), { knownAt: 0 }).inputsHash).toBe(base);
  });

  it.each<[string, () => string]>([
    ['the risk profile', () => hash({ own: account({ riskProfile: 'growth' }) })],
    ['the cash', () => hash({ own: account({ cash: 10_000_001 }) })],
    ['a position', () => hash({ own: account({ positions: [{ symbol: 'IWM', quantity: 1n }] }) })],
    [
      'an excluded value',
      () => hash({ own: account({ positions: [{ symbol: 'X', quantity: 1n, marketValue: 1 }] }) }),
    ],
    ['a bound', () => hash({ own: account({ constraints: { IWM: { minBps: 1 } } }) })],
    ['the policy', () => hash({ policy: { ...HOUSE_POLICY, nearPct: 3 } })],
    [
      'the previous recommendation',
      () =>
        hash({
          previous: {
            id: 'rec-1',
            ...advisorOf(knownMarket(bars, macro, false)).advise(account(), occasion),
          },
        }),
    ],
    [
      'one close of the first session',
      () => {
        const iwm = bars.get('IWM')!;
        const close = iwm.close.slice();
        close[0]! += 0.01;
        return hash({ known: knownMarket(new Map(bars).set('IWM', { ...iwm, close }), macro, false) });
      },
    ],
    [
      'one low of a context fund',
      () => {
        const xlf = bars.get('XLF')!;
        const low = xlf.low.slice();
        low[5]! -= 0.01;
        return hash({ known: knownMarket(new Map(bars).set('XLF', { ...xlf, low }), macro, false) });
      },
    ],
    [
      'a release',
      () => {
        const dgs10 = macro.get('DGS10')!;
        const values = dgs10.values.slice();
        values[3]! += 0.01;
        const changed = new Map(macro).set('DGS10', { ...dgs10, values });
        return hash({ known: knownMarket(bars, changed, false) });
      },
    ],
    [
      'the instant of a release',
      () => {
        const dff = macro.get('DFF')!;
        const releasedAt = dff.releasedAt.slice();
        releasedAt[3]! += 1;
        const changed = new Map(macro).set('DFF', { ...dff, releasedAt });
        return hash({ known: knownMarket(bars, changed, false) });
      },
    ],
  ])('changes with %s', (_, other) => {
    expect(other()).not.toBe(base);
  });

  it('changes with the record told beside the rules', () => {
    const { verdict } = advisorOf(knownMarket(bars, macro, false));
    const hashes = [undefined, 'one', 'other'].map((id) => {
      const record = id === undefined ? undefined : { id, record: RECORD };
      return new Advisor(verdict, POLICY, record).advise(account(), occasion).inputsHash;
    });
    expect(hashes[0]).toBe(base);
    expect(new Set(hashes).size).toBe(3);
  });

  it('does not change with what could not be seen', () => {
    const { dates, values, releasedAt, assumed } = macro.get('DGS10')!;
    const more = new Map(macro).set('DGS10', {
      dates: [...dates, '2030-01-01'],
      values: Float64Array.of(...values, 9),
      releasedAt: Float64Array.of(...releasedAt, Date.parse('2030-01-01T00:00:00Z')),
      assumed: Uint8Array.of(...assumed, 1),
    });
    expect(hash({ known: knownMarket(bars, more, false) })).toBe(base);
  });
});

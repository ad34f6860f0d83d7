import { describe, expect, it } from '@jest/globals';
import { randomKnownMarket } from '../../../test/support/known-market.js';
import {
  barsOf,
  cutBars,
  cutMacro,
  momentOf,
  randomBars,
  randomMacro,
  values,
} from '../../../test/support/synthetic-market.js';
import { isLastSessionOfMonth, sessionClose } from '../market/trading-calendar.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { POLICY_PRESETS } from '../policy/presets.js';
import { readTenMonth } from '../readings/symbol/ten-month.js';
import type { Condition, PolicyDocument, TiltRule } from '../policy/policy-document.js';
import type { MarketFact } from '../readings/market-fact.js';
import { judge } from './judge.js';
import { knownMarket, type KnownMarket } from './session.js';
import { verdictBody } from './verdict-body.js';

const judgeLast = (known: KnownMarket, policy: PolicyDocument = HOUSE_POLICY) =>
  judge(known, policy, { knownAt: sessionClose(known.market.sessions.at(-1)!) });

const rule = (id: string, when: Condition): TiltRule => ({
  id,
  when,
  moves: { IWM: 200, SPY: -200 },
  reason: 'Because.',
  reference: 'none',
});
const withRules = (...rules: TiltRule[]): PolicyDocument => ({
  ...HOUSE_POLICY,
  tilts: { ...HOUSE_POLICY.tilts, rules },
});
const outcomes = (known: KnownMarket, ...conditions: Condition[]) =>
  judgeLast(known, withRules(...conditions.map((when, i) => rule(`r${i}`, when)))).rules.map(
    ({ outcome }) => outcome,
  );

const rising = (closes = values(400, (i) => 100 + i * 0.5)): KnownMarket =>
  knownMarket(barsOf({ SPY: closes }), new Map(), false);
const ABOVE = { signal: 'sma200.position', symbol: 'SPY', in: ['above'] } as const;
const BELOW = { ...ABOVE, in: ['below'] } as const;

describe('judge', () => {
  it('is fully invested in a rising market and at the lowest level in a falling one', () => {
    expect(judgeLast(rising()).exposure).toMatchObject({ levelBps: 10000, rawLevelBps: 10000 });
    expect(judgeLast(rising(values(400, (i) => 400 - i * 0.5))).exposure).toMatchObject({ levelBps: 2500 });
  });

  it('tells rules that fired from those that are near, off and unavailable', () => {
    expect(
      outcomes(
        rising(),
        ABOVE,
        BELOW,
        { all: [ABOVE, BELOW] },
        { all: [BELOW, BELOW] },
        { signal: 'fed.action', in: ['holding'] },
      ),
    ).toEqual(['fired', 'off', 'near', 'off', 'unavailable']);
  });

  it('calls a rule near while its condition holds but has not held long enough', () => {
    const dip = rising([...values(398, (i) => 300 - i * 0.25), 320, 321]);
    expect(outcomes(dip, ABOVE)).toEqual(['near']);
  });

  it('calls a rule near when a close within 2 % flips it', () => {
    const edge = rising([...values(399, () => 100), 101]);
    expect(outcomes(edge, { signal: 'sma50.position', symbol: 'SPY', in: ['below'] })).toEqual(['near']);
    const far = rising([...values(399, () => 100), 105]);
    expect(outcomes(far, { signal: 'sma50.position', symbol: 'SPY', in: ['below'] })).toEqual(['off']);
  });

  it('blocks every tilt toward smaller companies in settled risk-off, at that close', () => {
    const falling = rising(values(400, (i) => 400 - i * 0.5));
    const verdict = judgeLast(
      falling,
      withRules(rule('to-iwm', BELOW), { ...rule('to-qqq', BELOW), moves: { QQQ: 200, SPY: -200 } }),
    );
    expect(verdict.brakes.map(({ brake }) => brake.id)).toEqual(['risk-off']);
    expect(verdict.rules.map(({ outcome, blockedBy }) => [outcome, blockedBy?.id])).toEqual([
      ['blocked', 'risk-off'],
      ['fired', undefined],
    ]);
    expect(verdict.sleeve.weights).toEqual([2000, 1500, 3800, 2700, 0]);
  });

  it('with all tilts switched off is the baseline and lists no rules', () => {
    const off = { ...HOUSE_POLICY, tilts: { ...HOUSE_POLICY.tilts, enabled: false } };
    const verdict = judgeLast(rising(), off);
    expect(verdict.rules).toEqual([]);
    expect(verdict.sleeve.weights).toEqual([2000, 1500, 4000, 2500, 0]);
  });

  it('says when a context fund or a series is missing instead of refusing', () => {
    const bars = barsOf({ SPY: values(400, (i) => 100 + i) });
    bars.delete('XLF');
    const verdict = judgeLast(knownMarket(bars, new Map(), false));
    expect(verdict.macro.stance).toHaveProperty('unavailable.code', 'missing-series');
    expect(verdict.rules.find(({ rule: { id } }) => id === 'fed-hold-softening')).toMatchObject({
      outcome: 'unavailable',
      unavailable: { code: 'missing-series' },
    });
  });

  it('weighs an entered figure where the policy names its signal, and only from its entry on', () => {
    const known = rising();
    const { sessions } = known.market;
    const dear: PolicyDocument = {
      ...withRules(rule('to-iwm', ABOVE)),
      brakes: [
        {
          id: 'dear',
          when: { signal: 'valuation.forward-pe-loss-makers-included', symbol: 'IWM', over: 25 },
          effect: { capAtBaseline: ['IWM'] },
          reason: 'It costs too much.',
        },
      ],
    };
    const fact = (value: number): MarketFact => ({
      id: 'f',
      symbol: 'IWM',
      kind: 'forward_pe',
      basis: 'loss_makers_included',
      value,
      source: 'a fact sheet',
      observedOn: sessions.at(-1)!,
      enteredAt: sessionClose(sessions.at(-1)!),
    });
    const at = (asOf: string, ...facts: MarketFact[]) =>
      judge(known, dear, { asOf, knownAt: sessionClose(sessions.at(-1)!) + 1 }, [], facts);
    const last = sessions.at(-1)!;
    expect(at(last).unjudgedBrakes.map(({ brake }) => brake.id)).toEqual(['dear']);
    expect(at(last, fact(24)).brakes).toEqual([]);
    expect(at(last, fact(24)).sleeve.weights).toEqual([2200, 1500, 3800, 2500, 0]);
    expect(at(last, fact(31)).brakes.map(({ brake }) => brake.id)).toEqual(['dear']);
    expect(at(last, fact(31)).sleeve.weights[0]).toBe(2000);
    expect(at(sessions.at(-2)!, fact(31)).unjudgedBrakes).toHaveLength(1);
    const hashes = [at(last), at(last, fact(24)), at(last, fact(31))].map(({ dataHash }) => dataHash);
    expect(new Set(hashes).size).toBe(3);
  });

  it('refuses a history that is too short, naming the symbol and how much there is', () => {
    expect(() => judgeLast(rising(values(251, (i) => 100 + i)))).toThrow(
      expect.objectContaining({
        code: 'insufficient-history',
        message: expect.stringMatching(/^IWM has 251 sessions .* 252 are needed/),
      }),
    );
  });

  it('lists flips from the nearest on', () => {
    const verdict = judgeLast(randomKnownMarket(4, 320));
    for (const flips of [verdict.exposureFlips, ...verdict.rules.map((one) => one.flips)]) {
      const distances = flips.map(({ distancePct }) => Math.abs(distancePct));
      expect(distances).toEqual([...distances].sort((a, b) => a - b));
    }
  });

  describe('by a policy whose exposure follows rules', () => {
    const timing = POLICY_PRESETS['ten-month-average'];
    const bars = randomBars(6, 420);
    const known = knownMarket(bars, new Map(), false);
    const { sessions } = known.market;
    const ends = sessions.filter((session, t) => t > 300 && isLastSessionOfMonth(session));
    const judgeOn = (asOf: string, policy: PolicyDocument = timing) =>
      judge(known, policy, { asOf, knownAt: sessionClose(sessions.at(-1)!) });
    const dayBefore = (session: string): string => sessions[sessions.indexOf(session) - 1]!;

    it('holds what the last month-end close asks for until the next', () => {
      for (const end of ends) {
        const { exposure } = judgeOn(end);
        const above = readTenMonth(momentOf(bars, { t: sessions.indexOf(end) }), 'SPY');
        expect(exposure.levelBps).toBe('position' in above && above.position === 'above' ? 10_000 : 0);
        expect(exposure.observed?.map(({ name }) => name)).toContain('sma10m');
        const next = sessions[sessions.indexOf(end) + 1];
        if (next !== undefined) expect(judgeOn(next).exposure.levelBps).toBe(exposure.levelBps);
      }
    });

    it('tells the close that would flip it on the eve of a review, and at no other time', () => {
      const flips = ends.map((end) => judgeOn(dayBefore(end)).exposureFlips);
      expect(flips.flat().length).toBeGreaterThan(0);
      for (const flip of flips.flat()) {
        expect(flip).toMatchObject({ signal: 'sma10m.position', symbol: 'SPY' });
      }
      expect(ends.flatMap((end) => judgeOn(end).exposureFlips)).toEqual([]);
      const told = verdictBody(judgeOn(dayBefore(ends[flips.findIndex(({ length }) => length > 0)]!)));
      const line = told.wouldChange.find(({ ruleId }) => ruleId === 'exposure');
      expect(line).toMatchObject({ signal: 'sma10m.position' });
      expect(line?.effect).toMatch(
        /calls for (0|100) % of the profile's ceiling, at once: that close is a review/,
      );
    });

    it('refuses where its conditions could never be read, naming what is short', () => {
      const rules = [{ ...timing.exposure.rules[0]!, when: { signal: 'sahm.value', atLeast: 1 } }];
      const policy = { ...timing, exposure: { ...timing.exposure, rules } };
      expect(() => judgeOn(ends[0]!, policy)).toThrow(
        expect.objectContaining({
          code: 'exposure-unavailable',
          message: expect.stringContaining('nothing of SAHMREALTIME had been published'),
        }),
      );
    });
  });

  it('gives the same verdict for the same inputs', () => {
    expect(judgeLast(randomKnownMarket(5, 320))).toEqual(judgeLast(randomKnownMarket(5, 320)));
  });

  it('gives the same verdict of a past session whatever came after it', () => {
    for (const seed of [1, 2, 3]) {
      const bars = randomBars(seed, 420);
      const macro = randomMacro(seed, 420);
      const asOf = bars.get('SPY')!.sessions[330]!;
      const close = sessionClose(asOf);
      const past = knownMarket(cutBars(bars, asOf), cutMacro(macro, close), false);
      const full = knownMarket(bars, macro, false);
      const later = sessionClose(bars.get('SPY')!.sessions[419]!);
      expect(judge(full, HOUSE_POLICY, { asOf, knownAt: later })).toEqual(
        judge(past, HOUSE_POLICY, { asOf, knownAt: close }),
      );
    }
  });

  it('names a brake that nobody can judge, and does not let it act', () => {
    const capped = {
      ...HOUSE_POLICY,
      brakes: HOUSE_POLICY.brakes.filter(({ id }) => id === 'recession-risk'),
    };
    const falling = rising(values(320, (i) => 500 - i));
    const verdict = judgeLast(falling, capped);
    expect(verdict.unjudgedBrakes).toMatchObject([
      { brake: { id: 'recession-risk' }, unavailable: { code: 'missing-series', subject: 'SAHMREALTIME' } },
    ]);
    expect(verdict.brakes).toEqual([]);
  });

  it('can judge it where the one part that can be read decides', () => {
    const verdict = judgeLast(rising(values(320, (i) => 100 + i)));
    expect(verdict.unjudgedBrakes.map(({ brake }) => brake.id)).not.toContain('recession-risk');
  });
});

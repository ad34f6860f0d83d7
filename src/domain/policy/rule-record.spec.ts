import { describe, expect, it } from '@jest/globals';
import { randomKnownMarket } from '../../../test/support/known-market.js';
import {
  barsOf,
  cutBars,
  cutMacro,
  macroOf,
  observations,
  randomBars,
  randomMacro,
  sessionsFrom,
  values,
} from '../../../test/support/synthetic-market.js';
import type { AdvisedSymbol } from '../market/instruments.js';
import { sessionClose } from '../market/trading-calendar.js';
import { totalReturnLine } from '../market/total-return-line.js';
import { knownMarket, momentsOf, type KnownMarket } from '../recommendation/session.js';
import { HOUSE_POLICY } from './house-policy.js';
import type { Brake, PolicyDocument } from './policy-document.js';
import { recordRules, type PolicyRecord, type RecordedHistory } from './rule-record.js';

type Own = Partial<Pick<RecordedHistory, 'splitDate' | 'costBpsASide' | 'through'>>;

function recordOf(known: KnownMarket, policy: PolicyDocument = HOUSE_POLICY, own: Own = {}): PolicyRecord {
  const { market } = known;
  const lineOf = (symbol: AdvisedSymbol): Float64Array => {
    const { series } = market.columns(symbol);
    return totalReturnLine(series, new Float64Array(series.sessions.length).fill(NaN), []);
  };
  const steps = recordRules(policy, {
    market,
    through: market.sessions.length - 1,
    momentAt: momentsOf(known, policy.parameters, Infinity),
    lines: { IWM: lineOf('IWM'), MDY: lineOf('MDY'), SPY: lineOf('SPY'), QQQ: lineOf('QQQ') },
    returns: 'price',
    sample: known.sample,
    ...own,
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Sessions from Thursday 2014-01-02 on; the first three Fridays are sessions 1, 6 and 11. */
const SESSIONS = sessionsFrom('2014-01-01', 40);

/** One rule and one figure a session: it holds where the digit is 1; the brake acts where it is 2. */
function oneRule(path: string, closes: Parameters<typeof barsOf>[0], brakes: readonly Brake[] = []) {
  const rows = [...path].map((digit, t) => [SESSIONS[t]!, Number(digit)] as const);
  const known = knownMarket(barsOf(closes), macroOf({ SAHMREALTIME: observations(rows) }), false);
  const policy: PolicyDocument = {
    ...HOUSE_POLICY,
    tilts: {
      ...HOUSE_POLICY.tilts,
      rules: [
        {
          id: 'test',
          when: { signal: 'sahm.value', atLeast: 1 },
          moves: { IWM: 100, MDY: 100, QQQ: -200 },
          reason: 'a test',
          reference: 'none',
        },
      ],
    },
    brakes,
  };
  return { known, policy };
}

const BRAKE: Brake = {
  id: 'brake',
  when: { signal: 'sahm.value', atLeast: 2 },
  effect: { voidRules: ['test'] },
  reason: 'a test',
};

describe('the record of a rule', () => {
  const flat = values(14, () => 100);
  // On at the review of session 6; off at that of session 11.
  const path = '00111111110000';

  it('earns from the second session after the close it was decided on, by the weights of its moves', () => {
    // IWM rises a tenth in each session, MDY a twentieth, QQQ not at all: half of each.
    const { known, policy } = oneRule(path, {
      SPY: flat,
      QQQ: flat,
      IWM: values(14, (t) => 100 * 1.1 ** t),
      MDY: values(14, (t) => 100 * 1.05 ** t),
    });
    const [rule] = recordOf(known, policy, { splitDate: '2000-01-01', costBpsASide: 0 }).rules;
    expect(rule).toMatchObject({
      ruleId: 'test',
      all: { from: SESSIONS[2], to: SESSIONS[13], sessions: 12, times: 1, sessionsHeld: 5, hitRatePct: 100 },
    });
    expect(rule?.all?.cumulativePoints).toBeCloseTo(5 * 7.5, 6);
    expect(rule?.all?.activeReturnPctPerYear).toBeCloseTo(7.5 * 252, 3);
  });

  it('counts the returns of the sessions held, and of no other', () => {
    // Decided at close 6 and undone at close 11: filled at closes 7 and 12, it earns sessions 8 to 12.
    const jump = (at: number) => values(14, (t) => (t < at ? 100 : 110));
    const earned = Array.from({ length: 13 }, (_, i) => {
      const { known, policy } = oneRule(path, { SPY: flat, QQQ: flat, MDY: flat, IWM: jump(i + 1) });
      return recordOf(known, policy, { costBpsASide: 0 }).rules[0]?.all?.cumulativePoints;
    });
    expect(earned).toEqual([0, 0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 0]);
  });

  it('pays for each purchase and each sale when it goes on and when it goes off', () => {
    const { known, policy } = oneRule(path, { SPY: flat });
    const period = recordOf(known, policy, { costBpsASide: 5 }).rules[0]?.all;
    expect(period).toMatchObject({ grossPctPerYear: 0, cumulativePoints: -0.2, hitRatePct: 0 });
    // Cut before it goes off, it has paid for going on alone.
    const running = recordOf(known, policy, { costBpsASide: 5, through: 10 }).rules[0]?.all;
    expect(running).toMatchObject({ times: 1, sessionsHeld: 3, cumulativePoints: -0.1 });
  });

  it('is not held at a close at which a brake removes it; the brake is counted by itself', () => {
    const { known, policy } = oneRule('00111111211111', { SPY: flat }, [BRAKE]);
    const { rules, brakes } = recordOf(known, policy);
    // Decided at closes 6, 7, 9, 10 and 11: earning sessions 8, 9, 11, 12 and 13.
    expect(rules[0]?.all).toMatchObject({ times: 2, sessionsHeld: 5, longestSessions: 3 });
    expect(brakes).toMatchObject([{ brakeId: 'brake', all: { sessions: 14, times: 1, sessionsHeld: 1 } }]);
  });

  it('is split at a date into what came before it and the rest', () => {
    const { known, policy } = oneRule(path, { SPY: flat });
    const record = recordOf(known, policy, { splitDate: SESSIONS[10]! });
    expect(record.rules[0]).toMatchObject({
      before: { to: SESSIONS[9], times: 1, sessionsHeld: 2 },
      after: { from: SESSIONS[10], times: 1, sessionsHeld: 3 },
    });
    expect(recordOf(known, policy).rules[0]).not.toHaveProperty('after');
  });

  it('is there for a rule that can never be read, and says nothing of it', () => {
    const { known, policy } = oneRule('', { SPY: flat }, [BRAKE]);
    expect(recordOf(known, policy)).toMatchObject({
      rules: [{ ruleId: 'test' }],
      brakes: [{ brakeId: 'brake' }],
    });
    expect(recordOf(known, policy).rules[0]).not.toHaveProperty('all');
    expect(recordOf(known, policy).brakes[0]).not.toHaveProperty('all');
  });

  it('is kept of tilts that are switched off, too', () => {
    const { known, policy } = oneRule(path, { SPY: flat });
    const off = { ...policy, tilts: { ...policy.tilts, enabled: false } };
    expect(recordOf(known, off)).toEqual(recordOf(known, policy));
  });
});

describe('the record of the house policy on random markets', () => {
  it('through a session is the same whatever came after it', () => {
    for (const seed of [1, 2]) {
      const bars = randomBars(seed, 420);
      const macro = randomMacro(seed, 420);
      const full = knownMarket(bars, macro, false);
      const through = 360 + seed;
      const asOf = full.market.sessions[through]!;
      const cut = knownMarket(cutBars(bars, asOf), cutMacro(macro, sessionClose(asOf)), false);
      const own = { splitDate: full.market.sessions[320]! };
      const record = recordOf(full, HOUSE_POLICY, { ...own, through });
      expect(record).toEqual(recordOf(cut, HOUSE_POLICY, own));
      expect(record.rules.some(({ all }) => (all?.times ?? 0) > 3)).toBe(true);
    }
  });

  it('has whole numbers where things are counted and no broken ones anywhere', () => {
    const text = JSON.stringify(recordOf(randomKnownMarket(3, 420)));
    expect(text).not.toMatch(/null|NaN|Infinity/);
  });

  it('before a split is that of a history which ends there', () => {
    const known = randomKnownMarket(4, 420);
    const split = 380;
    const whole = recordOf(known, HOUSE_POLICY, {
      splitDate: known.market.sessions[split]!,
      costBpsASide: 0,
    });
    const ended = recordOf(known, HOUSE_POLICY, { through: split - 1, costBpsASide: 0 });
    expect(whole.rules.map(({ before }) => before)).toEqual(ended.rules.map(({ all }) => all));
  });
});

import { describe, expect, it } from '@jest/globals';
import type { AdvisedSymbol } from '../../src/domain/market/instruments.js';
import { totalReturnLine } from '../../src/domain/market/total-return-line.js';
import { removes } from '../../src/domain/policy/brakes.js';
import { evaluate, holds } from '../../src/domain/policy/condition.js';
import { HOUSE_POLICY } from '../../src/domain/policy/house-policy.js';
import { EDGES, LEAST_SESSIONS_HELD, LEAST_TIMES } from '../../src/domain/policy/record-period.js';
import { recordRules, SPLIT_DATE, type PolicyRecord } from '../../src/domain/policy/rule-record.js';
import { walkTilt } from '../../src/domain/policy/tilt-walk.js';
import { sessionClose } from '../../src/domain/market/trading-calendar.js';
import { knownMarket, momentsOf, type KnownMarket } from '../../src/domain/recommendation/session.js';
import { hasRealData, realAdjustedCloses, realBars, realMacro } from '../support/real-data.js';
import { cutBars, cutMacro } from '../support/synthetic-market.js';

const MOST_MS = 60_000;

type Bars = ReturnType<typeof realBars>;

function linesOf(bars: Bars, adjusted = realAdjustedCloses()): Record<AdvisedSymbol, Float64Array> {
  const of = (symbol: AdvisedSymbol): Float64Array => {
    const series = bars.get(symbol)!;
    return totalReturnLine(series, adjusted.get(symbol)!.subarray(0, series.sessions.length), []);
  };
  return { IWM: of('IWM'), MDY: of('MDY'), SPY: of('SPY'), QQQ: of('QQQ') };
}

function recordOf(known: KnownMarket, bars: Bars, through = known.market.sessions.length - 1): PolicyRecord {
  const steps = recordRules(HOUSE_POLICY, {
    market: known.market,
    through,
    momentAt: momentsOf(known, HOUSE_POLICY.parameters, Infinity),
    lines: linesOf(bars),
    returns: 'total',
    sample: false,
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function load() {
  const bars = realBars();
  const macro = realMacro();
  const known = knownMarket(bars, macro, false);
  const start = performance.now();
  const record = recordOf(known, bars);
  return { bars, macro, known, record, taken: performance.now() - start };
}
let loaded: ReturnType<typeof load> | undefined;
const real = () => (loaded ??= load());

(hasRealData() ? describe : describe.skip)('the record of the house policy on real history', () => {
  it('is made in a time that a request may wait for', () => {
    expect(real().taken).toBeLessThan(MOST_MS);
  });

  it('has every tilt, each with both sides of the split that its condition could be read on', () => {
    const { rules } = real().record;
    expect(rules.map(({ ruleId }) => ruleId)).toEqual(HOUSE_POLICY.tilts.rules.map(({ id }) => id));
    for (const { all, before, after } of rules) {
      expect(all?.sessions).toBe((before?.sessions ?? 0) + (after?.sessions ?? 0));
      expect(all?.sessionsHeld).toBe((before?.sessionsHeld ?? 0) + (after?.sessionsHeld ?? 0));
      if (before) expect(before.to < SPLIT_DATE).toBe(true);
      if (after) expect(after.from >= SPLIT_DATE).toBe(true);
    }
  });

  it('says of each period what its interval bears out, and no more', () => {
    for (const { all, before, after } of real().record.rules) {
      for (const period of [all, before, after]) {
        if (period === undefined) continue;
        const { times, sessionsHeld, low95 = NaN, high95 = NaN, activeReturnPctPerYear = NaN, edge } = period;
        expect(Object.keys(EDGES)).toContain(edge);
        const isFew = times < LEAST_TIMES || sessionsHeld < LEAST_SESSIONS_HELD;
        expect(edge === 'too_few').toBe(isFew);
        if (times < 2) continue;
        expect(low95).toBeLessThan(activeReturnPctPerYear);
        expect(high95).toBeGreaterThan(activeReturnPctPerYear);
        if (!isFew) expect(edge).toBe(low95 > 0 ? 'positive' : high95 < 0 ? 'negative' : 'none_shown');
      }
    }
  });

  it("claims no edge of the smaller companies' breakouts after the split", () => {
    for (const id of ['iwm-breakout', 'mdy-breakout']) {
      const after = real().record.rules.find(({ ruleId }) => ruleId === id)?.after;
      expect(after?.edge).not.toBe('positive');
      expect(after?.low95).toBeLessThan(0);
    }
  });

  it('agrees with a plain computation of one rule: a walk back from every close, and returns by hand', () => {
    const { known, record } = real();
    const { market } = known;
    const { sessions } = market;
    const rule = HOUSE_POLICY.tilts.rules.find(({ id }) => id === 'iwm-breakout')!;
    const momentAt = momentsOf(known, HOUSE_POLICY.parameters, Infinity);
    const braking = HOUSE_POLICY.brakes.filter(({ effect }) => removes(effect, rule));
    const adjusted = realAdjustedCloses();
    const dayReturn = (symbol: AdvisedSymbol, session: string): number => {
      const own = market.columns(symbol).series.sessions.indexOf(session);
      return adjusted.get(symbol)![own]! / adjusted.get(symbol)![own - 1]! - 1;
    };

    const advised = sessions.map((_, t) => {
      const { on, holdsNow } = walkTilt(rule, HOUSE_POLICY.tilts, momentAt, t);
      const isBraked = braking.some(
        ({ when }) => evaluate(when, (test) => holds(test, momentAt(t))) === true,
      );
      return on && typeof holdsNow === 'boolean' && !isBraked;
    });
    let [times, sessionsHeld, gross, switches] = [0, 0, 0, 0];
    const spells: number[] = [];
    for (let u = 2; u < sessions.length; u++) {
      if (!advised[u - 2]) continue;
      const isFirst = !advised[u - 3];
      if (isFirst) spells.push(0);
      times += Number(isFirst);
      switches += Number(isFirst) + Number(!advised[u - 1]);
      sessionsHeld++;
      const active = dayReturn('IWM', sessions[u]!) - dayReturn('SPY', sessions[u]!);
      gross += active;
      spells[spells.length - 1]! += active - 0.001 * (Number(isFirst) + Number(!advised[u - 1]));
    }
    expect(times).toBeGreaterThan(10);
    const all = record.rules.find(({ ruleId }) => ruleId === rule.id)?.all;
    expect(all).toMatchObject({ times, sessionsHeld });
    expect(all?.grossPctPerYear).toBeCloseTo((gross / sessionsHeld) * 25_200, 3);
    expect(all?.cumulativePoints).toBeCloseTo(100 * (gross - 0.001 * switches), 3);
    expect(all?.hitRatePct).toBeCloseTo((100 * spells.filter((one) => one > 0).length) / times, 3);
  });

  it('through a session is that of the history cut there', () => {
    const { bars, macro, known } = real();
    const asOf = '2014-06-30';
    const cut = cutBars(bars, asOf);
    const ended = recordOf(knownMarket(cut, cutMacro(macro, sessionClose(asOf)), false), cut);
    expect(ended.through).toBe(asOf);
    expect(recordOf(known, bars, known.market.momentAt(asOf))).toEqual(ended);
  });
});

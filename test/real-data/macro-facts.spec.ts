import { describe, expect, it } from '@jest/globals';
import { sessionClose } from '../../src/domain/market/trading-calendar.js';
import { HOUSE_POLICY } from '../../src/domain/policy/house-policy.js';
import {
  readBreadthSeries,
  readMembers,
  readThrust,
} from '../../src/domain/readings/cross/breadth-series.js';
import { readProbit, readRecessionRisk } from '../../src/domain/readings/macro/recession-risk.js';
import { assessMacro } from '../../src/domain/readings/macro/assessment.js';
import type { Moment } from '../../src/domain/readings/signal.js';
import { isUnavailable, type Unavailable } from '../../src/domain/readings/unavailable.js';
import { judge } from '../../src/domain/recommendation/judge.js';
import { knownMarket, momentsOf, type KnownMarket } from '../../src/domain/recommendation/session.js';
import { hasRealData, realBars, realMacro } from '../support/real-data.js';

let loaded: KnownMarket | undefined;
const known = (): KnownMarket => (loaded ??= knownMarket(realBars(), realMacro(), false));
const momentAt = (asOf: string): Moment =>
  momentsOf(known(), HOUSE_POLICY.parameters, sessionClose(asOf))(known().market.momentAt(asOf));
const verdict = (asOf: string) => judge(known(), HOUSE_POLICY, { asOf, knownAt: sessionClose(asOf) });

function available<T extends object>(reading: T | Unavailable): T {
  if (isUnavailable(reading)) throw new Error(`unavailable: ${JSON.stringify(reading)}`);
  return reading;
}

(hasRealData() ? describe : describe.skip)('the economy and breadth on real figures', () => {
  it('members over their 50-day average (a proxy) were 10.9 % on 2023-10-27 and 77.9 % on 2023-11-27', () => {
    expect(readMembers(momentAt('2023-10-27'), 'S5FI')).toHaveProperty('pct', expect.closeTo(10.9, 1));
    expect(readMembers(momentAt('2023-11-27'), 'S5FI')).toHaveProperty('pct', expect.closeTo(77.9, 1));
    expect(readBreadthSeries(momentAt('2023-11-27')).recovery).toMatchObject({
      state: 'recovered',
      completedOn: '2023-11-03',
    });
  });

  // Of our NYSE series; published lists disagree on March 2023.
  it('Zweig thrusts since 2010 fell on 2013-10-18, 2015-10-07, 2019-01-07, 2023-03-31 and 2023-11-03', () => {
    const at = momentsOf(known(), HOUSE_POLICY.parameters, sessionClose('2024-12-31'));
    const { sessions } = known().market;
    const found = new Set<string>();
    for (let t = known().market.momentAt('2010-01-04'); t < sessions.length; t++) {
      const { lastThrust } = available(readThrust(at(t)));
      if (lastThrust !== undefined && lastThrust.date >= '2010') found.add(lastThrust.date);
      if (lastThrust?.sessionsSince === 0) expect(lastThrust.date).toBe(sessions[t]);
    }
    expect([...found]).toEqual(['2013-10-18', '2015-10-07', '2019-01-07', '2023-03-31', '2023-11-03']);
  });

  it("the curve's recession probability was about 70 % in June 2023, as the New York Fed published it", () => {
    expect(available(readProbit(momentAt('2023-06-05'))).probabilityPct).toBeGreaterThan(68);
    expect(available(readProbit(momentAt('2023-06-05'))).probabilityPct).toBeLessThan(73);
  });

  it.each([
    ['2001-09-17', 'in the recession of 2001', true],
    ['2006-12-29', 'a year before that of 2008', false],
    ['2008-10-10', 'in that of 2008', true],
    ['2019-08-30', 'when the Fed cut in 2019', false],
    ['2020-06-30', 'in that of 2020', true],
    ['2022-06-16', 'at the low of June 2022', false],
    ['2024-08-30', 'in summer 2024: a false alarm, which is why it never gates alone', true],
    ['2024-11-27', 'in November 2024', false],
  ] as const)('recession risk on %s, %s, was over 60: %p', (asOf, _, over) => {
    expect(available(readRecessionRisk(momentAt(asOf))).score > 60).toBe(over);
  });

  it('a Fed that cut was constructive in 2019, and neutral in November 2024', () => {
    expect(assessMacro(momentAt('2019-10-31'))).toMatchObject({ stance: 'constructive' });
    expect(assessMacro(momentAt('2024-11-27'))).toMatchObject({ stance: 'neutral' });
  });

  it('the brake on recession risk acted in October 2008 and not in the uptrend of August 2024', () => {
    const ids = (asOf: string) => verdict(asOf).brakes.map(({ brake }) => brake.id);
    expect(ids('2008-10-10')).toContain('recession-risk');
    expect(ids('2024-08-30')).not.toContain('recession-risk');
  });

  it('breadth had recovered on 2023-12-14, and the rule that follows it was on', () => {
    const rule = verdict('2023-12-14').rules.find(({ rule: { id } }) => id === 'breadth-recovery');
    expect(rule).toMatchObject({ outcome: 'fired', holdsNow: true });
  });

  it('before its series begins breadth is unavailable, and so is the rule', () => {
    const rule = verdict('2018-12-24').rules.find(({ rule: { id } }) => id === 'breadth-recovery');
    expect(rule).toMatchObject({ outcome: 'unavailable', unavailable: { subject: 'S5FI' } });
  });
});

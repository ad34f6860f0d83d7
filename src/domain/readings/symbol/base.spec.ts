import { describe, expect, it } from '@jest/globals';
import { barsOf, cutFront, momentOf, randomBars, values } from '../../../../test/support/synthetic-market.js';
import { isUnavailable } from '../unavailable.js';
import { walkedAt } from '../walked.js';
import { readBase, readBreakout } from './base.js';
import { BASES, baseWarmUp } from './base-walk.js';

/** A rise to 100 at bar 420, then `after` it. */
const withHigh = (...after: number[]): number[] => [...values(420, (i) => 50 + i * 0.1), 100, ...after];
const at = (closes: readonly number[]) => momentOf(barsOf({ SPY: closes }));
const dip = (count: number, low = 92): number[] => values(count, (i) => (i === 10 ? low : 93 + i * 0.01));

describe('a base', () => {
  it('starts at a swing high that 20 closes on either side do not exceed, and counts from five weeks', () => {
    expect(readBase(at(withHigh(...dip(24))), 'SPY')).toBeUndefined();
    expect(readBase(at(withHigh(...dip(25))), 'SPY')).toMatchObject({
      form: 'flat',
      sessions: 25,
      resistance: 100,
      support: 92,
      depthPct: expect.closeTo(8, 8),
      distancePct: expect.closeTo(-6.76, 8),
    });
  });

  it('over 15 % deep counts only from 26 weeks, over 35 % never', () => {
    expect(readBase(at(withHigh(...dip(129, 80))), 'SPY')).toBeUndefined();
    expect(readBase(at(withHigh(...dip(130, 80))), 'SPY')).toMatchObject({ form: 'long', support: 80 });
    expect(readBase(at(withHigh(...dip(200, 64))), 'SPY')).toBeUndefined();
  });

  it('counts groups of closes within 2 % of resistance, ten sessions apart, the high as the first', () => {
    const closes = withHigh(...dip(30), 98.5, 99, ...values(5, () => 95), 98.2, ...values(12, () => 95), 98);
    expect(readBase(at(closes), 'SPY')).toMatchObject({ tests: { length: 3 } });
  });

  it('is too old after 378 sessions', () => {
    expect(readBase(at(withHigh(...dip(378))), 'SPY')).toMatchObject({ resistance: 100 });
    expect(readBase(at(withHigh(...dip(379))), 'SPY')).toBeUndefined();
  });

  it('is unavailable until the oldest that counts would fit into the history', () => {
    const reading = readBase(momentOf(randomBars(1, 450), { t: 397 }), 'SPY');
    expect(reading).toMatchObject({ unavailable: { code: 'insufficient-history', needs: 399, has: 398 } });
  });
});

describe('a breakout', () => {
  const out = withHigh(...dip(40), 101);

  it('is a close above resistance as of the close before, not at it', () => {
    expect(readBreakout(at(withHigh(...dip(40), 100)), 'SPY')).toBeUndefined();
    expect(readBreakout(at(out), 'SPY')).toMatchObject({ level: 100, sessionsSince: 0, state: 'active' });
  });

  it('is false when it falls back under its level within 20 sessions, and lost after', () => {
    const held = (sessions: number): number[] => [...out, ...values(sessions, () => 102), 99];
    expect(readBreakout(at(held(19)), 'SPY')).toMatchObject({ state: 'false', level: 100 });
    expect(readBreakout(at(held(20)), 'SPY')).toMatchObject({ state: 'lost', level: 100 });
    expect(readBreakout(at([...out, 100]), 'SPY')).toMatchObject({ state: 'active' });
  });

  it('that was false leaves its base with resistance raised to the highest close', () => {
    expect(readBase(at([...out, 103, 99]), 'SPY')).toMatchObject({ resistance: 103, support: 92 });
    expect(readBreakout(at([...out, 103, 99, 103.5]), 'SPY')).toMatchObject({ level: 103, state: 'active' });
  });

  it('tells its volume against the average of the 50 sessions before', () => {
    expect(readBreakout(at(out), 'SPY')).toMatchObject({ volumeRatio: 1 });
  });
});

describe('bases walked forward', () => {
  it.each([1, 2, 3])('are the same a step from the session before as from the start (walk %i)', (seed) => {
    const bars = randomBars(seed, 700, { step: 0.015 });
    for (let t = 450; t < 700; t += 7) {
      const moment = momentOf(bars, { t });
      const { parameters } = moment;
      const columns = moment.market.columns('IWM');
      const all = BASES.all(columns, parameters);
      expect(BASES.step(all[t - 1]!, columns, t, parameters)).toEqual(all[t]);
      expect(walkedAt(BASES, moment, 'IWM')).toEqual(all[t]);
    }
  });

  it('settle: a base is the same with 60 fewer bars at the front once it is available', () => {
    const bars = randomBars(5, 1000);
    const later = cutFront(bars, 60);
    const t = 60 + baseWarmUp(momentOf(bars).parameters.base) + 200;
    const whole = readBase(momentOf(bars, { t }), 'IWM');
    expect(whole === undefined || !isUnavailable(whole)).toBe(true);
    expect(readBase(momentOf(later, { t: t - 60 }), 'IWM')).toEqual(whole);
  });
});

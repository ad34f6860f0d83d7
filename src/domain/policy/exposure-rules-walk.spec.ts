import { describe, expect, it } from '@jest/globals';
import { barsOf, macroOf, momentOf, observations } from '../../../test/support/synthetic-market.js';
import { isLastSessionOfMonth, isLastSessionOfWeek } from '../market/trading-calendar.js';
import type { Moment } from '../readings/signal.js';
import { walkExposureRules } from './exposure-rules-walk.js';
import type { ExposureByRules, ExposureRule, Review } from './policy-document.js';

const rule = (id: string, atLeast: number, levelBps: number): ExposureRule => ({
  id,
  when: { signal: 'sahm.value', atLeast },
  levelBps,
  reason: 'A test.',
  reference: 'none',
});
const exposure = (review: Review): ExposureByRules => ({
  review,
  rules: [rule('high', 5, 2500), rule('middle', 3, 5000)],
  otherwiseBps: 10_000,
});

/** One digit a session from Thursday 2014-01-02 on, the value of the macro figure; `-` where there is none yet. */
function walk(path: string, review: Review) {
  const figures = [...path];
  const bars = barsOf({ SPY: figures.map(() => 100) });
  const { market } = momentOf(bars);
  const rows = observations(
    figures.flatMap((figure, t) => (figure === '-' ? [] : [[market.sessions[t]!, Number(figure)] as const])),
  );
  const macro = macroOf({ SAHMREALTIME: rows });
  const momentAt = (t: number): Moment => momentOf(bars, { t, macro });
  return walkExposureRules(exposure(review), momentAt, path.length - 1);
}

describe('an exposure by rules', () => {
  it('looked at daily is what the first rule that holds asks for at the close', () => {
    expect(walk('0', 'daily')).toEqual({ levelBps: 10_000, rawLevelBps: 10_000, since: 0, pendingCloses: 0 });
    expect(walk('004', 'daily')).toMatchObject({ levelBps: 5000, since: 2, rule: { id: 'middle' } });
    expect(walk('00479', 'daily')).toMatchObject({ levelBps: 2500, since: 3, rule: { id: 'high' } });
  });

  it("looked at weekly changes on the week's last session alone, and tells what the close asks for", () => {
    // Sessions 1 and 6 are Fridays.
    expect(walk('007777', 'weekly')).toMatchObject({ levelBps: 10_000, rawLevelBps: 2500, since: 1 });
    expect(walk('0077777', 'weekly')).toMatchObject({ levelBps: 2500, rawLevelBps: 2500, since: 6 });
    expect(walk('00777770', 'weekly')).toMatchObject({ levelBps: 2500, rawLevelBps: 10_000, since: 6 });
  });

  it("looked at monthly changes on the month's last session alone", () => {
    const { sessions } = momentOf(barsOf({ SPY: new Array<number>(60).fill(100) })).market;
    const january = sessions.findIndex((session) => isLastSessionOfMonth(session));
    expect(sessions[january]).toBe('2014-01-31');
    expect(walk('0'.repeat(january) + '7', 'monthly')).toMatchObject({ levelBps: 2500, since: january });
    expect(walk('0'.repeat(january + 1) + '777', 'monthly')).toMatchObject({
      levelBps: 10_000,
      rawLevelBps: 2500,
      since: january,
    });
  });

  it('before its first review is what the oldest session asks for that can be read', () => {
    expect(isLastSessionOfWeek('2014-01-02')).toBe(false);
    expect(walk('7', 'weekly')).toMatchObject({ levelBps: 2500, since: 0 });
    expect(walk('--7700', 'monthly')).toMatchObject({ levelBps: 2500, rawLevelBps: 10_000, since: 2 });
  });

  it('is unavailable, with the reason, while nothing can be read', () => {
    expect(walk('---', 'daily')).toHaveProperty('unavailable.subject', 'SAHMREALTIME');
  });

  it('stays where it is at a review that cannot be read, and says why', () => {
    const figures = '7'.repeat(3);
    const bars = barsOf({ SPY: new Array<number>(200).fill(100) });
    const { sessions } = momentOf(bars).market;
    const rows = observations([...figures].map((figure, t) => [sessions[t]!, Number(figure)] as const));
    const macro = macroOf({ SAHMREALTIME: rows });
    const state = walkExposureRules(exposure('daily'), (t) => momentOf(bars, { t, macro }), 199);
    expect(state).toMatchObject({
      levelBps: 2500,
      rawLevelBps: 2500,
      unavailable: { code: 'stale-series', subject: 'SAHMREALTIME' },
    });
  });
});

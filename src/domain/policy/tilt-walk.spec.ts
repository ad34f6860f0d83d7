import { describe, expect, it } from '@jest/globals';
import {
  barsOf,
  macroOf,
  momentOf,
  observations,
  series,
  values,
} from '../../../test/support/synthetic-market.js';
import { isLastSessionOfWeek } from '../market/trading-calendar.js';
import type { Moment } from '../readings/signal.js';
import { HOUSE_POLICY } from './house-policy.js';
import type { Condition, TiltRule } from './policy-document.js';
import { walkTilt } from './tilt-walk.js';

const rule = (when: Condition): TiltRule => ({
  id: 'test',
  when,
  moves: { IWM: 100, SPY: -100 },
  reason: 'a test',
  reference: 'none',
});
/** True of a session whose macro figure below is 1. */
const DAILY = rule({ signal: 'sahm.value', atLeast: 1 });

function momentsOf(bars: ReturnType<typeof barsOf>, figures: readonly number[] = []): (t: number) => Moment {
  const { market } = momentOf(bars);
  const rows = observations(figures.map((figure, t) => [market.sessions[t]!, figure]));
  const macro = macroOf({ SAHMREALTIME: rows });
  return (t) => momentOf(bars, { t, macro });
}

/** One digit a session from Thursday 2014-01-02 on; the first three Fridays are sessions 1, 6 and 11. */
function walk(path: string) {
  const figures = [...path].map(Number);
  const momentAt = momentsOf(barsOf({ SPY: figures.map(() => 100) }), figures);
  return walkTilt(DAILY, HOUSE_POLICY.tilts, momentAt, path.length - 1);
}

describe('a tilt', () => {
  it("goes on at the week's last session when its condition has held on five closes", () => {
    expect(walk('0011111')).toMatchObject({ on: true, since: '2014-01-10', lastReview: '2014-01-10' });
    expect(walk('0001111')).toMatchObject({ on: false, holdsNow: true, runCloses: 4 });
  });

  it('waits for the next review when the fifth close falls within the week', () => {
    expect(walk('00011111')).toMatchObject({ on: false, lastReview: '2014-01-10', runCloses: 5 });
    expect(walk('000111111111')).toMatchObject({ on: true, since: '2014-01-17' });
  });

  it('goes off at a review when its condition has failed on two closes, not on one', () => {
    expect(walk('001111111110')).toMatchObject({
      on: true,
      since: '2014-01-10',
      holdsNow: false,
      runCloses: 1,
    });
    expect(walk('001111111100')).toMatchObject({ on: false, holdsNow: false, runCloses: 2 });
  });

  it('stays on through failing closes between two reviews', () => {
    expect(walk('0011111000')).toMatchObject({ on: true, holdsNow: false, runCloses: 3 });
    expect(walk('001111100011')).toMatchObject({ on: true, since: '2014-01-10' });
  });

  it('is not on before the first review', () => {
    const state = walk('1');
    expect(state).toMatchObject({ on: false });
    expect(state).not.toHaveProperty('lastReview');
  });

  it("is reviewed on the week's last session, also when that is not a Friday", () => {
    // Good Friday 2014-04-18 was a holiday: the week's last session was Thursday.
    const sessions = momentOf(barsOf({ SPY: values(80, () => 1) })).market.sessions;
    const thursday = sessions.indexOf('2014-04-17');
    expect(walk('1'.repeat(thursday + 2)).lastReview).toBe('2014-04-17');
  });

  it('on a settled state goes on at the first review that sees it', () => {
    const momentAt = momentsOf(barsOf({ SPY: values(270, (i) => 100 + i) }));
    const settled = rule({ signal: 'market-regime.settled', in: ['confirmed_uptrend'] });
    const { sessions } = momentAt(0).market;
    let first = 251;
    while (!isLastSessionOfWeek(sessions[first]!)) first++;
    expect(first).toBeLessThan(255);
    expect(walkTilt(settled, HOUSE_POLICY.tilts, momentAt, 269)).toMatchObject({
      on: true,
      since: sessions[first],
    });
    const raw = rule({ signal: 'market-regime.state', in: ['confirmed_uptrend'] });
    expect(walkTilt(raw, HOUSE_POLICY.tilts, momentAt, 269).since).not.toBe(sessions[first]);
  });

  it('goes off at a review at which its condition cannot be read', () => {
    const bars = barsOf({ SPY: values(32, () => 100) });
    const { sessions } = bars.get('SPY')!;
    const holiday = sessions.indexOf('2014-02-07');
    const without = sessions.slice(0, 32).filter((_, i) => i !== holiday);
    bars.set(
      'XLF',
      series(
        'XLF',
        values(31, (i) => 50 + i),
        { sessions: without },
      ),
    );
    const momentAt = momentsOf(bars);
    const above = rule({ signal: 'sma10.position', symbol: 'XLF', in: ['above'] });
    expect(walkTilt(above, HOUSE_POLICY.tilts, momentAt, holiday - 1).on).toBe(true);
    expect(walkTilt(above, HOUSE_POLICY.tilts, momentAt, holiday)).toMatchObject({
      on: false,
      holdsNow: { unavailable: { code: 'no-bar', subject: 'XLF' } },
    });
  });
});

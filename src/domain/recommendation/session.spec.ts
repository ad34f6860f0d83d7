import { describe, expect, it } from '@jest/globals';
import { barsOf, observations, macroOf, PARAMETERS, values } from '../../../test/support/synthetic-market.js';
import { DomainError } from '../domain-error.js';
import type { Ticker } from '../market/instruments.js';
import { sessionClose, sessionsBetween } from '../market/trading-calendar.js';
import { knownMarket, momentsOf, resolveSession, type Timing } from './session.js';

/** Sessions of November 2024, a Thanksgiving on the 28th. */
const SESSIONS = sessionsBetween('2024-11-01', '2024-11-27');
const bars = (last: string) => {
  const sessions = SESSIONS.filter((session) => session <= last);
  return barsOf({ SPY: values(sessions.length, (i) => 100 + i) }, { sessions });
};
const at = (last: string, timing: Timing, { sample = false } = {}) =>
  resolveSession(knownMarket(bars(last), new Map(), sample), timing, 1);
const afterCloseOf = (session: string): number => sessionClose(session);

function refusalOf(ask: () => unknown) {
  try {
    ask();
  } catch (error) {
    if (error instanceof DomainError)
      return { code: error.code, pointers: error.fields.map(({ pointer }) => pointer) };
    throw error;
  }
  return undefined;
}

describe('the session that is answered for', () => {
  it('is by default the last whose close is known, from the instant of the close on', () => {
    expect(at('2024-11-27', { knownAt: afterCloseOf('2024-11-26') }).asOf).toBe('2024-11-26');
    expect(at('2024-11-27', { knownAt: afterCloseOf('2024-11-27') - 1 }).asOf).toBe('2024-11-26');
    expect(at('2024-11-27', { knownAt: Date.parse('2024-11-28T18:00:00Z') })).toEqual({
      t: 18,
      asOf: '2024-11-27',
    });
  });

  it('is the one asked for, when it is complete', () => {
    expect(at('2024-11-27', { asOf: '2024-11-05', knownAt: afterCloseOf('2024-11-27') })).toEqual({
      t: 2,
      asOf: '2024-11-05',
    });
  });

  it.each([
    ['a holiday', '2024-11-28', 'not-a-session'],
    ['a weekend', '2024-11-23', 'not-a-session'],
    ['the future', '2024-12-02', 'as-of-in-future'],
    ['a session that has not closed', '2024-11-27', 'as-of-in-future'],
    ['no date at all', '2024-11-31', 'invalid-date'],
    ['another format', '27.11.2024', 'invalid-date'],
    ['a date before the calendar', '1950-06-01', 'date-outside-calendar'],
    ['a session before the first bar', '2024-10-31', 'as-of-before-data'],
  ])('asked for as %s is refused, naming the field', (_, asOf, code) => {
    const knownAt = afterCloseOf('2024-11-27') - 1;
    expect(refusalOf(() => at('2024-11-27', { asOf, knownAt }))).toEqual({ code, pointers: ['/asOf'] });
  });

  it('without the bars of one of the four is refused, naming it', () => {
    const some = new Map(bars('2024-11-27'));
    some.delete('MDY');
    const known = knownMarket(some, new Map(), false);
    expect(refusalOf(() => resolveSession(known, { knownAt: afterCloseOf('2024-11-27') }, 1))).toEqual({
      code: 'missing-history',
      pointers: ['/symbols/MDY'],
    });
    const nothing = knownMarket(new Map<Ticker, never>(), new Map(), false);
    expect(
      refusalOf(() => resolveSession(nothing, { knownAt: afterCloseOf('2024-11-27') }, 1))?.pointers,
    ).toHaveLength(4);
  });
});

describe('late prices', () => {
  it('of one session are tolerated by default, and of two freeze the advice, with the reason', () => {
    expect(at('2024-11-25', { knownAt: afterCloseOf('2024-11-26') })).toEqual({ t: 16, asOf: '2024-11-25' });
    expect(at('2024-11-25', { knownAt: afterCloseOf('2024-11-27') })).toEqual({
      t: 16,
      asOf: '2024-11-25',
      frozen: { code: 'stale-prices', expected: '2024-11-27', last: '2024-11-25', missingSessions: 2 },
    });
  });

  it('freeze at once when a session is asked for that they lack', () => {
    expect(
      at('2024-11-26', { asOf: '2024-11-27', knownAt: afterCloseOf('2024-11-27') }).frozen,
    ).toMatchObject({
      expected: '2024-11-27',
      missingSessions: 1,
    });
  });

  it('of one of the four alone freeze at the last session on which all have one', () => {
    const some = new Map(bars('2024-11-27'));
    some.set('IWM', bars('2024-11-22').get('IWM')!);
    const known = knownMarket(some, new Map(), false);
    expect(resolveSession(known, { knownAt: afterCloseOf('2024-11-27') }, 1).frozen?.last).toBe('2024-11-22');
  });

  it('never freeze the sample: its end is its default, and after it there is nothing', () => {
    const knownAt = Date.parse('2026-11-21T00:00:00Z');
    expect(at('2024-11-27', { knownAt }, { sample: true })).toEqual({ t: 18, asOf: '2024-11-27' });
    expect(refusalOf(() => at('2024-11-27', { asOf: '2024-11-29', knownAt }, { sample: true }))).toEqual({
      code: 'as-of-after-data',
      pointers: ['/asOf'],
    });
  });

  it('leave the sample as of an earlier instant at the session known then', () => {
    expect(at('2024-11-27', { knownAt: afterCloseOf('2024-11-06') }, { sample: true }).asOf).toBe(
      '2024-11-06',
    );
  });
});

describe('moments', () => {
  it('see the releases public by their own close, or by knownAt where that is earlier', () => {
    const known = knownMarket(
      bars('2024-11-27'),
      macroOf({
        DFF: observations([
          ['2024-11-04', 1, '2024-11-05T14:00:00Z'],
          ['2024-11-05', 2, '2024-11-06T14:00:00Z'],
        ]),
      }),
      false,
    );
    const countAt = (t: number, knownAt: number) =>
      momentsOf(known, PARAMETERS, knownAt)(t).macro.series('DFF')?.count ?? 0;
    const late = afterCloseOf('2024-11-27');
    expect([1, 2, 3].map((t) => countAt(t, late))).toEqual([0, 1, 2]);
    expect(countAt(3, Date.parse('2024-11-05T14:00:00Z'))).toBe(1);
  });
});

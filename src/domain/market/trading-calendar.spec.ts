import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../domain-error.js';
import { newYorkInstant } from './new-york-time.js';
import {
  announcedDays,
  CALENDAR_RANGE,
  isCalendarDate,
  isEarlyClose,
  isLastSessionOfMonth,
  isLastSessionOfWeek,
  isSession,
  lastCompletedSession,
  nextSession,
  previousSession,
  sessionClose,
  sessionsBetween,
} from './trading-calendar.js';

const code = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'none';
};

describe('isSession', () => {
  it.each([
    ['2023-01-02', 'New Year on a Sunday is kept on the Monday'],
    ['1998-01-19', 'Martin Luther King Day, first kept in 1998'],
    ['2024-02-19', "Washington's Birthday"],
    ['2024-03-29', 'Good Friday'],
    ['2000-04-21', 'Good Friday late in April'],
    ['2024-05-27', 'Memorial Day'],
    ['2022-06-20', 'Juneteenth on a Sunday'],
    ['2027-06-18', 'Juneteenth on a Saturday'],
    ['2020-07-03', 'Independence Day on a Saturday'],
    ['2024-09-02', 'Labor Day'],
    ['2026-11-26', 'Thanksgiving'],
    ['2021-12-24', 'Christmas on a Saturday'],
    ['2001-09-14', 'the attacks of 2001'],
    ['2012-10-30', 'hurricane Sandy'],
    ['2025-01-09', "president Carter's funeral"],
    ['2026-11-21', 'a Saturday'],
  ])('is false on %s: %s', (date) => {
    expect(isSession(date)).toBe(false);
  });

  it.each([
    ['2021-12-31', 'New Year on a Saturday is not kept on the Friday'],
    ['1997-01-20', 'Martin Luther King Day before 1998'],
    ['2021-06-18', 'Juneteenth before 2022'],
    ['2024-10-14', 'Columbus Day'],
    ['2024-11-11', 'Veterans Day'],
    ['2024-11-29', 'a half day'],
  ])('is true on %s: %s', (date) => {
    expect(isSession(date)).toBe(true);
  });

  it.each([
    [2022, 251],
    [2023, 250],
    [2024, 252],
  ])('counts the sessions of %i as %i', (year, count) => {
    expect(sessionsBetween(`${year}-01-01`, `${year}-12-31`)).toHaveLength(count);
  });

  it('refuses a date that does not exist and one outside the calendar, each by its code', () => {
    expect(code(() => isSession('2023-02-29'))).toBe('invalid-date');
    expect(code(() => isSession('1992-12-31'))).toBe('date-outside-calendar');
    expect(code(() => isSession('2101-01-03'))).toBe('date-outside-calendar');
    expect(code(() => nextSession(CALENDAR_RANGE.to))).toBe('date-outside-calendar');
    expect(code(() => previousSession(CALENDAR_RANGE.from))).toBe('date-outside-calendar');
  });
});

describe('nextSession and previousSession', () => {
  it('skip weekends and holidays, from a session or from any other date', () => {
    expect(nextSession('2024-11-27')).toBe('2024-11-29');
    expect(nextSession('2024-11-28')).toBe('2024-11-29');
    expect(previousSession('2024-09-03')).toBe('2024-08-30');
    expect(previousSession('2024-09-01')).toBe('2024-08-30');
  });
});

describe('sessionsBetween', () => {
  it('includes both ends and is empty when they are reversed', () => {
    expect(sessionsBetween('2001-09-10', '2001-09-17')).toEqual(['2001-09-10', '2001-09-17']);
    expect(sessionsBetween('2001-09-17', '2001-09-10')).toEqual([]);
  });
});

describe('sessionClose', () => {
  it('is 16:00 in New York on both sides of a change of the clocks', () => {
    expect(sessionClose('2024-03-08')).toBe(Date.UTC(2024, 2, 8, 21));
    expect(sessionClose('2024-03-11')).toBe(Date.UTC(2024, 2, 11, 20));
    expect(sessionClose('2024-11-01')).toBe(Date.UTC(2024, 10, 1, 20));
    expect(sessionClose('2024-11-04')).toBe(Date.UTC(2024, 10, 4, 21));
    expect(sessionClose('2006-04-03')).toBe(Date.UTC(2006, 3, 3, 20));
    expect(sessionClose('2006-10-30')).toBe(Date.UTC(2006, 9, 30, 21));
  });

  it.each([
    ['2024-11-29', 'the day after Thanksgiving'],
    ['2024-12-24', 'Christmas Eve'],
    ['2024-07-03', 'the day before Independence Day'],
    ['2013-07-03', 'the same on a Wednesday, since 2013'],
    ['2002-07-05', 'the Friday after it, until 2012'],
    ['1999-12-31', 'the eve of 2000'],
  ])('is 13:00 on %s: %s', (session) => {
    expect(isEarlyClose(session)).toBe(true);
    expect(sessionClose(session)).toBe(newYorkInstant(session, '13:00'));
  });

  it.each(['2012-07-03', '2007-07-03', '2002-07-03', '2024-07-05', '2024-12-26', '2024-12-31'])(
    'is not early on %s but where the rules say so',
    (session) => {
      const early = ['2012-07-03', '2007-07-03'].includes(session);
      expect(isEarlyClose(session)).toBe(early);
    },
  );

  it('refuses a day without a session', () => {
    expect(code(() => sessionClose('2024-11-28'))).toBe('not-a-session');
  });
});

describe('lastCompletedSession', () => {
  it('is the session itself from its close on, and the one before until then', () => {
    const close = sessionClose('2024-11-27');
    expect(lastCompletedSession(close)).toBe('2024-11-27');
    expect(lastCompletedSession(close - 1)).toBe('2024-11-26');
    expect(lastCompletedSession(Date.UTC(2024, 10, 28, 23))).toBe('2024-11-27');
    expect(lastCompletedSession(Date.UTC(2026, 10, 21, 7))).toBe('2026-11-20');
  });

  it('is the half day itself from 13:00 on', () => {
    const oneOClock = newYorkInstant('2024-11-29', '13:00');
    expect(lastCompletedSession(oneOClock)).toBe('2024-11-29');
    expect(lastCompletedSession(oneOClock - 1)).toBe('2024-11-27');
  });

  it('is monotone, and never ahead of the close, at every hour around both changes of the clocks', () => {
    for (const from of [Date.UTC(2024, 2, 7), Date.UTC(2024, 9, 31)]) {
      let before = '';
      for (let at = from; at < from + 7 * 86_400_000; at += 1_800_000) {
        const session = lastCompletedSession(at);
        expect(session >= before).toBe(true);
        expect(sessionClose(session)).toBeLessThanOrEqual(at);
        expect(sessionClose(nextSession(session))).toBeGreaterThan(at);
        before = session;
      }
    }
  });

  it('refuses an instant outside the calendar', () => {
    expect(code(() => lastCompletedSession(0))).toBe('date-outside-calendar');
    expect(code(() => lastCompletedSession(Number.NaN))).toBe('date-outside-calendar');
  });
});

describe('isLastSessionOfWeek', () => {
  it('is the Friday, or the Thursday when the Friday is a holiday', () => {
    expect(isLastSessionOfWeek('2024-11-29')).toBe(true);
    expect(isLastSessionOfWeek('2024-11-27')).toBe(false);
    expect(isLastSessionOfWeek('2024-03-28')).toBe(true);
    expect(isLastSessionOfWeek('2001-09-10')).toBe(true);
  });

  it('agrees with the next session lying in a later week, for every session', () => {
    const sessions = sessionsBetween('1993-01-01', '2100-12-01');
    const monday = (date: string): number => Math.floor((Date.parse(date) / 86_400_000 + 3) / 7);
    const wrong = sessions.filter(
      (session, i) =>
        i + 1 < sessions.length &&
        isLastSessionOfWeek(session) !== monday(session) < monday(sessions[i + 1] ?? ''),
    );
    expect(wrong).toEqual([]);
  });
});

describe('isCalendarDate', () => {
  it('accepts dates that exist, written YYYY-MM-DD', () => {
    expect(['2024-02-29', '1999-12-31'].every(isCalendarDate)).toBe(true);
    const bad = [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-04-31',
      '2024-1-01',
      '20240101',
      '',
      ' 2024-01-01',
    ];
    expect(bad.filter(isCalendarDate)).toEqual([]);
  });
});

describe('announced closures', () => {
  const announced = announcedDays({
    closures: ['2030-03-05', '2030-03-08'],
    earlyCloses: [{ date: '2030-03-06', time: '14:30' }],
  });

  it('close days and shorten others', () => {
    expect(isSession('2030-03-05', announced)).toBe(false);
    expect(nextSession('2030-03-04', announced)).toBe('2030-03-06');
    expect(previousSession('2030-03-06', announced)).toBe('2030-03-04');
    expect(sessionsBetween('2030-03-04', '2030-03-08', announced)).toEqual([
      '2030-03-04',
      '2030-03-06',
      '2030-03-07',
    ]);
    expect(sessionClose('2030-03-06', announced)).toBe(newYorkInstant('2030-03-06', '14:30'));
    expect(isEarlyClose('2030-03-06', announced)).toBe(true);
    expect(lastCompletedSession(newYorkInstant('2030-03-05', '20:00'), announced)).toBe('2030-03-04');
    expect(isLastSessionOfWeek('2030-03-07', announced)).toBe(true);
  });

  it('are not known to who is not told of them', () => {
    expect(isSession('2030-03-05')).toBe(true);
    expect(sessionClose('2030-03-06')).toBe(newYorkInstant('2030-03-06', '16:00'));
    expect(isLastSessionOfWeek('2030-03-07')).toBe(false);
  });

  it('are refused with a time or date that is none', () => {
    const at = (time: string) => announcedDays({ closures: [], earlyCloses: [{ date: '2030-03-06', time }] });
    expect(code(() => at('25:00'))).toBe('invalid-time');
    expect(code(() => announcedDays({ closures: ['2030-02-30'], earlyCloses: [] }))).toBe('invalid-date');
  });

  it.each(['2030-03-09', '2030-12-25', '2012-10-29'])(
    'are refused on %s, which is no session anyway',
    (date) => {
      expect(code(() => announcedDays({ closures: [date], earlyCloses: [] }))).toBe('not-a-session');
      const earlyCloses = [{ date, time: '13:00' }];
      expect(code(() => announcedDays({ closures: [], earlyCloses }))).toBe('not-a-session');
      expect(() => announcedDays({ closures: [date], earlyCloses: [] })).toThrow(date);
    },
  );
});

describe('isLastSessionOfMonth', () => {
  it.each([
    ['2024-03-28', true, 'Good Friday and a weekend follow'],
    ['2024-03-27', false, 'one more session follows'],
    ['2024-05-31', true, 'a Friday that ends the month'],
    ['2024-12-31', true, 'the year ends too'],
  ])('on %s is %s: %s', (session, expected) => {
    expect(isLastSessionOfMonth(session)).toBe(expected);
  });
});

import {
  dayNumber,
  dayNumberOf,
  isWeekend,
  lastWeekday,
  MS_PER_DAY,
  nthWeekday,
  weekdayOf,
} from './calendar-date.js';

const MONDAY = 1;
const THURSDAY = 4;

/** Gregorian Easter Sunday as a day number, by the anonymous (Meeus) computus. */
function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const monthAndDay = epact + toSunday - 7 * shift + 114;
  return dayNumberOf(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1);
}

/** A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
function observed(day: number): number {
  const weekday = weekdayOf(day);
  if (weekday === 6) return day - 1;
  return weekday === 0 ? day + 1 : day;
}

/** The Mondays and the Thursday that the exchange and the government share. */
const sharedWeekdayHolidays = (year: number): number[] => [
  nthWeekday(year, 2, MONDAY, 3),
  lastWeekday(year, 5, MONDAY),
  nthWeekday(year, 9, MONDAY, 1),
  nthWeekday(year, 11, THURSDAY, 4),
];

/**
 * Full-day holidays of the NYSE in a year from 1990, as day numbers.
 * Source: NYSE Rule 7.2. A New Year's Day that falls on a Saturday is not kept on the Friday, which
 * closes the year's books.
 */
export function exchangeHolidays(year: number): number[] {
  const newYear = dayNumberOf(year, 1, 1);
  const days = [
    ...(weekdayOf(newYear) === 6 ? [] : [observed(newYear)]),
    easterSunday(year) - 2,
    observed(dayNumberOf(year, 7, 4)),
    observed(dayNumberOf(year, 12, 25)),
    ...sharedWeekdayHolidays(year),
  ];
  if (year >= 1998) days.push(nthWeekday(year, 1, MONDAY, 3));
  if (year >= 2022) days.push(observed(dayNumberOf(year, 6, 19)));
  return days;
}

/**
 * Days the NYSE was closed outside its rules: the funerals of presidents Nixon, Reagan, Ford, Bush and
 * Carter, the attacks of 2001 and hurricane Sandy.
 */
export const EXCHANGE_CLOSURES: readonly number[] = [
  '1994-04-27',
  '2001-09-11',
  '2001-09-12',
  '2001-09-13',
  '2001-09-14',
  '2004-06-11',
  '2007-01-02',
  '2012-10-29',
  '2012-10-30',
  '2018-12-05',
  '2025-01-09',
].map(dayNumber);

/**
 * Half days of the NYSE in a year from 1993, as day numbers, whether or not a holiday closes them whole:
 * the day after Thanksgiving, Christmas Eve, and the day before Independence Day (until 2012 not on a
 * Wednesday, when the Friday after was one instead). Source: NYSE holiday calendars.
 */
export function exchangeHalfDays(year: number): number[] {
  const independence = dayNumberOf(year, 7, 4);
  const days = [nthWeekday(year, 11, THURSDAY, 4) + 1, dayNumberOf(year, 12, 24)];
  if (weekdayOf(independence) === THURSDAY && year < 2013) {
    if (year >= 1995) days.push(independence + 1);
  } else if (year >= 1995) days.push(independence - 1);
  return days;
}

/** Half days outside those rules: around the holidays of 1997, 1999 and 2003. */
export const EXTRA_HALF_DAYS: readonly number[] = ['1997-12-26', '1999-12-31', '2003-12-26'].map(dayNumber);

/**
 * Weekdays on which federal offices are closed in a year, as day numbers, the next New Year's Day where
 * it is kept on this year's last day included. Source: 5 U.S.C. 6103; before 1971 the present rules are
 * applied, which moves single days by less than a week.
 */
function federalHolidays(year: number): number[] {
  const days = [
    observed(dayNumberOf(year, 1, 1)),
    observed(dayNumberOf(year + 1, 1, 1)),
    observed(dayNumberOf(year, 7, 4)),
    observed(dayNumberOf(year, 11, 11)),
    observed(dayNumberOf(year, 12, 25)),
    nthWeekday(year, 10, MONDAY, 2),
    ...sharedWeekdayHolidays(year),
  ];
  if (year >= 1986) days.push(nthWeekday(year, 1, MONDAY, 3));
  if (year >= 2021) days.push(observed(dayNumberOf(year, 6, 19)));
  return days;
}

const federalHolidaysByYear = new Map<number, ReadonlySet<number>>();

/** The first day on or after the day number on which federal offices are open. */
export function businessDayFrom(day: number): number {
  for (let at = day; ; at++) {
    const year = new Date(at * MS_PER_DAY).getUTCFullYear();
    let holidays = federalHolidaysByYear.get(year);
    if (!holidays) federalHolidaysByYear.set(year, (holidays = new Set(federalHolidays(year))));
    if (!isWeekend(at) && !holidays.has(at)) return at;
  }
}

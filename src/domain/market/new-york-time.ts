import {
  dateOfDayNumber,
  dayNumber,
  dayNumberOf,
  lastWeekday,
  MS_PER_DAY,
  nthWeekday,
} from './calendar-date.js';
import type { CalendarDate } from './calendar-date.js';
import type { Instant } from './price-bar.js';

const SUNDAY = 0;
const MS_PER_HOUR = 3_600_000;

interface SummerTime {
  /** First day on summer time, as a day number. */
  readonly from: number;
  /** First day back on standard time. */
  readonly until: number;
}

/** Sources: Uniform Time Act of 1966, its amendments of 1986 and 2005, the emergency act of 1974. */
function summerTimeOf(year: number): SummerTime {
  if (year >= 2007) return { from: nthWeekday(year, 3, SUNDAY, 2), until: nthWeekday(year, 11, SUNDAY, 1) };
  const until = lastWeekday(year, year < 1955 ? 9 : 10, SUNDAY);
  if (year >= 1987) return { from: nthWeekday(year, 4, SUNDAY, 1), until };
  if (year === 1974) return { from: dayNumberOf(1974, 1, 6), until };
  if (year === 1975) return { from: dayNumberOf(1975, 2, 23), until };
  return { from: lastWeekday(year, 4, SUNDAY), until };
}

const summerTimes = new Map<number, SummerTime>();

function cachedSummerTimeOf(year: number): SummerTime {
  let found = summerTimes.get(year);
  if (!found) summerTimes.set(year, (found = summerTimeOf(year)));
  return found;
}

/**
 * The instant of a wall-clock time in America/New_York, for dates from 1946. Computed by rule rather
 * than by `Intl`, which costs microseconds a call and depends on the runtime's time-zone data.
 * @param day days since 1970-01-01
 * @param minutes minutes after midnight, at or after 03:00, when the clocks have changed
 */
export function newYorkInstantOfDay(day: number, minutes: number): Instant {
  return day * MS_PER_DAY + hoursBehindAfterChange(day) * MS_PER_HOUR + minutes * 60_000;
}

/** Hours behind UTC on a day, after the hour at which clocks may change. */
function hoursBehindAfterChange(day: number): number {
  const summer = cachedSummerTimeOf(new Date(day * MS_PER_DAY).getUTCFullYear());
  return day >= summer.from && day < summer.until ? 4 : 5;
}

/** The date in New York at an instant, from 1946 on. */
export function newYorkDateAt(at: Instant): CalendarDate {
  const day = Math.floor((at - 4 * MS_PER_HOUR) / MS_PER_DAY);
  // A day begins in the time that the day before it ended in.
  const midnight = day * MS_PER_DAY + hoursBehindAfterChange(day - 1) * MS_PER_HOUR;
  return dateOfDayNumber(at < midnight ? day - 1 : day);
}

/**
 * As `newYorkInstantOfDay`, of a date and a time written `HH:MM`.
 * @throws DomainError `invalid-date`
 */
export function newYorkInstant(date: CalendarDate, time: string): Instant {
  const [hours = '0', minutes = '0'] = time.split(':');
  return newYorkInstantOfDay(dayNumber(date), Number(hours) * 60 + Number(minutes));
}

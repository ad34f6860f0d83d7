import { DomainError } from '../domain-error.js';

/** A civil date, `YYYY-MM-DD`. Compares correctly as a string. */
export type CalendarDate = string;

export const MS_PER_DAY = 86_400_000;

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;

/** Days since 1970-01-01 of a date that is already known to be well formed. */
function parse(date: CalendarDate): number {
  const year = digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3);
  return dayNumberOf(year, digit(date, 5) * 10 + digit(date, 6), digit(date, 8) * 10 + digit(date, 9));
}

/** Days since 1970-01-01 of a year, a month from 1 and a day of the month; both may overflow. */
export const dayNumberOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / MS_PER_DAY;

/** The date of a count of days since 1970-01-01. */
export const dateOfDayNumber = (day: number): CalendarDate =>
  new Date(day * MS_PER_DAY).toISOString().slice(0, 10);

/** Whether the text is a date that exists, written `YYYY-MM-DD`, of a year from 1000 to 9999. */
export function isCalendarDate(text: string): boolean {
  if (!/^[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text)) return false;
  const day = digit(text, 8) * 10 + digit(text, 9);
  // A day past the end of its month lands in the next one.
  return day <= 28 || new Date(parse(text) * MS_PER_DAY).getUTCDate() === day;
}

/**
 * Days since 1970-01-01.
 * @throws DomainError `invalid-date` when the text is not a date that exists.
 */
export function dayNumber(date: CalendarDate): number {
  if (!isCalendarDate(date)) {
    throw new DomainError('invalid', 'invalid-date', `'${date}' is not a date written YYYY-MM-DD`);
  }
  return parse(date);
}

/** 0 for Sunday to 6 for Saturday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** The n-th given weekday (0 Sunday) of a month, as a day number. */
export function nthWeekday(year: number, month: number, weekday: number, n: number): number {
  const first = dayNumberOf(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1);
}

/** The last given weekday (0 Sunday) of a month, as a day number. */
export function lastWeekday(year: number, month: number, weekday: number): number {
  const last = dayNumberOf(year, month + 1, 0);
  return last - ((weekdayOf(last) - weekday + 7) % 7);
}

export const isWeekend = (day: number): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;

/** Calendar days from one date to another; negative where `to` comes first. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => parse(to) - parse(from);

/** The same day of the month so many months later; for first days of months, always a date that exists. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return dateOfDayNumber(dayNumberOf(year, month + months, day));
}

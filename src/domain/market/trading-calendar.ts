import { DomainError } from '../domain-error.js';
import {
  dateOfDayNumber,
  dayNumber,
  dayNumberOf,
  isWeekend,
  MS_PER_DAY,
  weekdayOf,
} from './calendar-date.js';
import { newYorkInstantOfDay } from './new-york-time.js';
import type { Instant, SessionDate } from './price-bar.js';
import { EXCHANGE_CLOSURES, exchangeHalfDays, exchangeHolidays, EXTRA_HALF_DAYS } from './us-holidays.js';

export { isCalendarDate } from './calendar-date.js';

const FIRST_YEAR = 1993;
const LAST_YEAR = 2100;
const FIRST_DAY = dayNumberOf(FIRST_YEAR, 1, 1);
const LAST_DAY = dayNumberOf(LAST_YEAR, 12, 31);

/** The first and the last date the calendar knows, both included. */
export const CALENDAR_RANGE = { from: `${FIRST_YEAR}-01-01`, to: `${LAST_YEAR}-12-31` } as const;

/** Minutes after midnight in New York at which a session ends. */
const CLOSE_MINUTES = 16 * 60;
const HALF_DAY_CLOSE_MINUTES = 13 * 60;

/**
 * Minutes after midnight at which each day's session ends, indexed by days since the calendar's first; 0
 * where there is none.
 */
const closes: Uint16Array = (() => {
  const days = new Uint16Array(LAST_DAY - FIRST_DAY + 1);
  for (let day = FIRST_DAY; day <= LAST_DAY; day++)
    days[day - FIRST_DAY] = isWeekend(day) ? 0 : CLOSE_MINUTES;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    for (const holiday of exchangeHolidays(year)) days[holiday - FIRST_DAY] = 0;
    for (const halfDay of exchangeHalfDays(year)) shorten(days, halfDay, HALF_DAY_CLOSE_MINUTES);
  }
  for (const closure of EXCHANGE_CLOSURES) days[closure - FIRST_DAY] = 0;
  for (const halfDay of EXTRA_HALF_DAYS) shorten(days, halfDay, HALF_DAY_CLOSE_MINUTES);
  return days;
})();

function shorten(days: Uint16Array, day: number, minutes: number): void {
  if (days[day - FIRST_DAY] !== 0) days[day - FIRST_DAY] = minutes;
}

/** What the exchange announced after this version was made. */
export interface AnnouncedClosures {
  /** Days without a session. */
  readonly closures: readonly string[];
  /** Days that end early, with the time in New York, `HH:MM`. */
  readonly earlyCloses: readonly { readonly date: string; readonly time: string }[];
}

/**
 * What was known of announced closures at some time: minutes after midnight at which a session ends, 0 where
 * there is none, by the number of the day. Made by `announcedDays`; a value that callers pass on.
 */
export type AnnouncedDays = ReadonlyMap<number, number>;

/** Nothing but the rules. */
export const NOTHING_ANNOUNCED: AnnouncedDays = new Map();

/**
 * @throws DomainError `invalid-date`, `date-outside-calendar`, `invalid-time`, `not-a-session` where the rules
 * have no session on the day: there is nothing to close
 */
export function announcedDays({ closures, earlyCloses }: AnnouncedClosures): AnnouncedDays {
  const early = earlyCloses.map(({ date, time }) => {
    const [, hours, minutes] = /^(0\d|1[0-5]):([0-5]\d)$/.exec(time) ?? [];
    if (hours === undefined) {
      throw new DomainError('invalid', 'invalid-time', `'${time}' is not a time before 16:00 written HH:MM`);
    }
    return [sessionDay(date, NOTHING_ANNOUNCED), Number(hours) * 60 + Number(minutes)] as const;
  });
  return new Map([...early, ...closures.map((date) => [sessionDay(date, NOTHING_ANNOUNCED), 0] as const)]);
}

/** Minutes after midnight at which the day's session ends; 0 where there is none. An announcement opens no day. */
function closeMinutes(day: number, announced: AnnouncedDays): number {
  const ruled = closes[day - FIRST_DAY]!;
  return ruled === 0 || announced.size === 0 ? ruled : (announced.get(day) ?? ruled);
}

const isOpen = (day: number, announced: AnnouncedDays): boolean => closeMinutes(day, announced) !== 0;

function outsideCalendar(what: string): DomainError {
  return new DomainError(
    'invalid',
    'date-outside-calendar',
    `${what} is outside the trading calendar, which runs from ${CALENDAR_RANGE.from} to ${CALENDAR_RANGE.to}`,
  );
}

function dayInRange(date: string): number {
  const day = dayNumber(date);
  if (day < FIRST_DAY || day > LAST_DAY) throw outsideCalendar(date);
  return day;
}

function sessionDay(session: SessionDate, announced: AnnouncedDays): number {
  const day = dayInRange(session);
  if (!isOpen(day, announced)) {
    throw new DomainError('invalid', 'not-a-session', `The NYSE has no session on ${session}`);
  }
  return day;
}

/** The nearest open day from `day`, itself included, in steps of +1 or -1. */
function seek(day: number, step: 1 | -1, announced: AnnouncedDays): number {
  let at = day;
  while (at >= FIRST_DAY && at <= LAST_DAY && !isOpen(at, announced)) at += step;
  if (at < FIRST_DAY || at > LAST_DAY) throw outsideCalendar(dateOfDayNumber(at));
  return at;
}

const closeOfDay = (day: number, announced: AnnouncedDays): Instant =>
  newYorkInstantOfDay(day, closeMinutes(day, announced));

/**
 * Whether the NYSE holds a session on the date.
 * @throws DomainError `invalid-date`, `date-outside-calendar`
 */
export const isSession = (date: string, announced: AnnouncedDays = NOTHING_ANNOUNCED): boolean =>
  isOpen(dayInRange(date), announced);

/**
 * The first session after the date, which need not be one itself.
 * @throws DomainError `invalid-date`, `date-outside-calendar`
 */
export const nextSession = (date: string, announced: AnnouncedDays = NOTHING_ANNOUNCED): SessionDate =>
  dateOfDayNumber(seek(dayInRange(date) + 1, 1, announced));

/**
 * The last session before the date, which need not be one itself.
 * @throws DomainError `invalid-date`, `date-outside-calendar`
 */
export const previousSession = (date: string, announced: AnnouncedDays = NOTHING_ANNOUNCED): SessionDate =>
  dateOfDayNumber(seek(dayInRange(date) - 1, -1, announced));

/**
 * The sessions from one date to another, both included; none when `to` is before `from`.
 * @throws DomainError `invalid-date`, `date-outside-calendar`
 */
export function sessionsBetween(
  from: string,
  to: string,
  announced: AnnouncedDays = NOTHING_ANNOUNCED,
): SessionDate[] {
  const last = dayInRange(to);
  const sessions: SessionDate[] = [];
  for (let day = dayInRange(from); day <= last; day++) {
    if (isOpen(day, announced)) sessions.push(dateOfDayNumber(day));
  }
  return sessions;
}

/**
 * The instant at which a session ends and its close is known: 16:00 in New York, 13:00 on half days,
 * across summer time.
 * @throws DomainError `invalid-date`, `date-outside-calendar`, `not-a-session`
 */
export const sessionClose = (session: SessionDate, announced: AnnouncedDays = NOTHING_ANNOUNCED): Instant =>
  closeOfDay(sessionDay(session, announced), announced);

/**
 * Whether the session ends before 16:00.
 * @throws DomainError `invalid-date`, `date-outside-calendar`, `not-a-session`
 */
export const isEarlyClose = (session: SessionDate, announced: AnnouncedDays = NOTHING_ANNOUNCED): boolean =>
  closeMinutes(sessionDay(session, announced), announced) < CLOSE_MINUTES;

/**
 * The last session whose close is at or before the instant.
 * @throws DomainError `date-outside-calendar`
 */
export function lastCompletedSession(at: Instant, announced: AnnouncedDays = NOTHING_ANNOUNCED): SessionDate {
  // A session ends on the same date in UTC.
  const today = Math.floor(at / MS_PER_DAY);
  if (!(today >= FIRST_DAY && today <= LAST_DAY)) throw outsideCalendar('The instant');
  const isOver = isOpen(today, announced) && closeOfDay(today, announced) <= at;
  return dateOfDayNumber(seek(isOver ? today : today - 1, -1, announced));
}

/**
 * Whether no further session follows in the same week (Monday to Friday).
 * @throws DomainError `invalid-date`, `date-outside-calendar`, `not-a-session`
 */
export function isLastSessionOfWeek(
  session: SessionDate,
  announced: AnnouncedDays = NOTHING_ANNOUNCED,
): boolean {
  let known = lastOfWeek.get(announced);
  if (known === undefined) lastOfWeek.set(announced, (known = new Map<SessionDate, boolean>()));
  let answer = known.get(session);
  if (answer === undefined) known.set(session, (answer = endsWeek(session, announced)));
  return answer;
}

/** Asked of every session of every history; by what was announced, a date's answer never changes. */
const lastOfWeek = new WeakMap<AnnouncedDays, Map<SessionDate, boolean>>();

function endsWeek(session: SessionDate, announced: AnnouncedDays): boolean {
  const day = sessionDay(session, announced);
  const friday = day + 5 - weekdayOf(day);
  for (let later = day + 1; later <= friday; later++) if (isOpen(later, announced)) return false;
  return true;
}

/**
 * Whether no further session follows in the same calendar month.
 * @throws DomainError `invalid-date`, `date-outside-calendar`
 */
export function isLastSessionOfMonth(
  session: SessionDate,
  announced: AnnouncedDays = NOTHING_ANNOUNCED,
): boolean {
  const month = 'YYYY-MM'.length;
  return nextSession(session, announced).slice(0, month) !== session.slice(0, month);
}

import { dayNumber, isCalendarDate, weekdayOf } from '../../market/calendar-date.js';
import { newYorkInstant } from '../../market/new-york-time.js';
import type { Instant } from '../../market/price-bar.js';

const SATURDAY = 6;
const SUNDAY = 0;
/** Statements came at 14:15, or earlier with a press conference, before the meeting of March 2013, and at 14:00 since. */
const AT_TWO_SINCE = '2013-03-01';
/** Between scheduled meetings, and later in the day than the rule says. */
const LATER: Readonly<Record<string, string>> = { '1998-10-15': '15:15' };

/**
 * The instant at which a statement of a date counts as public where nobody recorded it: 14:00 in New York, 14:15
 * before March 2013. A statement between scheduled meetings can't be told by its date: on a weekday the same
 * time is taken (all since 1994 were out by then, but for the one in LATER), on a weekend the end of the day.
 * @throws DomainError `invalid-date`
 */
export function statementReleasedAt(date: string): Instant {
  const weekday = weekdayOf(dayNumber(date));
  if (weekday === SATURDAY || weekday === SUNDAY) return newYorkInstant(date, '23:59');
  return newYorkInstant(date, LATER[date] ?? (date >= AT_TWO_SINCE ? '14:00' : '14:15'));
}

/** A statement as somebody hands it in. */
export interface StatementRow {
  readonly date: string;
  readonly title?: string;
  readonly url?: string;
  readonly body: string;
}

export const LONGEST_BODY = 40_000;
export const LONGEST_LINE = 500;

/** Every way a statement can be bad, by its stable code. */
export const STATEMENT_PROBLEMS = {
  'invalid-date': 'is not a date written YYYY-MM-DD',
  'date-before-statements': 'is before 1994, when the Committee began to publish statements',
  'date-in-the-future': 'is after today',
  'duplicate-date': 'has a statement already in these rows',
  'no-text': 'has no text',
  'too-long': 'is longer than the store takes',
  'not-a-web-address': 'is not a web address that begins with http',
  'unreadable-text': 'has characters that are no text',
} as const;

/** What is wrong with one field of one row; `row` counts from 0. */
export interface StatementProblem {
  readonly row: number;
  readonly field: keyof StatementRow;
  readonly code: keyof typeof STATEMENT_PROBLEMS;
  readonly message: string;
}

type Fault = readonly [StatementProblem['field'], StatementProblem['code']];

/** Checks statements in any order; there is one a date. */
export class StatementValidator {
  private readonly dates = new Set<string>();
  private rows = 0;

  /** @param now dates after its day in UTC, which is never behind New York's, are in the future */
  constructor(private readonly now: Instant) {}

  /** What is wrong with the next statement; nothing when it is good. */
  check(row: StatementRow): StatementProblem[] {
    const faults = [...this.dateFaults(row.date), ...textFaults(row)];
    const index = this.rows++;
    return faults.map(([field, code]) => ({
      row: index,
      field,
      code,
      message: `${field} '${(row[field] ?? '').slice(0, 40)}' ${STATEMENT_PROBLEMS[code]}`,
    }));
  }

  private dateFaults(date: string): Fault[] {
    if (!isCalendarDate(date)) return [['date', 'invalid-date']];
    if (date < '1994') return [['date', 'date-before-statements']];
    if (Date.parse(date) > this.now) return [['date', 'date-in-the-future']];
    if (this.dates.has(date)) return [['date', 'duplicate-date']];
    this.dates.add(date);
    return [];
  }
}

function textFaults({ title = '', url = '', body }: StatementRow): Fault[] {
  const faults: Fault[] = [];
  if (body.trim() === '') faults.push(['body', 'no-text']);
  if (body.length > LONGEST_BODY) faults.push(['body', 'too-long']);
  if (title.length > LONGEST_LINE) faults.push(['title', 'too-long']);
  if (url.length > LONGEST_LINE) faults.push(['url', 'too-long']);
  if (url !== '' && !/^https?:\/\/\S+$/.test(url)) faults.push(['url', 'not-a-web-address']);
  for (const [field, text] of Object.entries({ title, body })) {
    if (text.includes('\0') || !text.isWellFormed())
      faults.push([field as 'title' | 'body', 'unreadable-text']);
  }
  return faults;
}

import { isCalendarDate, MS_PER_DAY } from '../../market/calendar-date.js';
import type { Instant } from '../../market/price-bar.js';

/** Every way an observation can be bad, by its stable code. */
export const OBSERVATION_PROBLEMS = {
  'invalid-date': 'is not a date written YYYY-MM-DD',
  'date-in-the-future': 'is after today',
  'duplicate-date': 'repeats the date of the row before it',
  'unordered-date': 'comes before the date of the row before it',
  'not-a-number': 'is not a number',
  'too-large': 'is larger than the store can hold',
} as const;

/** What is wrong with one field of one row; `row` counts from 0. */
export interface ObservationProblem {
  readonly row: number;
  readonly field: 'date' | 'value';
  readonly code: keyof typeof OBSERVATION_PROBLEMS;
  readonly message: string;
}

type Fault = readonly [ObservationProblem['field'], ObservationProblem['code']];

const VALUE_LIMIT = 1e14;

/** Checks the rows of one series in the order they come; dates must ascend without repeating. */
export class ObservationValidator {
  private previous = '';
  private rows = 0;

  /** @param now dates up to the day after this instant are accepted: days differ around the world */
  constructor(private readonly now: Instant) {}

  /** What is wrong with the next row; nothing when it is good. */
  check(row: { readonly date: string; readonly value: number }): ObservationProblem[] {
    const faults = [...this.dateFaults(row.date), ...valueFaults(row.value)];
    if (isCalendarDate(row.date) && row.date > this.previous) this.previous = row.date;
    const index = this.rows++;
    return faults.map(([field, code]) => ({
      row: index,
      field,
      code,
      message: `${field} '${String(row[field]).slice(0, 40)}' ${OBSERVATION_PROBLEMS[code]}`,
    }));
  }

  private dateFaults(date: string): Fault[] {
    if (!isCalendarDate(date)) return [['date', 'invalid-date']];
    if (Date.parse(date) > this.now + MS_PER_DAY) return [['date', 'date-in-the-future']];
    if (date === this.previous) return [['date', 'duplicate-date']];
    return date < this.previous ? [['date', 'unordered-date']] : [];
  }
}

function valueFaults(value: number): Fault[] {
  if (!Number.isFinite(value)) return [['value', 'not-a-number']];
  return Math.abs(value) >= VALUE_LIMIT ? [['value', 'too-large']] : [];
}

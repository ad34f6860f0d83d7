import { isTicker, TICKER_PATTERN } from './instruments.js';
import type { Instant, PriceBar } from './price-bar.js';
import {
  CALENDAR_RANGE,
  isCalendarDate,
  isSession,
  nextSession,
  NOTHING_ANNOUNCED,
  sessionClose,
  type AnnouncedDays,
} from './trading-calendar.js';

/** A bar as somebody hands it in: any symbol, any text as session, `NaN` where a number was unreadable. */
export interface BarRow extends PriceBar {
  readonly symbol: string;
}

export type BarField = keyof BarRow;

/** Every way a row can be bad, by its stable code. */
export const BAR_PROBLEMS = {
  'malformed-ticker': 'is not an upper-case ticker',
  'unknown-symbol': 'is not a symbol this service knows',
  'invalid-date': 'is not a date written YYYY-MM-DD',
  'date-outside-calendar': `is outside ${CALENDAR_RANGE.from} to ${CALENDAR_RANGE.to}`,
  'not-a-session': 'is a day without a session of the NYSE',
  'session-not-closed': 'is a session that has not closed yet',
  'duplicate-session': 'repeats the session of an earlier row of the symbol',
  'unordered-session': 'comes before the session of an earlier row of the symbol',
  'not-a-number': 'is not a number',
  'not-positive': 'is not above zero',
  'too-large': 'is larger than the store can hold',
  'high-below-low': 'is below the low',
  'high-below-open': 'is below the open',
  'high-below-close': 'is below the close',
  'low-above-open': 'is above the open',
  'low-above-close': 'is above the close',
  'negative-volume': 'is below zero',
  'volume-not-whole': 'is not a whole number',
} as const;
export type BarProblemCode = keyof typeof BAR_PROBLEMS;

/** What is wrong with one field of one row; `row` counts from 0. */
export interface BarProblem {
  readonly row: number;
  readonly field: BarField;
  readonly code: BarProblemCode;
  readonly message: string;
}

type Fault = readonly [field: BarField, code: BarProblemCode];

const PRICES = ['open', 'high', 'low', 'close', 'adjClose'] as const;
/** The store keeps twelve digits before the point and six after it. */
const PRICE_LIMIT = 1e12;

function symbolFault(symbol: string): BarProblemCode | undefined {
  if (!TICKER_PATTERN.test(symbol)) return 'malformed-ticker';
  return isTicker(symbol) ? undefined : 'unknown-symbol';
}

function sessionFault(session: string, now: Instant, announced: AnnouncedDays): BarProblemCode | undefined {
  if (!isCalendarDate(session)) return 'invalid-date';
  if (session < CALENDAR_RANGE.from || session > CALENDAR_RANGE.to) return 'date-outside-calendar';
  if (!isSession(session, announced)) return 'not-a-session';
  return sessionClose(session, announced) > now ? 'session-not-closed' : undefined;
}

function priceFault(price: number): BarProblemCode | undefined {
  if (!Number.isFinite(price)) return 'not-a-number';
  if (price <= 0) return 'not-positive';
  return price >= PRICE_LIMIT ? 'too-large' : undefined;
}

function volumeFault(volume: number): BarProblemCode | undefined {
  if (!Number.isFinite(volume)) return 'not-a-number';
  if (volume < 0) return 'negative-volume';
  if (!Number.isInteger(volume)) return 'volume-not-whole';
  return Number.isSafeInteger(volume) ? undefined : 'too-large';
}

function rangeFaults({ open, high, low, close }: PriceBar): Fault[] {
  if (high < low) return [['high', 'high-below-low']];
  const faults: Fault[] = [];
  if (high < open) faults.push(['high', 'high-below-open']);
  if (high < close) faults.push(['high', 'high-below-close']);
  if (low > open) faults.push(['low', 'low-above-open']);
  if (low > close) faults.push(['low', 'low-above-close']);
  return faults;
}

function faultsOf(row: BarRow, now: Instant, announced: AnnouncedDays): Fault[] {
  const faults: Fault[] = [];
  const add = (field: BarField, code: BarProblemCode | undefined): void => {
    if (code) faults.push([field, code]);
  };
  add('symbol', symbolFault(row.symbol));
  add('session', sessionFault(row.session, now, announced));
  for (const field of PRICES) {
    const price = row[field];
    if (price !== undefined) add(field, priceFault(price));
  }
  add('volume', volumeFault(row.volume));
  const pricesAreReadable = [row.open, row.high, row.low, row.close].every(
    (price) => priceFault(price) === undefined,
  );
  if (pricesAreReadable) faults.push(...rangeFaults(row));
  return faults;
}

const problem = (row: number, bar: BarRow, [field, code]: Fault): BarProblem => {
  const value = bar[field];
  const shown = typeof value === 'string' ? `'${value.slice(0, 40)}'` : value;
  return { row, field, code, message: `${field} ${shown} ${BAR_PROBLEMS[code]}` };
};

/**
 * Checks rows in the order they come: each on its own, and that the sessions of every symbol's good rows
 * ascend without repeating, so that a bad row makes no other bad. Rows of several symbols may alternate.
 * @param now a session counts once it has closed by this instant
 * @param announced what is known of closures beyond the calendar's rules
 */
export class BarValidator {
  private readonly lastSessions = new Map<string, string>();
  private readonly closedSessions = new Set<string>();
  private rows = 0;

  constructor(
    private readonly now: Instant,
    private readonly announced: AnnouncedDays = NOTHING_ANNOUNCED,
  ) {}

  /** What is wrong with the next row; nothing when it is good. */
  check(row: BarRow): BarProblem[] {
    const faults = this.isSound(row) ? [] : faultsOf(row, this.now, this.announced);
    const last = this.lastSessions.get(row.symbol);
    if (last !== undefined && row.session === last) faults.push(['session', 'duplicate-session']);
    else if (last !== undefined && row.session < last) faults.push(['session', 'unordered-session']);
    else if (faults.length === 0) this.lastSessions.set(row.symbol, row.session);
    const index = this.rows++;
    return faults.map((fault) => problem(index, row, fault));
  }

  /** Whether the row is good on its own, found out quickly: most are, and there may be millions. */
  private isSound({ symbol, session, open, high, low, close, adjClose, volume }: BarRow): boolean {
    if (!isTicker(symbol) || !this.hasClosed(session)) return false;
    const inRange =
      low > 0 && high < PRICE_LIMIT && open >= low && close >= low && open <= high && close <= high;
    if (!inRange || !(volume >= 0 && Number.isSafeInteger(volume))) return false;
    return adjClose === undefined || (adjClose > 0 && adjClose < PRICE_LIMIT);
  }

  private hasClosed(session: string): boolean {
    if (this.closedSessions.has(session)) return true;
    if (sessionFault(session, this.now, this.announced) !== undefined) return false;
    this.closedSessions.add(session);
    return true;
  }
}

/** The sessions of the calendar that a history lacks between its first and its last. */
export function missingSessions(
  sessions: readonly string[],
  announced: AnnouncedDays = NOTHING_ANNOUNCED,
): string[] {
  return sessions.slice(1).flatMap((session, i) => {
    const missing: string[] = [];
    const next = (date: string): string => nextSession(date, announced);
    for (let at = next(sessions[i] ?? session); at < session; at = next(at)) missing.push(at);
    return missing;
  });
}

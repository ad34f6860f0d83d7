import type { Ticker } from '../../../domain/market/instruments.js';
import type { SessionDate } from '../../../domain/market/price-bar.js';
import type { LiveSeriesId } from './live-series.js';

/** One session as it traded: dollars and shares of that day, adjusted for nothing. */
export interface RawBar {
  readonly session: SessionDate;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Whole shares. */
  readonly volume: number;
  /** The provider's own split- and dividend-adjusted close, as of the download; only to compare with. */
  readonly adjClose?: number;
  /** Name of the provider that answered. */
  readonly source: string;
}

interface ActionOf<Kind extends string> {
  readonly kind: Kind;
  /** The first session that trades without the right to it, before its open. */
  readonly exDate: string;
  readonly source: string;
}

/** `ratio` new shares for each old one: 2 for two-for-one, 0.1 for a one-for-ten reverse split. */
export interface Split extends ActionOf<'split'> {
  readonly ratio: number;
}

/** `amount` in dollars a share, in the shares of the ex-date: not adjusted for later splits. */
export interface CashDividend extends ActionOf<'cash_dividend'> {
  readonly amount: number;
}

export type CorporateAction = Split | CashDividend;

/** Sessions ascend without repeating; actions ascend by ex-date, at most one of a kind a day. */
export interface PriceAnswer {
  readonly bars: readonly RawBar[];
  readonly actions: readonly CorporateAction[];
}

export interface PriceProvider {
  readonly name: string;
  /**
   * The bars of the sessions from one date to another, both included, and the corporate actions with an
   * ex-date in that range. The session of today may be in it before it is complete or corrected.
   * @throws ProviderFailure
   */
  bars(symbol: Ticker, from: string, to: string): Promise<PriceAnswer>;
}

/** One value of one vintage: what a date's figure was from a day on, until the next vintage of that date. */
export interface VintageRow {
  /** The day, or the first day of the week or month, that the value is about. */
  readonly date: string;
  readonly value: number;
  /** The day on which this value became public; null where the archive keeps no vintages of the series. */
  readonly realtimeStart: string | null;
  /**
   * True in the archive's first vintage of a series: the value was public by then, but since when isn't
   * recorded.
   */
  readonly archiveStart: boolean;
}

export interface VintageRange {
  /** The first observation date wanted. Absent: all. */
  readonly from?: string;
  /** Only vintages of this day or later. Absent: all. */
  readonly realtimeFrom?: string;
}

export interface MacroProvider {
  readonly name: string;
  /**
   * New and revised values, ascending by `realtimeStart`, then `date`; dates without a value are left out.
   * @throws ProviderFailure
   */
  vintages(seriesId: LiveSeriesId, range?: VintageRange): Promise<readonly VintageRow[]>;
}

/** Every way a provider can fail, by its stable code. */
const PROVIDER_FAILURES = {
  'bad-request': 'refused the request as malformed',
  unauthorized: "doesn't accept the key",
  forbidden: "doesn't allow this to the key's subscription",
  'not-found': "doesn't know what was asked for",
  moved: 'keeps this under another name or address now',
  'rate-limited': 'allows no more requests for now',
  'server-error': 'failed on its side',
  timeout: "didn't answer in time",
  unreachable: "can't be reached",
  'truncated-body': 'broke off in the middle of its answer',
  'oversized-body': 'answered with more than is accepted',
  'unexpected-content-type': "answered with something that isn't JSON",
  'malformed-json': "answered with JSON that can't be parsed",
  'error-answer': 'answered with an error in the place of data',
  'malformed-answer': "answered in a form that isn't the documented one",
  'unordered-rows': 'answered with rows out of order',
  'duplicate-rows': 'answered with two rows for one date',
  'no-data': 'has nothing for the dates asked for',
  'circuit-open': 'failed repeatedly and is left alone for a while',
} as const;
export type ProviderFailureCode = keyof typeof PROVIDER_FAILURES;

/**
 * A provider didn't give data that can be used. Neither the message nor any property holds a key, a header or
 * a query string.
 */
export class ProviderFailure extends Error {
  /** How long the provider asks to be left alone, in milliseconds; absent where it doesn't say. */
  readonly retryAfterMs?: number;

  constructor(
    readonly provider: string,
    readonly code: ProviderFailureCode,
    detail?: string,
    retryAfterMs?: number,
  ) {
    super(`${provider} ${PROVIDER_FAILURES[code]}${detail === undefined ? '' : `: ${detail}`}`);
    this.name = 'ProviderFailure';
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

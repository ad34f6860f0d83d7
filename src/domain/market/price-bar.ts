import type { Ticker } from './instruments.js';

/** A trading day of the NYSE in America/New_York, `YYYY-MM-DD`. Compares correctly as a string. */
export type SessionDate = string;

/** Milliseconds since the Unix epoch. Instants are numbers inside the domain, RFC 3339 at the edges. */
export type Instant = number;

/** One session of one symbol. Prices in dollars, `close` split-adjusted and not dividend-adjusted. */
export interface PriceBar {
  readonly session: SessionDate;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Split- and dividend-adjusted; absent where the source has none. Signals never use it. */
  readonly adjClose?: number;
  readonly volume: number;
}

/**
 * A symbol's history as columns of one length, sessions strictly ascending. Index `i` of every
 * column belongs to `sessions[i]`.
 */
export interface BarSeries {
  readonly symbol: Ticker;
  readonly sessions: readonly SessionDate[];
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

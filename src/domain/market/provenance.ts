import type { Instant, SessionDate } from './price-bar.js';

/** A value that replaced an earlier one. */
export interface Correction {
  readonly kind: 'bar' | 'observation';
  /** The symbol or series. */
  readonly name: string;
  /** The session or observation date. */
  readonly date: string;
  readonly learnedAt: Instant;
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

/** What a second source says a session closed at, beside the bar in force. */
export interface OtherClose {
  readonly symbol: string;
  readonly session: SessionDate;
  readonly source: string;
  readonly close: number;
  readonly adjustedThrough: SessionDate;
}

import type { CorporateAction } from './corporate-action.js';
import type { Instant, SessionDate } from './price-bar.js';

/** A value that replaced an earlier one. */
export interface Correction {
  readonly kind: 'bar' | 'observation' | 'split' | 'dividend';
  /** The symbol or series. */
  readonly name: string;
  /** The session, observation or ex-date. */
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

/** What a second source says of a split or dividend, beside the one in force. */
export interface OtherAction extends CorporateAction {
  readonly symbol: string;
  readonly source: string;
}

import type { Ticker } from '../market/instruments.js';
import type { FedOverride } from './macro/fed-override.js';
import type { MacroView } from './macro/macro-history.js';
import type { Market } from './market.js';
import type { MarketFact } from './market-fact.js';
import type { ReadingParameters } from './parameters.js';
import type { Unavailable } from './unavailable.js';

/** Where a signal is read: a market up to moment `t`, and the macro releases public by then. */
export interface Moment {
  readonly market: Market;
  readonly t: number;
  readonly macro: MacroView;
  readonly parameters: ReadingParameters;
  /** A person's reading of the Fed's statements that was in force then, if any. */
  readonly override?: FedOverride;
  /** The figures entered by the firm that were in force then, if any. */
  readonly facts?: readonly MarketFact[];
}

export type SignalValue = string | number | boolean;

/** A number or date that a reader can check by hand. */
export interface Observed {
  /** What it is, as a code that `words` and the API document know. */
  readonly name: string;
  readonly symbol?: Ticker;
  readonly series?: string;
  readonly value: number | string | boolean;
  readonly unit?:
    'usd' | 'pct' | 'points' | 'bps' | 'ratio' | 'sessions' | 'days' | 'count' | 'index' | 'multiple';
  /** The session or observation date the value belongs to, where it isn't `asOf` itself. */
  readonly date?: string;
}

/** A next close of a symbol at which a signal may change. */
export interface FlipClose {
  readonly symbol: Ticker;
  readonly close: number;
}

/**
 * Something a policy may ask about. A reading file offers these; the catalogue is their
 * concatenation.
 */
export interface SignalDefinition {
  /** `family.aspect`, stable: policies name it. */
  readonly id: string;
  readonly meaning: string;
  /** Which symbols a test of it must name one of; absent where it is about the market as a whole. */
  readonly symbols?: readonly Ticker[];
  /** The values it can take with what each means, or the unit of its number. */
  readonly values: Readonly<Record<string, string>> | { readonly unit: NonNullable<Observed['unit']> };
  /** True where the value is itself held over several closes, so that rules need no further delay. */
  readonly settled?: boolean;
  readonly read: (moment: Moment, symbol: Ticker) => SignalValue | Unavailable;
  readonly observe: (moment: Moment, symbol: Ticker) => readonly Observed[];
  /**
   * Candidate next closes at which the value may change, or cross one of the thresholds that a test
   * of a number names; absent where no close can change it.
   */
  readonly flips?: (moment: Moment, symbol: Ticker, thresholds: readonly number[]) => readonly FlipClose[];
}

import type { Instant } from '../../market/price-bar.js';

/** The macro series that readings use, by their FRED id. Values are in the unit FRED publishes. */
export const MACRO_SERIES = [
  'DFEDTARU',
  'DFEDTARL',
  'DFF',
  'DGS3MO',
  'DGS2',
  'DGS10',
  'DTWEXBGS',
  'CPILFESL',
  'PCEPILFE',
  'SAHMREALTIME',
  'PAYEMS',
  'ICSA',
  'BAMLH0A0HYM2',
] as const;

/**
 * Market breadth, where somebody loads it: per cent of S&P 500 members above their 200-, 100- and 50-day
 * averages, and the NYSE's advancing and declining issues.
 */
export const BREADTH_SERIES = ['S5TH', 'S5OH', 'S5FI', 'NYSE_ADV', 'NYSE_DECL'] as const;

/** Everything that is stored as dated observations. */
export const OBSERVED_SERIES = [...MACRO_SERIES, ...BREADTH_SERIES] as const;
export type MacroSeriesId = (typeof OBSERVED_SERIES)[number];

/** One published value of one series: what it says (`date`, `value`) and when that became public. */
export interface MacroObservation {
  /** The day or the first day of the month that the value is about, `YYYY-MM-DD`. */
  readonly date: string;
  readonly value: number;
  /** When the public first could know it. A later vintage of the same date is a further observation. */
  readonly releasedAt: Instant;
  /** True where `releasedAt` follows the series' release rule, not a recorded vintage. */
  readonly assumed: boolean;
}

/**
 * Everything known of each series at one `knownAt`, ascending by `releasedAt`, then `date`.
 * A series that was never loaded is absent.
 */
export type MacroHistory = ReadonlyMap<MacroSeriesId, readonly MacroObservation[]>;

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

/** What was published of one series, as columns of one length, ascending by `releasedAt`, then by date. */
export interface Observations {
  /** The day or the first day of the month that each value is about, `YYYY-MM-DD`. */
  readonly dates: readonly string[];
  readonly values: Float64Array;
  /** Instants at which the public first could know it. A later vintage of a date is a further observation. */
  readonly releasedAt: Float64Array;
  /** 1 where that instant follows the series' release rule, 0 where a vintage is recorded. */
  readonly assumed: Uint8Array;
}

/** Everything known of each series at one `knownAt`. A series that was never loaded is absent. */
export type MacroHistory = ReadonlyMap<MacroSeriesId, Observations>;

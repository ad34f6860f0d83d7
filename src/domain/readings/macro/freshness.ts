import { daysBetween } from '../../market/calendar-date.js';
import type { Moment } from '../signal.js';
import type { Unavailable } from '../unavailable.js';
import { seriesMissing, type VisibleSeries } from './macro-history.js';
import { BREADTH_SERIES, MACRO_SERIES, type MacroSeriesId } from './observation.js';

/**
 * Calendar days after its observation date at which a series' last public value counts as stale: the
 * longest wait its release rule can cause, and some days of grace. Monthly figures are dated at the
 * start of their month.
 */
const STALE_AFTER_DAYS: Readonly<Record<MacroSeriesId, number>> = {
  DFEDTARU: 7,
  DFEDTARL: 7,
  DFF: 10,
  DGS3MO: 10,
  DGS2: 10,
  DGS10: 10,
  DTWEXBGS: 17,
  CPILFESL: 90,
  PCEPILFE: 105,
  SAHMREALTIME: 80,
  PAYEMS: 80,
  ICSA: 21,
  BAMLH0A0HYM2: 10,
  S5TH: 7,
  S5OH: 7,
  S5FI: 7,
  NYSE_ADV: 7,
  NYSE_DECL: 7,
};

/** A series as a reading may use it: unavailable where it was never loaded, or is stale. */
export function freshSeries(
  { macro, market, t }: Pick<Moment, 'macro' | 'market' | 't'>,
  id: MacroSeriesId,
): VisibleSeries | Unavailable {
  const series = macro.series(id);
  if (series === undefined) return seriesMissing(id);
  return isStale(series, market.realSession(t))
    ? { unavailable: { code: 'stale-series', subject: id } }
    : series;
}

const isStale = ({ id, dates, count }: VisibleSeries, session: string): boolean =>
  isStaleSeries(id, dates[count - 1]!, session);

/** What is wrong with a series: readings that need it are unavailable, all others stand. */
export interface MacroDataIssue {
  readonly code: 'missing-series' | 'stale-series';
  readonly series: MacroSeriesId;
  /** Date of the last public value, where there is one. */
  readonly lastDate?: string;
}

/** Whether a last value of this date is older on a day than the series' release rule explains. */
export const isStaleSeries = (id: MacroSeriesId, lastDate: string, on: string): boolean =>
  daysBetween(lastDate, on) > STALE_AFTER_DAYS[id];

/** Missing and stale series at a moment, in the order of their lists. Breadth is optional: never missing. */
export function macroDataIssues({ macro, market, t }: Moment): readonly MacroDataIssue[] {
  const stale = (id: MacroSeriesId): MacroDataIssue[] => {
    const series = macro.series(id);
    if (series === undefined || !isStale(series, market.realSession(t))) return [];
    return [{ code: 'stale-series', series: id, lastDate: series.dates[series.count - 1]! }];
  };
  return [
    ...MACRO_SERIES.flatMap((id): MacroDataIssue[] =>
      macro.series(id) === undefined ? [{ code: 'missing-series', series: id }] : stale(id),
    ),
    ...BREADTH_SERIES.flatMap(stale),
  ];
}

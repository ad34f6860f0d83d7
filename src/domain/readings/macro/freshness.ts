import { daysBetween } from '../../market/calendar-date.js';
import type { Moment } from '../signal.js';
import { MACRO_SERIES, type MacroSeriesId } from './observation.js';

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
};

/** What is wrong with a macro series: it warns, it never blocks. */
export interface MacroDataIssue {
  readonly code: 'missing-series' | 'stale-series';
  readonly series: MacroSeriesId;
  /** Date of the last public value, where there is one. */
  readonly lastDate?: string;
}

/** Whether a last value of this date is older on a day than the series' release rule explains. */
export const isStaleSeries = (id: MacroSeriesId, lastDate: string, on: string): boolean =>
  daysBetween(lastDate, on) > STALE_AFTER_DAYS[id];

/** Missing and stale series at a moment, in the order of MACRO_SERIES. */
export function macroDataIssues({ macro, market, t }: Moment): readonly MacroDataIssue[] {
  return MACRO_SERIES.flatMap((id): MacroDataIssue[] => {
    const series = macro.series(id);
    if (series === undefined) return [{ code: 'missing-series', series: id }];
    const lastDate = series.dates[series.count - 1]!;
    return isStaleSeries(id, lastDate, market.sessions[t]!)
      ? [{ code: 'stale-series', series: id, lastDate }]
      : [];
  });
}

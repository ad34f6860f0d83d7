import { addMonths } from '../../market/calendar-date.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';
import { freshSeries } from './freshness.js';

/** A price index's rates of change, per cent. */
export interface InflationReading {
  readonly series: 'PCEPILFE' | 'CPILFESL';
  /** First day of the month the figure is about. */
  readonly month: string;
  readonly twelveMonthPct: number;
  /** The last three months, compounded to a year. */
  readonly threeMonthAnnualisedPct: number;
  /** The 12-month rate against itself `trendMonths` before. */
  readonly direction: 'falling' | 'unchanged' | 'rising';
  /** The 12-month rate less the Fed's target, percentage points. */
  readonly overTargetPoints: number;
}

/** Core inflation as published by then; unavailable where a month it compares with is missing. */
export function readInflation(
  moment: Moment,
  series: InflationReading['series'],
): InflationReading | Unavailable {
  const index = freshSeries(moment, series);
  if (isUnavailable(index)) return index;
  const month = index.dates[index.count - 1]!;
  const level = (monthsBack: number): number => {
    const at = index.dates.lastIndexOf(addMonths(month, -monthsBack), index.count - 1);
    return at < 0 ? NaN : index.values[at]!;
  };
  const rate = (monthsBack: number): number => (level(monthsBack) / level(monthsBack + 12) - 1) * 100;
  const { trendMonths, targetPct } = moment.parameters.inflation;
  const now = rate(0);
  const before = rate(trendMonths);
  const threeMonth = ((level(0) / level(3)) ** 4 - 1) * 100;
  if (Number.isNaN(now + before + threeMonth)) {
    const needs = 13 + trendMonths;
    if (index.count < needs) return insufficientHistory(series, needs, index.count);
    return { unavailable: { code: 'insufficient-history', subject: series } };
  }
  return {
    series,
    month,
    twelveMonthPct: now,
    threeMonthAnnualisedPct: threeMonth,
    direction: now < before ? 'falling' : now > before ? 'rising' : 'unchanged',
    overTargetPoints: now - targetPct,
  };
}

function inflationSignal(id: string, series: InflationReading['series'], name: string): SignalDefinition {
  return {
    id,
    meaning: `Whether the 12-month rate of ${name} is lower or higher than three months before`,
    values: { falling: 'it is lower', unchanged: 'it is the same', rising: 'it is higher' },
    read: (moment) => {
      const reading = readInflation(moment, series);
      return isUnavailable(reading) ? reading : reading.direction;
    },
    observe: (moment) => {
      const reading = readInflation(moment, series);
      if (isUnavailable(reading)) return [];
      const { twelveMonthPct, threeMonthAnnualisedPct, month } = reading;
      return [
        { name: 'inflation.twelve-month', series, value: twelveMonthPct, unit: 'pct', date: month },
        { name: 'inflation.three-month', series, value: threeMonthAnnualisedPct, unit: 'pct' },
      ];
    },
  };
}

export const inflationSignals: readonly SignalDefinition[] = [
  inflationSignal('inflation.core-pce', 'PCEPILFE', 'core PCE prices'),
  inflationSignal('inflation.core-cpi', 'CPILFESL', 'core consumer prices'),
];

import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';
import { freshSeries } from './freshness.js';

/** The Sahm indicator in real time: rise of the 3-month unemployment rate over its 12-month low. */
export interface SahmReading {
  readonly month: string;
  /** Percentage points. */
  readonly value: number;
  readonly triggered: boolean;
}

/** The last published Sahm figure; it scores a risk and never gates anything alone. */
export function readSahm(moment: Moment): SahmReading | Unavailable {
  const series = freshSeries(moment, 'SAHMREALTIME');
  if (isUnavailable(series)) return series;
  const value = series.values[series.count - 1]!;
  return {
    month: series.dates[series.count - 1]!,
    value,
    triggered: value >= moment.parameters.labour.sahmTrigger,
  };
}

/** Non-farm employment, in persons. */
export interface PayrollsReading {
  readonly month: string;
  /** Change on the month before. */
  readonly change: number;
  /** Mean change of the last three months. */
  readonly threeMonthAverage: number;
}

/** Months in the average of payrolls. */
const PAYROLL_MONTHS = 3;
/** FRED gives PAYEMS in thousands. */
const PERSONS = 1000;

/** What employers added to payrolls as published by then. */
export function readPayrolls(moment: Moment): PayrollsReading | Unavailable {
  const series = freshSeries(moment, 'PAYEMS');
  if (isUnavailable(series)) return series;
  const needs = PAYROLL_MONTHS + 1;
  if (series.count < needs) return insufficientHistory('PAYEMS', needs, series.count);
  const last = series.count - 1;
  const [now, monthAgo, then] = [0, 1, PAYROLL_MONTHS].map((back) => series.values[last - back]!) as [
    number,
    number,
    number,
  ];
  return {
    month: series.dates[last]!,
    change: (now - monthAgo) * PERSONS,
    threeMonthAverage: ((now - then) / PAYROLL_MONTHS) * PERSONS,
  };
}

/** Initial claims for unemployment insurance, in persons. */
export interface ClaimsReading {
  /** The Saturday that ends the last week published. */
  readonly week: string;
  readonly average: number;
  readonly low: { readonly week: string; readonly average: number };
  /** The average over that low, per cent; 0 at the low itself. */
  readonly overLowPct: number;
}

/** The 4-week average of claims against its low of the last 26 weeks, the present one included. */
export function readClaims(moment: Moment): ClaimsReading | Unavailable {
  const series = freshSeries(moment, 'ICSA');
  if (isUnavailable(series)) return series;
  const { claimsAverageWeeks, claimsLowWeeks } = moment.parameters.labour;
  const needs = claimsAverageWeeks + claimsLowWeeks - 1;
  if (series.count < needs) return insufficientHistory('ICSA', needs, series.count);
  const averageAt = (last: number): number => {
    let sum = 0;
    for (let i = last - claimsAverageWeeks + 1; i <= last; i++) sum += series.values[i]!;
    return sum / claimsAverageWeeks;
  };
  const last = series.count - 1;
  const average = averageAt(last);
  let low = { at: last, average };
  for (let at = last - 1; at > last - claimsLowWeeks; at--) {
    const there = averageAt(at);
    if (there < low.average) low = { at, average: there };
  }
  return {
    week: series.dates[last]!,
    average,
    low: { week: series.dates[low.at]!, average: low.average },
    overLowPct: (average / low.average - 1) * 100,
  };
}

export const labourSignals: readonly SignalDefinition[] = [
  {
    id: 'sahm.value',
    meaning: 'The Sahm indicator in real time; 0.50 triggers',
    values: { unit: 'points' },
    read: (moment) => {
      const reading = readSahm(moment);
      return isUnavailable(reading) ? reading : reading.value;
    },
    observe: (moment) => {
      const reading = readSahm(moment);
      if (isUnavailable(reading)) return [];
      return [
        { name: 'sahm', series: 'SAHMREALTIME', value: reading.value, unit: 'points', date: reading.month },
      ];
    },
  },
  {
    id: 'payrolls.average',
    meaning: 'Mean change of non-farm employment in the last three months, persons',
    values: { unit: 'count' },
    read: (moment) => {
      const reading = readPayrolls(moment);
      return isUnavailable(reading) ? reading : reading.threeMonthAverage;
    },
    observe: (moment) => {
      const reading = readPayrolls(moment);
      if (isUnavailable(reading)) return [];
      const { threeMonthAverage, month } = reading;
      return [
        { name: 'payrolls.average', series: 'PAYEMS', value: threeMonthAverage, unit: 'count', date: month },
      ];
    },
  },
  {
    id: 'claims.over-low',
    meaning: 'How far the 4-week average of initial claims is over its 26-week low',
    values: { unit: 'pct' },
    read: (moment) => {
      const reading = readClaims(moment);
      return isUnavailable(reading) ? reading : reading.overLowPct;
    },
    observe: (moment) => {
      const reading = readClaims(moment);
      if (isUnavailable(reading)) return [];
      const { week, average, overLowPct } = reading;
      return [
        { name: 'claims.average', series: 'ICSA', value: average, unit: 'count', date: week },
        { name: 'claims.over-low', series: 'ICSA', value: overLowPct, unit: 'pct', date: week },
      ];
    },
  },
];

import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';
import { freshSeries } from './freshness.js';
import type { VisibleSeries } from './macro-history.js';
import type { MacroSeriesId } from './observation.js';

export const DIRECTIONS = {
  softening: 'under its 50-observation average and lower than 21 observations before',
  firming: 'over its 50-observation average and higher than 21 observations before',
  mixed: 'neither',
} as const;
export type Direction = keyof typeof DIRECTIONS;

/** A yield or a dollar index against its own average and past. */
export interface DirectionReading {
  readonly series: MacroSeriesId;
  readonly direction: Direction;
  readonly date: string;
  readonly value: number;
  readonly average: number;
  /** Change over the parameter's observations, in the series' own unit. */
  readonly change: number;
}

/** Whether a series softens or firms; unavailable while its average warms up. */
export function readDirection(moment: Moment, id: MacroSeriesId): DirectionReading | Unavailable {
  const series = freshSeries(moment, id);
  if (isUnavailable(series)) return series;
  const { averageObservations, changeObservations } = moment.parameters.rates;
  const needs = Math.max(averageObservations, changeObservations + 1);
  if (series.count < needs) return insufficientHistory(id, needs, series.count);
  const last = series.count - 1;
  let sum = 0;
  for (let i = last - averageObservations + 1; i <= last; i++) sum += series.values[i]!;
  const value = series.values[last]!;
  const average = sum / averageObservations;
  const change = value - series.values[last - changeObservations]!;
  return {
    series: id,
    direction: directionOf(value - average, change),
    date: series.dates[last]!,
    value,
    average,
    change,
  };
}

/** Differences of published two- to four-decimal figures; less than this is float noise. */
const NOISE = 1e-9;

function directionOf(overAverage: number, change: number): Direction {
  if (overAverage < -NOISE && change < -NOISE) return 'softening';
  return overAverage > NOISE && change > NOISE ? 'firming' : 'mixed';
}

/** One spread of the Treasury curve, whole basis points. */
export interface SpreadReading {
  readonly date: string;
  readonly spreadBps: number;
  readonly inverted: boolean;
  /** Wider than the parameter's observations before, after an inversion that is still remembered. */
  readonly resteepening: boolean;
}

/** The 10-year yield less a shorter one, on the days both were published. */
export function readSpread(moment: Moment, short: 'DGS2' | 'DGS3MO'): SpreadReading | Unavailable {
  const long = freshSeries(moment, 'DGS10');
  const other = freshSeries(moment, short);
  if (isUnavailable(long)) return long;
  if (isUnavailable(other)) return other;
  const { steepeningObservations, inversionObservations } = moment.parameters.rates;
  const spreads = lastSpreads(long, other, inversionObservations);
  const needs = Math.max(steepeningObservations + 1, inversionObservations);
  if (spreads.length < needs) return insufficientHistory(short, needs, spreads.length);
  const last = spreads[spreads.length - 1]!;
  const then = spreads[spreads.length - 1 - steepeningObservations]!;
  return {
    date: last.date,
    spreadBps: last.bps,
    inverted: last.bps < 0,
    resteepening: last.bps > then.bps && spreads.some((spread) => spread.bps < 0),
  };
}

/** The last `count` spreads of days on which both were published, oldest first. */
export function lastSpreads(
  long: VisibleSeries,
  short: VisibleSeries,
  count: number,
): { date: string; bps: number }[] {
  const spreads: { date: string; bps: number }[] = [];
  let i = long.count - 1;
  let k = short.count - 1;
  while (i >= 0 && k >= 0 && spreads.length < count) {
    const a = long.dates[i]!;
    const b = short.dates[k]!;
    if (a === b) spreads.push({ date: a, bps: Math.round((long.values[i]! - short.values[k]!) * 100) });
    if (a >= b) i--;
    if (b >= a) k--;
  }
  return spreads.reverse();
}

function directionSignal(id: string, series: MacroSeriesId, meaning: string): SignalDefinition {
  return {
    id,
    meaning,
    values: DIRECTIONS,
    read: (moment) => {
      const reading = readDirection(moment, series);
      return isUnavailable(reading) ? reading : reading.direction;
    },
    observe: (moment) => {
      const reading = readDirection(moment, series);
      if (isUnavailable(reading)) return [];
      const unit = series === 'DTWEXBGS' ? 'index' : 'pct';
      return [
        { name: 'macro.value', series, value: reading.value, unit, date: reading.date },
        { name: 'macro.average', series, value: reading.average, unit },
        { name: 'macro.change', series, value: reading.change, unit },
      ];
    },
  };
}

const CURVE_STATES = {
  inverted: 'the shorter yield is over the 10-year one',
  resteepening: 'not inverted, but lately so, and wider than 63 observations before',
  normal: 'neither',
} as const;

function curveSignal(id: string, short: 'DGS2' | 'DGS3MO', other: string): SignalDefinition {
  return {
    id,
    meaning: `Whether the Treasury curve is inverted between 10 years and ${other}, or re-steepens after it was`,
    values: CURVE_STATES,
    read: (moment) => {
      const reading = readSpread(moment, short);
      if (isUnavailable(reading)) return reading;
      if (reading.inverted) return 'inverted';
      return reading.resteepening ? 'resteepening' : 'normal';
    },
    observe: (moment) => {
      const reading = readSpread(moment, short);
      if (isUnavailable(reading)) return [];
      return [
        { name: 'curve.spread', series: short, value: reading.spreadBps, unit: 'bps', date: reading.date },
      ];
    },
  };
}

export const rateSignals: readonly SignalDefinition[] = [
  curveSignal('curve.ten-year-less-two-year', 'DGS2', '2 years'),
  curveSignal('curve.ten-year-less-three-month', 'DGS3MO', '3 months'),
  directionSignal('yields.direction', 'DGS10', 'Whether the 10-year Treasury yield softens or firms'),
  directionSignal('usd.direction', 'DTWEXBGS', 'Whether the broad dollar index softens or firms'),
];

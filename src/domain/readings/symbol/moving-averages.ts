import { compare } from '../../indicators/compare.js';
import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import { positionOf, slopeOf, type Position, type Slope, type SymbolColumns } from '../market.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';

/** Periods in sessions of the averages that charts of these funds show. */
export const PERIODS = [10, 50, 100, 200] as const;
export type Period = (typeof PERIODS)[number];

/** One simple moving average of closes against the close of the same session. */
export interface MovingAverage {
  readonly period: Period;
  /** Dollars. */
  readonly value: number;
  readonly position: Position;
  /** Against itself `slopeSessions` before; absent while there is no such past value. */
  readonly slope?: Slope;
  /** How far the close is from the average, per cent of the average. */
  readonly distancePct: number;
}

export interface MovingAverages {
  /** One a period, in the order of `PERIODS`; each unavailable until it has enough bars of its own. */
  readonly averages: readonly (MovingAverage | Unavailable)[];
  /** Whether the 50-DMA is over the 100-DMA and that over the 200-DMA; absent while one of them is. */
  readonly stacked?: boolean;
}

/** The averages of one symbol at a moment. */
export function readMovingAverages(moment: Moment, symbol: Ticker): MovingAverages {
  const columns = moment.market.columns(symbol);
  const index = moment.market.indexOf(symbol, moment.t);
  const averages = PERIODS.map((period) => readMovingAverage(moment, columns, index, period));
  if (averages.some(isUnavailable)) return { averages };
  const over = (short: Period, long: Period): boolean =>
    compare(columns.sma(short)[index]!, columns.sma(long)[index]!) > 0;
  return { averages, stacked: over(50, 100) && over(100, 200) };
}

function readMovingAverage(
  { parameters }: Moment,
  columns: SymbolColumns,
  index: number,
  period: Period,
): MovingAverage | Unavailable {
  const symbol = columns.series.symbol;
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  if (index + 1 < period) return insufficientHistory(symbol, period, index + 1);
  const column = columns.sma(period);
  const value = column[index]!;
  const close = columns.close[index]!;
  const slope = slopeOf(column, index, parameters.movingAverages.slopeSessions);
  return {
    period,
    value,
    position: positionOf(close, value),
    ...(slope === undefined ? {} : { slope }),
    distancePct: (close / value - 1) * 100,
  };
}

/**
 * The next close that equals `share` of the average which includes it: x = share * (sum of the last
 * period - 1 closes) / (period - share). NaN with too few bars.
 */
export function averageFlipClose(values: Float64Array, index: number, period: number, share = 1): number {
  return (share * sumOfLast(values, index, period - 1)) / (period - share);
}

/**
 * The next close that leaves the average where it was `sessions` before the session it belongs to:
 * x = period * average(then) - (sum of the last period - 1 closes).
 */
export function slopeFlipClose(
  values: Float64Array,
  average: Float64Array,
  index: number,
  period: number,
  sessions: number,
): number {
  return period * (average[index + 1 - sessions] ?? NaN) - sumOfLast(values, index, period - 1);
}

/**
 * The next close at which two averages meet: with the sums S, L of the last s - 1 and l - 1 closes,
 * x = (L / l - S / s) / (1 / s - 1 / l). A close above puts the shorter one over. NaN with too few bars.
 */
function crossFlipClose(values: Float64Array, index: number, short: number, long: number): number {
  const apart = sumOfLast(values, index, long - 1) / long - sumOfLast(values, index, short - 1) / short;
  return apart / (1 / short - 1 / long);
}

function sumOfLast(values: Float64Array, index: number, count: number): number {
  if (index + 1 < count) return NaN;
  let sum = 0;
  for (let i = index - count + 1; i <= index; i++) sum += values[i]!;
  return sum;
}

function signalsOf(period: Period): SignalDefinition[] {
  const at = (moment: Moment, symbol: Ticker): MovingAverage | Unavailable =>
    readMovingAverage(moment, moment.market.columns(symbol), moment.market.indexOf(symbol, moment.t), period);
  const observe: SignalDefinition['observe'] = (moment, symbol) => {
    const average = at(moment, symbol);
    if (isUnavailable(average)) return [];
    return [
      { name: 'close', symbol, value: moment.market.close(symbol, moment.t), unit: 'usd' },
      { name: `sma${period}`, symbol, value: average.value, unit: 'usd' },
      { name: `sma${period}.distance`, symbol, value: average.distancePct, unit: 'pct' },
    ];
  };
  return [
    {
      id: `sma${period}.distance`,
      meaning: `How far the close is from its ${period}-session simple moving average, per cent; negative under it`,
      symbols: READ_SYMBOLS,
      values: { unit: 'pct' },
      read: (moment, symbol) => {
        const average = at(moment, symbol);
        return isUnavailable(average) ? average : average.distancePct;
      },
      observe,
      flips: ({ market, t }, symbol, thresholds) => {
        const { close } = market.columns(symbol);
        const index = market.indexOf(symbol, t);
        return thresholds.map((pct) => ({
          symbol,
          close: averageFlipClose(close, index, period, 1 + pct / 100),
        }));
      },
    },
    {
      id: `sma${period}.position`,
      meaning: `Whether the close is above or below its ${period}-session simple moving average`,
      symbols: READ_SYMBOLS,
      values: { above: 'over the average', at: 'equal to it', below: 'under the average' },
      read: (moment, symbol) => {
        const average = at(moment, symbol);
        return isUnavailable(average) ? average : average.position;
      },
      observe,
      flips: ({ market, t }, symbol) => {
        const columns = market.columns(symbol);
        return [{ symbol, close: averageFlipClose(columns.close, market.indexOf(symbol, t), period) }];
      },
    },
    {
      id: `sma${period}.slope`,
      meaning: `Whether the ${period}-session simple moving average is over or under itself a month (21 sessions) before`,
      symbols: READ_SYMBOLS,
      values: { rising: 'over its value then', flat: 'equal to it', falling: 'under its value then' },
      read: (moment, symbol) => {
        const average = at(moment, symbol);
        if (isUnavailable(average)) return average;
        const sessions = moment.parameters.movingAverages.slopeSessions;
        return (
          average.slope ??
          insufficientHistory(symbol, period + sessions, moment.market.indexOf(symbol, moment.t) + 1)
        );
      },
      observe,
      flips: ({ market, t, parameters }, symbol) => {
        const columns = market.columns(symbol);
        const sessions = parameters.movingAverages.slopeSessions;
        return [
          {
            symbol,
            close: slopeFlipClose(
              columns.close,
              columns.sma(period),
              market.indexOf(symbol, t),
              period,
              sessions,
            ),
          },
        ];
      },
    },
  ];
}

const stacking: SignalDefinition = {
  id: 'sma.stacked',
  meaning: 'Whether the 50-session average is over the 100-session one, and that over the 200-session one',
  symbols: READ_SYMBOLS,
  values: { stacked: 'they are in that order', unstacked: 'they are not' },
  read: (moment, symbol) => {
    const { averages, stacked } = readMovingAverages(moment, symbol);
    return averages.findLast(isUnavailable) ?? (stacked === true ? 'stacked' : 'unstacked');
  },
  observe: (moment, symbol) =>
    readMovingAverages(moment, symbol).averages.flatMap((average) =>
      isUnavailable(average) || average.period === 10
        ? []
        : [{ name: `sma${average.period}`, symbol, value: average.value, unit: 'usd' }],
    ),
  flips: ({ market, t }, symbol) => {
    const { close } = market.columns(symbol);
    const index = market.indexOf(symbol, t);
    return [
      { symbol, close: crossFlipClose(close, index, 50, 100) },
      { symbol, close: crossFlipClose(close, index, 100, 200) },
    ];
  },
};

export const movingAverageSignals: readonly SignalDefinition[] = [...PERIODS.flatMap(signalsOf), stacking];

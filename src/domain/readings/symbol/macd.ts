import { compare } from '../../indicators/compare.js';
import { macdFlipClose, type MacdColumns } from '../../indicators/macd.js';
import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import type { ReadingParameters } from '../parameters.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';

/** Four independent fields: line against signal, when they crossed, side of zero, direction. */
export interface MacdReading {
  readonly line: number;
  readonly signal: number;
  /** Line less signal. */
  readonly histogram: number;
  readonly state: 'buy' | 'sell' | 'equal';
  /** The session on which the present state began; absent where it goes back to the warm-up. */
  readonly crossedOn?: SessionDate;
  readonly crossedToday: boolean;
  readonly side: 'above_zero' | 'at_zero' | 'below_zero';
  /** The change of the line since the session before. */
  readonly turning: 'up' | 'flat' | 'down';
  /** True while the averages still remember how they were seeded. */
  readonly unsettled: boolean;
}

/** MACD 12/26/9 (by default) of one symbol; unavailable until its signal line has warmed up. */
export function readMacd({ market, t, parameters }: Moment, symbol: Ticker): MacdReading | Unavailable {
  const columns = market.columns(symbol);
  const index = market.indexOf(symbol, t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  const needs = warmUp(parameters.macd);
  if (index + 1 < needs) return insufficientHistory(symbol, needs, index + 1);
  const macd = columns.macd(parameters.macd);
  const { line, signal } = macd;
  const price = macd.slow[index]!;
  const state = stateAt(macd, index);
  let since = index;
  while (since > 0 && stateAt(macd, since - 1) === state) since--;
  const known = signal[since - 1] === signal[since - 1] && since > 0;
  return {
    line: line[index]!,
    signal: signal[index]!,
    histogram: line[index]! - signal[index]!,
    state,
    ...(known ? { crossedOn: columns.series.sessions[since]! } : {}),
    crossedToday: known && since === index,
    side: pick(line[index]!, 0, price, 'above_zero', 'at_zero', 'below_zero'),
    turning: pick(line[index]!, line[index - 1]!, price, 'up', 'flat', 'down'),
    unsettled: index + 1 < parameters.macd.settledBars,
  };
}

/** Bars until the signal line has its first value. */
const warmUp = ({ slow, signal }: ReadingParameters['macd']): number => slow + signal - 1;

const stateAt = ({ line, signal, slow }: MacdColumns, i: number): MacdReading['state'] =>
  pick(line[i]!, signal[i]!, slow[i]!, 'buy', 'equal', 'sell');

function pick<T>(a: number, b: number, price: number, over: T, equal: T, under: T): T {
  const side = compare(a, b, price);
  return side > 0 ? over : side < 0 ? under : equal;
}

export const macdSignals: readonly SignalDefinition[] = [
  {
    id: 'macd.state',
    meaning: 'MACD 12/26/9: whether its line is over or under its signal line',
    symbols: READ_SYMBOLS,
    values: { buy: 'line over signal', sell: 'line under signal', equal: 'line on signal' },
    read: ({ market, t, parameters }, symbol) => {
      const index = market.indexOf(symbol, t);
      const needs = warmUp(parameters.macd);
      if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
      if (index + 1 < needs) return insufficientHistory(symbol, needs, index + 1);
      return stateAt(market.columns(symbol).macd(parameters.macd), index);
    },
    observe: (moment, symbol) => {
      const reading = readMacd(moment, symbol);
      if (isUnavailable(reading)) return [];
      return [
        { name: 'macd.line', symbol, value: reading.line, unit: 'usd' },
        {
          name: 'macd.signal',
          symbol,
          value: reading.signal,
          unit: 'usd',
          ...(reading.crossedOn === undefined ? {} : { date: reading.crossedOn }),
        },
      ];
    },
    flips: ({ market, t, parameters }, symbol) => [
      {
        symbol,
        close: macdFlipClose(
          market.columns(symbol).macd(parameters.macd),
          parameters.macd,
          market.indexOf(symbol, t),
        ),
      },
    ],
  },
];

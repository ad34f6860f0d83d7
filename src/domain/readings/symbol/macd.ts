import { compare } from '../../indicators/compare.js';
import { macdFlipClose, macdLineClose, type MacdColumns } from '../../indicators/macd.js';
import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import type { ReadingParameters } from '../parameters.js';
import type { FlipClose, Moment, SignalDefinition } from '../signal.js';
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

const observeLines: SignalDefinition['observe'] = (moment, symbol) => {
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
};

/** The next close at which the line meets its signal line. */
const crossing: NonNullable<SignalDefinition['flips']> = ({ market, t, parameters }, symbol) => {
  const columns = market.columns(symbol).macd(parameters.macd);
  return [{ symbol, close: macdFlipClose(columns, parameters.macd, market.indexOf(symbol, t)) }];
};

/** The next close at which the line takes a value. */
function lineReaching(
  { market, t, parameters }: Moment,
  symbol: Ticker,
  value: (columns: MacdColumns, index: number) => number,
): readonly FlipClose[] {
  const columns = market.columns(symbol).macd(parameters.macd);
  const index = market.indexOf(symbol, t);
  return [{ symbol, close: macdLineClose(columns, parameters.macd, index, value(columns, index)) }];
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
    observe: observeLines,
    flips: crossing,
  },
  {
    id: 'macd.crossed',
    meaning: 'MACD 12/26/9: whether its line crossed its signal line on this close',
    symbols: READ_SYMBOLS,
    values: { today: 'on this close', earlier: 'not on this close' },
    read: (moment, symbol) => {
      const reading = readMacd(moment, symbol);
      if (isUnavailable(reading)) return reading;
      return reading.crossedToday ? 'today' : 'earlier';
    },
    observe: observeLines,
    flips: crossing,
  },
  {
    id: 'macd.side',
    meaning: 'MACD 12/26/9: which side of zero its line is on',
    symbols: READ_SYMBOLS,
    values: { above_zero: 'line over zero', at_zero: 'line on zero', below_zero: 'line under zero' },
    read: (moment, symbol) => {
      const reading = readMacd(moment, symbol);
      return isUnavailable(reading) ? reading : reading.side;
    },
    observe: observeLines,
    flips: (moment, symbol) => lineReaching(moment, symbol, () => 0),
  },
  {
    id: 'macd.turning',
    meaning: 'MACD 12/26/9: whether its line rose or fell since the close before',
    symbols: READ_SYMBOLS,
    values: { up: 'the line rose', flat: 'it did not change', down: 'the line fell' },
    read: (moment, symbol) => {
      const reading = readMacd(moment, symbol);
      return isUnavailable(reading) ? reading : reading.turning;
    },
    observe: observeLines,
    flips: (moment, symbol) => lineReaching(moment, symbol, ({ line }, index) => line[index]!),
  },
];

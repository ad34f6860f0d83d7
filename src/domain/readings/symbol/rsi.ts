import { compare } from '../../indicators/compare.js';
import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';

export interface RsiReading {
  /** 0 to 100. */
  readonly value: number;
  readonly state: 'overbought' | 'neutral' | 'oversold';
}

/** Wilder's RSI of one symbol; unavailable while warming up or while nothing has moved. */
export function readRsi({ market, t, parameters }: Moment, symbol: Ticker): RsiReading | Unavailable {
  const { period, overbought, oversold } = parameters.rsi;
  const index = market.indexOf(symbol, t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  if (index < period) return insufficientHistory(symbol, period + 1, index + 1);
  const value = market.columns(symbol).rsi(period)[index]!;
  if (value !== value) return { unavailable: { code: 'no-movement', subject: symbol } };
  if (compare(value, overbought) > 0) return { value, state: 'overbought' };
  return { value, state: compare(value, oversold) < 0 ? 'oversold' : 'neutral' };
}

export const rsiSignals: readonly SignalDefinition[] = [
  {
    id: 'rsi.state',
    meaning: "Wilder's RSI 14: overbought over 70, oversold under 30",
    symbols: READ_SYMBOLS,
    values: { overbought: 'over 70', neutral: 'between', oversold: 'under 30' },
    read: (moment, symbol) => {
      const reading = readRsi(moment, symbol);
      return isUnavailable(reading) ? reading : reading.state;
    },
    observe: (moment, symbol) => {
      const reading = readRsi(moment, symbol);
      return isUnavailable(reading) ? [] : [{ name: 'rsi', symbol, value: reading.value, unit: 'index' }];
    },
  },
];

import { compare } from '../../indicators/compare.js';
import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, type Unavailable } from '../unavailable.js';

/** A bar that reached over and under the one before it. */
export interface OutsideDayReading {
  readonly state: 'none' | 'outside' | 'negative';
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly priorHigh: number;
  readonly priorLow: number;
}

/** A bar that left a space to the one before it: from the prior extreme to this one. */
export interface GapReading {
  readonly state: 'none' | 'up' | 'down';
  readonly from?: number;
  readonly to?: number;
}

interface TwoBars {
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly priorHigh: number;
  readonly priorLow: number;
}

function twoBars({ market, t }: Moment, symbol: Ticker): TwoBars | Unavailable {
  const index = market.indexOf(symbol, t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  if (index < 1) return insufficientHistory(symbol, 2, index + 1);
  const { high, low, close } = market.columns(symbol).series;
  return {
    high: high[index]!,
    low: low[index]!,
    close: close[index]!,
    priorHigh: high[index - 1]!,
    priorLow: low[index - 1]!,
  };
}

/** Outside: high above and low below the prior bar's; negative if the close is under the prior low. */
export function readOutsideDay(moment: Moment, symbol: Ticker): OutsideDayReading | Unavailable {
  const bars = twoBars(moment, symbol);
  if ('unavailable' in bars) return bars;
  const outside = compare(bars.high, bars.priorHigh) > 0 && compare(bars.low, bars.priorLow) < 0;
  const negative = outside && compare(bars.close, bars.priorLow) < 0;
  return { state: negative ? 'negative' : outside ? 'outside' : 'none', ...bars };
}

/** Up: the low is above the prior high; down: the high is under the prior low. */
export function readGap(moment: Moment, symbol: Ticker): GapReading | Unavailable {
  const bars = twoBars(moment, symbol);
  if ('unavailable' in bars) return bars;
  if (compare(bars.low, bars.priorHigh) > 0) return { state: 'up', from: bars.priorHigh, to: bars.low };
  if (compare(bars.high, bars.priorLow) < 0) return { state: 'down', from: bars.priorLow, to: bars.high };
  return { state: 'none' };
}

/** The two bars that either pattern is made of. */
const observeBars: SignalDefinition['observe'] = (moment, symbol) => {
  const bars = twoBars(moment, symbol);
  if ('unavailable' in bars) return [];
  return [
    { name: 'bar.high', symbol, value: bars.high, unit: 'usd' },
    { name: 'bar.low', symbol, value: bars.low, unit: 'usd' },
    { name: 'close', symbol, value: bars.close, unit: 'usd' },
    { name: 'bar.prior-high', symbol, value: bars.priorHigh, unit: 'usd' },
    { name: 'bar.prior-low', symbol, value: bars.priorLow, unit: 'usd' },
  ];
};

/** A close alone makes neither: they turn on the next bar's high and low, so they have no flip level. */
export const barPatternSignals: readonly SignalDefinition[] = [
  {
    id: 'outside-day.state',
    meaning: 'Whether the bar reached over and under the one before it',
    symbols: READ_SYMBOLS,
    values: {
      none: 'it did not',
      outside: 'it did',
      negative: 'it did, and closed under the low of the one before',
    },
    read: (moment, symbol) => {
      const reading = readOutsideDay(moment, symbol);
      return 'unavailable' in reading ? reading : reading.state;
    },
    observe: observeBars,
  },
  {
    id: 'gap.state',
    meaning: 'Whether the bar left a space to the one before it',
    symbols: READ_SYMBOLS,
    values: {
      none: 'it did not',
      up: 'its low is above the prior high',
      down: 'its high is under the prior low',
    },
    read: (moment, symbol) => {
      const reading = readGap(moment, symbol);
      return 'unavailable' in reading ? reading : reading.state;
    },
    observe: observeBars,
  },
];

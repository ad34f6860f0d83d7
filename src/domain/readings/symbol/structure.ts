import { PIVOT_SIDE, type SwingColumns } from '../../indicators/swings.js';
import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { BarSeries, SessionDate } from '../../market/price-bar.js';
import type { Market } from '../market.js';
import type { FlipClose, Moment, SignalDefinition } from '../signal.js';
import { type Unavailable, isUnavailable } from '../unavailable.js';

/** A confirmed Williams pivot. */
export interface Swing {
  readonly kind: 'high' | 'low';
  readonly price: number;
  readonly pivotDate: SessionDate;
  /** The session from which it counts, two after the pivot. */
  readonly confirmedDate: SessionDate;
}

export interface Structure {
  readonly state: 'higher_highs_and_lows' | 'lower_highs_and_lows' | 'mixed';
  readonly higherHigh: boolean;
  readonly higherLow: boolean;
  /** True once a close has been under the last confirmed swing low, until a new low is confirmed. */
  readonly broken: boolean;
  readonly brokenOn?: SessionDate;
  /** The last two confirmed highs and lows, oldest first. */
  readonly swings: readonly Swing[];
}

/** Which way the last two highs and lows went, without dates: cheap enough for every bar of a history. */
export function structureFlags(
  { high, low }: BarSeries,
  { lastHigh, previousHigh, lastLow, previousLow, brokenAt }: SwingColumns,
  index: number,
): { higherHigh: boolean; higherLow: boolean; lowerHigh: boolean; lowerLow: boolean; broken: boolean } {
  const highs = stepOf(high, lastHigh[index]!, previousHigh[index]!);
  const lows = stepOf(low, lastLow[index]!, previousLow[index]!);
  return {
    higherHigh: highs > 0,
    higherLow: lows > 0,
    lowerHigh: highs < 0,
    lowerLow: lows < 0,
    broken: brokenAt[index]! >= 0,
  };
}

const stepOf = (prices: Float64Array, last: number, previous: number): number =>
  previous < 0 ? 0 : prices[last]! - prices[previous]!;

/** Swing structure of one symbol; unavailable until two highs and two lows are confirmed. */
export function readStructure(market: Market, symbol: Ticker, t: number): Structure | Unavailable {
  const columns = market.columns(symbol);
  const index = market.indexOf(symbol, t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  const swings = columns.swings();
  const { lastHigh, previousHigh, lastLow, previousLow, brokenAt } = swings;
  const pivots = [
    { kind: 'high', at: previousHigh[index]! },
    { kind: 'high', at: lastHigh[index]! },
    { kind: 'low', at: previousLow[index]! },
    { kind: 'low', at: lastLow[index]! },
  ] as const;
  const found = pivots.filter((pivot) => pivot.at >= 0);
  if (found.length < pivots.length) {
    return {
      unavailable: { code: 'insufficient-history', subject: symbol, needs: pivots.length, has: found.length },
    };
  }
  const flags = structureFlags(columns.series, swings, index);
  const { sessions, high, low } = columns.series;
  const broken = brokenAt[index]!;
  return {
    state:
      flags.higherHigh && flags.higherLow
        ? 'higher_highs_and_lows'
        : flags.lowerHigh && flags.lowerLow
          ? 'lower_highs_and_lows'
          : 'mixed',
    higherHigh: flags.higherHigh,
    higherLow: flags.higherLow,
    broken: flags.broken,
    ...(broken < 0 ? {} : { brokenOn: sessions[broken]! }),
    swings: pivots.map(({ kind, at }) => ({
      kind,
      price: (kind === 'high' ? high : low)[at]!,
      pivotDate: sessions[at]!,
      confirmedDate: sessions[at + PIVOT_SIDE]!,
    })),
  };
}

const observeSwings: SignalDefinition['observe'] = ({ market, t }, symbol) => {
  const reading = readStructure(market, symbol, t);
  if (isUnavailable(reading)) return [];
  return reading.swings.map((swing) => ({
    name: `swing.${swing.kind}`,
    symbol,
    value: swing.price,
    unit: 'usd',
    date: swing.pivotDate,
  }));
};

/**
 * Next closes at which the structure may turn: the last confirmed low, and the high and the low before
 * this bar's, which the next bar confirms as pivots or doesn't.
 */
export function structureFlips({ market, t }: Moment, symbol: Ticker): readonly FlipClose[] {
  const columns = market.columns(symbol);
  const index = market.indexOf(symbol, t);
  const { high, low } = columns.series;
  const lastLow = columns.swings().lastLow[index] ?? -1;
  const pivot = index + 1 - PIVOT_SIDE;
  return [...(lastLow < 0 ? [] : [low[lastLow]!]), high[pivot] ?? NaN, low[pivot] ?? NaN].map((close) => ({
    symbol,
    close,
  }));
}

export const structureSignals: readonly SignalDefinition[] = [
  {
    id: 'structure.state',
    meaning: 'The order of the last two confirmed swing highs and lows',
    symbols: READ_SYMBOLS,
    values: {
      higher_highs_and_lows: 'both are higher than before',
      lower_highs_and_lows: 'both are lower than before',
      mixed: 'neither',
    },
    read: ({ market, t }, symbol) => {
      const reading = readStructure(market, symbol, t);
      return isUnavailable(reading) ? reading : reading.state;
    },
    observe: observeSwings,
    flips: structureFlips,
  },
  {
    id: 'structure.broken',
    meaning: 'Whether a close has been under the last confirmed swing low since it was made',
    symbols: READ_SYMBOLS,
    values: { broken: 'one has, and no new low is confirmed yet', intact: 'none has' },
    read: ({ market, t }, symbol) => {
      const reading = readStructure(market, symbol, t);
      if (isUnavailable(reading)) return reading;
      return reading.broken ? 'broken' : 'intact';
    },
    observe: observeSwings,
    flips: structureFlips,
  },
];

import { ADVISED, READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import type { Market } from '../market.js';
import type { ReadingParameters } from '../parameters.js';
import type { SignalDefinition } from '../signal.js';
import { insufficientHistory, type Unavailable } from '../unavailable.js';

/** A closing high and how far the close is from it: 0 at the high, negative under it, per cent. */
export interface DistanceFromHigh {
  readonly high: number;
  readonly date: SessionDate;
  readonly distancePct: number;
}

export interface HighsReading {
  /** Of the closes in the store up to the moment. */
  readonly allTime: DistanceFromHigh;
  /** Of the last 52 weeks (252 sessions by default). */
  readonly year: DistanceFromHigh;
}

/** Distance from the all-time and 52-week closing highs; unavailable without a year of bars. */
export function readHighs(
  market: Market,
  symbol: Ticker,
  t: number,
  { yearSessions }: ReadingParameters['highs'],
): HighsReading | Unavailable {
  const index = market.indexOf(symbol, t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  if (index + 1 < yearSessions) return insufficientHistory(symbol, yearSessions, index + 1);
  return {
    allTime: distance(market, symbol, index, Infinity),
    year: distance(market, symbol, index, yearSessions),
  };
}

function distance(market: Market, symbol: Ticker, index: number, window: number): DistanceFromHigh {
  const columns = market.columns(symbol);
  const at = columns.highestClose(window)[index]!;
  const high = columns.close[at]!;
  return {
    high,
    date: columns.series.sessions[at]!,
    distancePct: (columns.close[index]! / high - 1) * 100,
  };
}

/** Per cent under the highest close so far, as a negative number; NaN without a bar. */
function allTimeDistance(market: Market, symbol: Ticker, t: number): number {
  const index = market.indexOf(symbol, t);
  const columns = market.columns(symbol);
  const at = columns.highestClose(Infinity)[index];
  return at === undefined ? NaN : (columns.close[index]! / columns.close[at]! - 1) * 100;
}

type Which = keyof HighsReading;

/** Distance from one of the two highs; the all-time one is read as soon as the other can be. */
const distanceSignal = (which: Which, id: string, meaning: string): SignalDefinition => ({
  id: `${id}.distance`,
  meaning: `How far the close is from its ${meaning}, per cent; 0 at it, negative under it`,
  symbols: READ_SYMBOLS,
  values: { unit: 'pct' },
  read: ({ market, t, parameters }, symbol) => {
    const highs = readHighs(market, symbol, t, parameters.highs);
    return 'unavailable' in highs ? highs : highs[which].distancePct;
  },
  observe: ({ market, t, parameters }, symbol) => {
    const highs = readHighs(market, symbol, t, parameters.highs);
    if ('unavailable' in highs) return [];
    const { distancePct, date } = highs[which];
    return [{ name: `${id}.distance`, symbol, value: distancePct, unit: 'pct', date }];
  },
  flips: ({ market, t, parameters }, symbol, thresholds) => {
    const columns = market.columns(symbol);
    // The year of the next session leaves this one's oldest out.
    const window = which === 'year' ? Math.max(1, parameters.highs.yearSessions - 1) : Infinity;
    const high = columns.close[columns.highestClose(window)[market.indexOf(symbol, t)] ?? -1] ?? NaN;
    return thresholds.map((pct) => ({ symbol, close: high * (1 + pct / 100) }));
  },
});

export const distanceFromHighSignals: readonly SignalDefinition[] = [
  {
    id: 'catch-up.discount',
    meaning: "How many points further the close is under its all-time closing high than SPY is under SPY's",
    symbols: ADVISED.filter((symbol) => symbol !== 'SPY'),
    values: { unit: 'points' },
    read: ({ market, t, parameters }, symbol) => {
      const index = market.indexOf(symbol, t);
      const { yearSessions } = parameters.highs;
      if (index + 1 < yearSessions) return insufficientHistory(symbol, yearSessions, index + 1);
      return allTimeDistance(market, 'SPY', t) - allTimeDistance(market, symbol, t);
    },
    observe: ({ market, t, parameters }, symbol) =>
      ([symbol, 'SPY'] as const).flatMap((one) => {
        const highs = readHighs(market, one, t, parameters.highs);
        if ('unavailable' in highs) return [];
        const { allTime } = highs;
        return [
          {
            name: 'all-time-high.distance',
            symbol: one,
            value: allTime.distancePct,
            unit: 'pct',
            date: allTime.date,
          },
        ];
      }),
    flips: ({ market, t }, symbol, thresholds) => {
      const columns = market.columns(symbol);
      const high = columns.close[columns.highestClose(Infinity)[market.indexOf(symbol, t)] ?? -1] ?? NaN;
      const spy = allTimeDistance(market, 'SPY', t);
      return thresholds.map((points) => ({ symbol, close: high * (1 + (spy - points) / 100) }));
    },
  },
  distanceSignal('allTime', 'all-time-high', 'all-time closing high in the store'),
  distanceSignal('year', 'year-high', '52-week closing high'),
];

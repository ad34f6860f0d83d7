import { compare } from '../../indicators/compare.js';
import { ADVISED, type AdvisedSymbol } from '../../market/instruments.js';
import type { Market } from '../market.js';
import type { SignalDefinition } from '../signal.js';
import { averageFlipClose } from '../symbol/moving-averages.js';
import { insufficientHistory } from '../unavailable.js';

/** Of the advised four, how many closed above their own average of `period` sessions. */
export function countAbove(market: Market, t: number, period: number): number {
  return ADVISED.filter((symbol) => sideOf(market, symbol, t, period) === 1).length;
}

/** Of the advised four, how many closed under it; one still warming up counts for neither. */
export function countUnder(market: Market, t: number, period: number): number {
  return ADVISED.filter((symbol) => sideOf(market, symbol, t, period) === -1).length;
}

/** As `sideReader` says of one moment. */
export const sideOf = (
  market: Market,
  symbol: AdvisedSymbol,
  t: number,
  period: number,
): -1 | 0 | 1 | undefined => sideReader(market, symbol, period)(t);

/**
 * At a moment: 1, 0 or -1 as the symbol's close is above, at or under its average; undefined while
 * warming up. The columns are looked up once, for a walk over a history.
 */
export function sideReader(
  market: Market,
  symbol: AdvisedSymbol,
  period: number,
): (t: number) => -1 | 0 | 1 | undefined {
  const columns = market.columns(symbol);
  const indices = market.indices(symbol);
  const { close } = columns;
  const averages = columns.sma(period);
  return (t) => {
    const index = indices[t] ?? -1;
    const average = averages[index] ?? NaN;
    return average === average ? compare(close[index]!, average) : undefined;
  };
}

const ofTheFour = (period: 50 | 200): SignalDefinition => ({
  id: `breadth.four-above${period}`,
  meaning: `How many of the advised four closed above their own ${period}-session average`,
  values: { unit: 'count' },
  read: ({ market, t }) => {
    const short = ADVISED.find((symbol) => sideOf(market, symbol, t, period) === undefined);
    if (short !== undefined) return insufficientHistory(short, period, market.indexOf(short, t) + 1);
    return countAbove(market, t, period);
  },
  observe: ({ market, t }) =>
    ADVISED.flatMap((symbol) => {
      const average = market.columns(symbol).sma(period)[market.indexOf(symbol, t)] ?? NaN;
      if (average !== average) return [];
      const distance = (market.close(symbol, t) / average - 1) * 100;
      return [{ name: `average${period}.distance`, symbol, value: distance, unit: 'pct' }];
    }),
  flips: ({ market, t }) =>
    ADVISED.map((symbol) => ({
      symbol,
      close: averageFlipClose(market.columns(symbol).close, market.indexOf(symbol, t), period),
    })),
});

export const ownBreadthSignals: readonly SignalDefinition[] = [ofTheFour(50), ofTheFour(200)];

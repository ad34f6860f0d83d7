import { compare } from '../../indicators/compare.js';
import { ADVISED, type AdvisedSymbol } from '../../market/instruments.js';
import type { Market } from '../market.js';

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

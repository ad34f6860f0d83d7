import { compare } from '../../indicators/compare.js';
import { ADVISED } from '../../market/instruments.js';
import type { Market } from '../market.js';

/** Of the advised four, how many closed above their own average of `period` sessions. */
export function countAbove(market: Market, t: number, period: number): number {
  return ADVISED.filter((symbol) => sideOf(market, symbol, t, period) === 1).length;
}

/** Of the advised four, how many closed under it; one still warming up counts for neither. */
export function countUnder(market: Market, t: number, period: number): number {
  return ADVISED.filter((symbol) => sideOf(market, symbol, t, period) === -1).length;
}

/** 1, 0 or -1 as the symbol's close is above, at or under its average; undefined while warming up. */
export function sideOf(
  market: Market,
  symbol: (typeof ADVISED)[number],
  t: number,
  period: number,
): -1 | 0 | 1 | undefined {
  const columns = market.columns(symbol);
  const index = market.indexOf(symbol, t);
  const average = columns.sma(period)[index] ?? NaN;
  return average === average ? compare(columns.close[index]!, average) : undefined;
}

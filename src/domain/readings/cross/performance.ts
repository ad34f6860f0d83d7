import { lowestIndex } from '../../indicators/extremes.js';
import { SECTOR_FUNDS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import { lastAtOrBefore } from '../market.js';
import type { Moment } from '../signal.js';
import { type Unavailable } from '../unavailable.js';

/** A price return: dividends are not in it. */
export interface PriceReturn {
  /** The close it is measured from. */
  readonly from: SessionDate;
  readonly returnPct: number;
}

export interface PerformanceReading {
  /** From the last close of the year before. */
  readonly yearToDate: PriceReturn;
  /** From SPY's lowest close of the relative strength line's `turnSessions`. */
  readonly sinceMarketLow: PriceReturn;
}

/** Price return from the close at or before a date; unavailable where there is none. */
export function returnSince(
  { market, t }: Moment,
  symbol: Ticker,
  date: SessionDate,
): PriceReturn | Unavailable {
  const { close, series } = market.columns(symbol);
  const index = market.indexOf(symbol, t);
  const from = lastAtOrBefore(series.sessions, date);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  if (from < 0 || from > index) {
    return { unavailable: { code: 'insufficient-history', subject: symbol, needs: 1, has: 0 } };
  }
  return { from: series.sessions[from]!, returnPct: (close[index]! / close[from]! - 1) * 100 };
}

/** Year to date, and since the last market low. */
export function readPerformance(moment: Moment, symbol: Ticker): PerformanceReading | Unavailable {
  const { market, t, parameters } = moment;
  const lowest = market.derive(parameters, 'market-lows', () =>
    lowestIndex(
      Float64Array.from(market.sessions, (_, at) => market.close('SPY', at)),
      parameters.relativeStrength.turnSessions,
    ),
  );
  const lastYear = `${Number(market.sessions[t]!.slice(0, 4)) - 1}-12-31`;
  const yearToDate = returnSince(moment, symbol, lastYear);
  const sinceMarketLow = returnSince(moment, symbol, market.sessions[lowest[t]!]!);
  if ('unavailable' in yearToDate) return yearToDate;
  return 'unavailable' in sinceMarketLow ? sinceMarketLow : { yearToDate, sinceMarketLow };
}

export interface SectorPerformance {
  readonly symbol: Ticker;
  readonly performance: PerformanceReading | Unavailable;
}

/** The performance of each sector fund that has bars; nothing else is read of most of them. */
export const readSectorPerformance = (moment: Moment): readonly SectorPerformance[] =>
  SECTOR_FUNDS.filter((symbol) => moment.market.has(symbol)).map((symbol) => ({
    symbol,
    performance: readPerformance(moment, symbol),
  }));

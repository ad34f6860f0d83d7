import { lowestIndex } from '../../indicators/extremes.js';
import { READ_SYMBOLS, SECTOR_FUNDS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import { lastAtOrBefore } from '../market.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';

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

/** From the last close of the year before; unavailable where the symbol had none yet. */
function readYearToDate(moment: Moment, symbol: Ticker): PriceReturn | Unavailable {
  const lastYear = `${Number(moment.market.sessions[moment.t]!.slice(0, 4)) - 1}-12-31`;
  return returnSince(moment, symbol, lastYear);
}

/** Since SPY's lowest close of `turnSessions`; unavailable while the market has fewer. */
function readSinceMarketLow(moment: Moment, symbol: Ticker): PriceReturn | Unavailable {
  const { market, t, parameters } = moment;
  const needs = parameters.relativeStrength.turnSessions;
  if (t + 1 < needs) return insufficientHistory('SPY', needs, t + 1);
  return returnSince(moment, symbol, market.sessions[lastMarketLow(moment)]!);
}

/** The moment of that lowest close. */
function lastMarketLow({ market, t, parameters }: Moment): number {
  const lowest = market.derive(parameters, 'market-lows', () => {
    const { close } = market.columns('SPY');
    const closes = Float64Array.from(market.indices('SPY'), (index) => close[index]!);
    return lowestIndex(closes, parameters.relativeStrength.turnSessions);
  });
  return lowest[t]!;
}

/** Year to date, and since the last market low; unavailable while either is. */
export function readPerformance(moment: Moment, symbol: Ticker): PerformanceReading | Unavailable {
  const yearToDate = readYearToDate(moment, symbol);
  const sinceMarketLow = readSinceMarketLow(moment, symbol);
  if ('unavailable' in yearToDate) return yearToDate;
  return 'unavailable' in sinceMarketLow ? sinceMarketLow : { yearToDate, sinceMarketLow };
}

/** A price return as a signal; a threshold is met at the same return of the close it is measured from. */
const returnSignal = (
  aspect: 'year-to-date' | 'since-low',
  meaning: string,
  read: (moment: Moment, symbol: Ticker) => PriceReturn | Unavailable,
): SignalDefinition => ({
  id: `performance.${aspect}`,
  meaning,
  symbols: READ_SYMBOLS,
  values: { unit: 'pct' },
  read: (moment, symbol) => {
    const reading = read(moment, symbol);
    return isUnavailable(reading) ? reading : reading.returnPct;
  },
  observe: (moment, symbol) => {
    const reading = read(moment, symbol);
    if (isUnavailable(reading)) return [];
    return [
      { name: `performance.${aspect}`, symbol, value: reading.returnPct, unit: 'pct', date: reading.from },
    ];
  },
  flips: (moment, symbol, thresholds) => {
    const reading = read(moment, symbol);
    if (isUnavailable(reading)) return [];
    const from = moment.market.close(symbol, moment.t) / (1 + reading.returnPct / 100);
    return thresholds.map((pct) => ({ symbol, close: from * (1 + pct / 100) }));
  },
});

export const performanceSignals: readonly SignalDefinition[] = [
  returnSignal(
    'year-to-date',
    'Price return since the last close of the year before, per cent',
    readYearToDate,
  ),
  returnSignal(
    'since-low',
    "Price return since SPY's lowest close of 126 sessions, per cent",
    readSinceMarketLow,
  ),
];

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

import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import { isLastSessionOfMonth, nextSession } from '../../market/trading-calendar.js';
import { positionOf, type Position } from '../market.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';

const MONTHS = 10;

/** The last month-end close against the average of the last ten, itself included; a running month doesn't count. */
export interface TenMonthReading {
  /** The session that ended the month. */
  readonly session: SessionDate;
  /** Dollars. */
  readonly close: number;
  readonly average: number;
  readonly position: Position;
  /** How far the close is from the average, per cent of the average. */
  readonly distancePct: number;
  /** The close at which the running month would end on its own average. */
  readonly level: number;
}

/** The symbol's last ten sessions that end a month, or as many as there are, the oldest first. */
function monthEnds({ market, t }: Moment, symbol: Ticker): readonly number[] {
  const { sessions } = market.columns(symbol).series;
  const ends: number[] = [];
  for (let i = market.indexOf(symbol, t); i >= 0 && ends.length < MONTHS; i--) {
    if (isLastSessionOfMonth(sessions[i]!, market.announced)) ends.unshift(i);
  }
  return ends;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The ten-month average of Faber's timing rule; unavailable until ten months have ended. */
export function readTenMonth(moment: Moment, symbol: Ticker): TenMonthReading | Unavailable {
  if (moment.market.indexOf(symbol, moment.t) < 0)
    return { unavailable: { code: 'no-bar', subject: symbol } };
  const ends = monthEnds(moment, symbol);
  if (ends.length < MONTHS) return insufficientHistory(symbol, MONTHS, ends.length);
  const { close: column, series } = moment.market.columns(symbol);
  const closes = ends.map((index) => column[index]!);
  const close = closes[MONTHS - 1]!;
  const average = sum(closes) / MONTHS;
  return {
    session: series.sessions[ends[MONTHS - 1]!]!,
    close,
    average,
    position: positionOf(close, average),
    distancePct: (close / average - 1) * 100,
    level: sum(closes.slice(1)) / (MONTHS - 1),
  };
}

export const tenMonthSignals: readonly SignalDefinition[] = [
  {
    id: 'sma10m.position',
    meaning:
      'Whether the last completed month closed above or below the average of the last ten month-end closes',
    symbols: READ_SYMBOLS,
    values: { above: 'over the average', at: 'equal to it', below: 'under the average' },
    settled: true,
    read: (moment, symbol) => {
      const reading = readTenMonth(moment, symbol);
      return isUnavailable(reading) ? reading : reading.position;
    },
    observe: (moment, symbol) => {
      const reading = readTenMonth(moment, symbol);
      if (isUnavailable(reading)) return [];
      const { session, close, average, distancePct, level } = reading;
      return [
        { name: 'month.close', symbol, value: close, unit: 'usd', date: session },
        { name: 'sma10m', symbol, value: average, unit: 'usd' },
        { name: 'sma10m.distance', symbol, value: distancePct, unit: 'pct' },
        { name: 'sma10m.level', symbol, value: level, unit: 'usd' },
      ];
    },
    flips: (moment, symbol) => {
      const reading = readTenMonth(moment, symbol);
      const { sessions, announced } = moment.market;
      const next = nextSession(sessions[moment.t]!, announced);
      // Only the close that ends a month can change it.
      return isUnavailable(reading) || !isLastSessionOfMonth(next, announced)
        ? []
        : [{ symbol, close: reading.level }];
    },
  },
];

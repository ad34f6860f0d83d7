import { INSTRUMENTS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import { isLastSessionOfMonth, nextSession } from '../../market/trading-calendar.js';
import { positionOf, type Position } from '../market.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';
import { walkedAt, type Walk } from '../walked.js';

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

/** Up to ten month-end closes, the last the newest. */
interface MonthEnds {
  readonly closes: readonly number[];
  readonly last?: SessionDate;
}

const step: Walk<MonthEnds>['step'] = (before, { close, series }, index) => {
  const session = series.sessions[index]!;
  if (!isLastSessionOfMonth(session)) return before;
  return { closes: [...before.closes.slice(1 - MONTHS), close[index]!], last: session };
};

const MONTH_ENDS: Walk<MonthEnds> = {
  name: 'month-ends',
  all: (columns, parameters) => {
    let state: MonthEnds = { closes: [] };
    return Array.from(columns.close, (_, index) => (state = step(state, columns, index, parameters)));
  },
  step,
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The ten-month average of Faber's timing rule; unavailable until ten months have ended. */
export function readTenMonth(moment: Moment, symbol: Ticker): TenMonthReading | Unavailable {
  if (moment.market.indexOf(symbol, moment.t) < 0)
    return { unavailable: { code: 'no-bar', subject: symbol } };
  const { closes, last } = walkedAt(MONTH_ENDS, moment, symbol);
  const close = closes[closes.length - 1];
  if (closes.length < MONTHS || close === undefined || last === undefined) {
    return insufficientHistory(symbol, MONTHS, closes.length);
  }
  const average = sum(closes) / MONTHS;
  return {
    session: last,
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
    symbols: INSTRUMENTS.map((instrument) => instrument.symbol),
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
      const next = nextSession(moment.market.sessions[moment.t]!);
      // Only the close that ends a month can change it.
      return isUnavailable(reading) || !isLastSessionOfMonth(next) ? [] : [{ symbol, close: reading.level }];
    },
  },
];

import { Ema } from '../../indicators/ema.js';
import { Rsi } from '../../indicators/rsi.js';
import { Sma } from '../../indicators/sma.js';
import type { Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import { isLastSessionOfWeek, type AnnouncedDays } from '../../market/trading-calendar.js';
import { positionOf, type Position, type SymbolColumns } from '../market.js';
import type { ReadingParameters } from '../parameters.js';
import type { Moment } from '../signal.js';
import { insufficientHistory, type Unavailable } from '../unavailable.js';

/** One week's view: closes of the weeks before it and its own. */
export interface WeekReading {
  /** The session its close is of: the week's last, or the latest of a week that still runs. */
  readonly session: SessionDate;
  readonly close: number;
  readonly average50: number;
  readonly position: Position;
  readonly macd: {
    readonly line: number;
    readonly signal: number;
    /** Line less signal. */
    readonly gap: number;
    readonly state: 'buy' | 'sell' | 'equal';
    /** Whether the gap is smaller than a week before. */
    readonly closing: boolean;
    readonly crossed: boolean;
  };
  readonly rsi14: number;
}

export interface WeeklyReading {
  readonly completed: WeekReading;
  /** Absent where the moment is a week's last session: then the week is complete. */
  readonly running?: WeekReading;
}

const AVERAGE = 50;

/** The weekly view at every session; where a week runs, `running` values are as if it ended there. */
interface WeeklyColumns {
  /** Completed weeks at each session. */
  readonly weeks: Int32Array;
  /** The session that ended each completed week. */
  readonly ends: readonly number[];
  readonly completed: Views;
  readonly running: Views;
}

/** One value a completed week, or a session of a running one. */
interface Views {
  readonly average: Float64Array;
  readonly line: Float64Array;
  readonly signal: Float64Array;
  readonly rsi: Float64Array;
}

const views = (size: number): Views => ({
  average: new Float64Array(size),
  line: new Float64Array(size),
  signal: new Float64Array(size),
  rsi: new Float64Array(size),
});

/** Walks the weeks once: a running week is a peek at what its close so far would make of it. */
function walkWeeks(
  { close, series }: SymbolColumns,
  { macd, rsi }: ReadingParameters,
  announced: AnnouncedDays,
): WeeklyColumns {
  const size = close.length;
  const columns = { weeks: new Int32Array(size), completed: views(size), running: views(size) };
  const { completed, running } = columns;
  const ends: number[] = [];
  const average = new Sma(AVERAGE);
  const fast = new Ema(macd.fast);
  const slow = new Ema(macd.slow);
  const signal = new Ema(macd.signal);
  const strength = new Rsi(rsi.period);
  for (let i = 0; i < size; i++) {
    const price = close[i]!;
    if (isLastSessionOfWeek(series.sessions[i]!, announced)) {
      const week = ends.push(i) - 1;
      const line = (completed.line[week] = fast.next(price) - slow.next(price));
      completed.signal[week] = line === line ? signal.next(line) : NaN;
      completed.average[week] = average.next(price);
      completed.rsi[week] = strength.next(price);
    } else {
      const line = (running.line[i] = fast.peek(price) - slow.peek(price));
      running.signal[i] = signal.peek(line);
      running.average[i] = average.peek(price);
      running.rsi[i] = strength.peek(price);
    }
    columns.weeks[i] = ends.length;
  }
  return { ...columns, ends };
}

/** The weekly view; unavailable until 50 weeks, and MACD and RSI, have enough closes. */
export function readWeekly({ market, t, parameters }: Moment, symbol: Ticker): WeeklyReading | Unavailable {
  const index = market.indexOf(symbol, t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  const columns = market.columns(symbol);
  const { weeks, ends, completed, running } = market.derive(parameters, `weeks ${symbol}`, () =>
    walkWeeks(columns, parameters, market.announced),
  );
  const needs = Math.max(AVERAGE, parameters.macd.slow + parameters.macd.signal) + 1;
  const last = weeks[index]! - 1;
  if (last + 1 < needs) return insufficientHistory(symbol, needs, last + 1);
  const gap = (views: Views, at: number): number => views.line[at]! - views.signal[at]!;
  const week = (views: Views, at: number, before: number, bar: number): WeekReading =>
    weekAt(views, at, gap(completed, before), columns.series.sessions[bar]!, columns.close[bar]!);
  const reading = { completed: week(completed, last, last - 1, ends[last]!) };
  return ends[last] === index ? reading : { ...reading, running: week(running, index, last, index) };
}

function weekAt(views: Views, at: number, before: number, session: SessionDate, close: number): WeekReading {
  const average = views.average[at]!;
  const gap = views.line[at]! - views.signal[at]!;
  return {
    session,
    close,
    average50: average,
    position: positionOf(close, average),
    macd: {
      line: views.line[at]!,
      signal: views.signal[at]!,
      gap,
      state: gap > 0 ? 'buy' : gap < 0 ? 'sell' : 'equal',
      closing: Math.abs(gap) < Math.abs(before),
      crossed: Math.sign(gap) !== Math.sign(before),
    },
    rsi14: views.rsi[at]!,
  };
}

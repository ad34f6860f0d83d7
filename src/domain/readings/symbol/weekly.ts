import { Ema } from '../../indicators/ema.js';
import { macdFlipClose, type MacdColumns } from '../../indicators/macd.js';
import { Rsi } from '../../indicators/rsi.js';
import { Sma } from '../../indicators/sma.js';
import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import { isLastSessionOfWeek, nextSession } from '../../market/trading-calendar.js';
import { positionOf, type Position } from '../market.js';
import type { ReadingParameters } from '../parameters.js';
import type { FlipClose, Moment, Observed, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';
import { averageFlipClose } from './moving-averages.js';

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
  readonly completed: Views & Pick<MacdColumns, 'fast' | 'slow'>;
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
  close: Float64Array,
  weekEnds: Uint8Array,
  { macd, rsi }: ReadingParameters,
): WeeklyColumns {
  const size = close.length;
  const columns = {
    weeks: new Int32Array(size),
    completed: { ...views(size), fast: new Float64Array(size), slow: new Float64Array(size) },
    running: views(size),
  };
  const { completed, running } = columns;
  const ends: number[] = [];
  const average = new Sma(AVERAGE);
  const fast = new Ema(macd.fast);
  const slow = new Ema(macd.slow);
  const signal = new Ema(macd.signal);
  const strength = new Rsi(rsi.period);
  for (let i = 0; i < size; i++) {
    const price = close[i]!;
    if (weekEnds[i] === 1) {
      const week = ends.push(i) - 1;
      const f = (completed.fast[week] = fast.next(price));
      const s = (completed.slow[week] = slow.next(price));
      const line = (completed.line[week] = f - s);
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

const weeksOf = ({ market, parameters }: Pick<Moment, 'market' | 'parameters'>, symbol: Ticker) =>
  market.derive(parameters, `weeks ${symbol}`, () =>
    walkWeeks(market.columns(symbol).close, market.weekEnds(symbol), parameters),
  );

/** The weekly view; unavailable until 50 weeks, and MACD and RSI, have enough closes. */
export function readWeekly({ market, t, parameters }: Moment, symbol: Ticker): WeeklyReading | Unavailable {
  const index = market.indexOf(symbol, t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  const columns = market.columns(symbol);
  const { weeks, ends, completed, running } = weeksOf({ market, parameters }, symbol);
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

/** A signal of the last completed week; the running one may still turn and is shown, not asked about. */
const weekSignal = (
  aspect: string,
  meaning: string,
  values: SignalDefinition['values'],
  read: (week: WeekReading) => string | number,
  observe: (week: WeekReading) => readonly Observed[],
  flips?: (weeks: WeeklyColumns, moment: Moment, symbol: Ticker) => readonly number[],
): SignalDefinition => ({
  id: `weekly.${aspect}`,
  meaning,
  symbols: READ_SYMBOLS,
  values,
  read: (moment, symbol) => {
    const weekly = readWeekly(moment, symbol);
    return isUnavailable(weekly) ? weekly : read(weekly.completed);
  },
  observe: (moment, symbol) => {
    const weekly = readWeekly(moment, symbol);
    return isUnavailable(weekly)
      ? []
      : observe(weekly.completed).map((observed) => ({ ...observed, symbol }));
  },
  ...(flips === undefined
    ? {}
    : {
        flips: (moment, symbol): readonly FlipClose[] => {
          // Only the close of a week's last session completes it.
          const { sessions, announced } = moment.market;
          const next = nextSession(sessions[moment.t]!, announced);
          if (!isLastSessionOfWeek(next, announced) || isUnavailable(readWeekly(moment, symbol))) return [];
          return flips(weeksOf(moment, symbol), moment, symbol).map((close) => ({ symbol, close }));
        },
      }),
});

const lastWeekAt = ({ weeks }: WeeklyColumns, { market, t }: Moment, symbol: Ticker): number =>
  weeks[market.indexOf(symbol, t)]! - 1;

const observeMacd = ({ macd, session }: WeekReading): readonly Observed[] => [
  { name: 'weekly.macd-line', value: macd.line, unit: 'usd', date: session },
  { name: 'weekly.macd-signal', value: macd.signal, unit: 'usd' },
];

export const weeklySignals: readonly SignalDefinition[] = [
  weekSignal(
    'average-position',
    'Whether the last completed week closed above or below its 50-week average',
    { above: 'over the average', at: 'equal to it', below: 'under the average' },
    ({ position }) => position,
    ({ session, close, average50 }) => [
      { name: 'weekly.close', value: close, unit: 'usd', date: session },
      { name: 'weekly.average', value: average50, unit: 'usd' },
    ],
    (weeks, moment, symbol) => {
      const { close } = moment.market.columns(symbol);
      const last = lastWeekAt(weeks, moment, symbol);
      const closes = Float64Array.from(weeks.ends.slice(last + 2 - AVERAGE, last + 1), (end) => close[end]!);
      return [averageFlipClose(closes, closes.length - 1, AVERAGE)];
    },
  ),
  weekSignal(
    'macd',
    'Weekly MACD 12/26/9 of the last completed week: whether its line is over or under its signal line',
    { buy: 'line over signal', sell: 'line under signal', equal: 'line on signal' },
    ({ macd }) => macd.state,
    observeMacd,
    (weeks, moment, symbol) => [
      macdFlipClose(weeks.completed, moment.parameters.macd, lastWeekAt(weeks, moment, symbol)),
    ],
  ),
  weekSignal(
    'macd-gap',
    'Whether the gap between the weekly MACD line and its signal line is closing, in the last completed week',
    { closing: 'smaller than a week before', widening: 'not smaller' },
    ({ macd }) => (macd.closing ? 'closing' : 'widening'),
    observeMacd,
    (weeks, moment, symbol) => {
      const last = lastWeekAt(weeks, moment, symbol);
      const gap = weeks.completed.line[last]! - weeks.completed.signal[last]!;
      const { macd } = moment.parameters;
      return [gap, -gap].map((one) => macdFlipClose(weeks.completed, macd, last, one));
    },
  ),
  weekSignal(
    'rsi',
    "Wilder's RSI 14 of weekly closes, at the last completed week",
    { unit: 'index' },
    ({ rsi14 }) => rsi14,
    ({ session, rsi14 }) => [{ name: 'weekly.rsi', value: rsi14, unit: 'index', date: session }],
  ),
];

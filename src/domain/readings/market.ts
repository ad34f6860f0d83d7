import { atr } from '../indicators/atr.js';
import { compare } from '../indicators/compare.js';
import { highestIndex, lowestIndex } from '../indicators/extremes.js';
import { macd, type MacdColumns } from '../indicators/macd.js';
import { rsi } from '../indicators/rsi.js';
import { sma } from '../indicators/sma.js';
import { swings, type SwingColumns } from '../indicators/swings.js';
import { ADVISED, isOptional, type Ticker } from '../market/instruments.js';
import type { BarSeries, SessionDate } from '../market/price-bar.js';
import {
  isLastSessionOfWeek,
  nextSession,
  NOTHING_ANNOUNCED,
  type AnnouncedDays,
} from '../market/trading-calendar.js';
import type { ReadingParameters } from './parameters.js';

/** Computes each keyed column once; the columns are causal, so index `i` never depends on later bars. */
class Columns {
  private readonly made = new Map<string, unknown>();

  protected once<T>(key: string, make: () => T): T {
    return getOrMake(this.made, key, make) as T;
  }
}

function getOrMake<K, V>(made: Map<K, V>, key: K, make: () => V): V {
  let value = made.get(key);
  if (value === undefined) made.set(key, (value = make()));
  return value;
}

/**
 * Bars with another close in the last one, whose open, high and low are at it too. A column is copied when it
 * is first asked for: most signals look at one or two.
 */
class WithLastClose extends Columns implements BarSeries {
  readonly symbol: Ticker;
  readonly sessions: readonly SessionDate[];
  readonly volume: Float64Array;

  constructor(
    private readonly before: BarSeries,
    private readonly price: number,
  ) {
    super();
    ({ symbol: this.symbol, sessions: this.sessions, volume: this.volume } = before);
  }

  get open(): Float64Array {
    return this.changed('open');
  }

  get high(): Float64Array {
    return this.changed('high');
  }

  get low(): Float64Array {
    return this.changed('low');
  }

  get close(): Float64Array {
    return this.changed('close');
  }

  private changed(name: 'open' | 'high' | 'low' | 'close'): Float64Array {
    return this.once(name, () => {
      const column = this.before[name].slice();
      column[column.length - 1] = this.price;
      return column;
    });
  }
}

/** A symbol's bars with the indicator columns over them, each made when first asked for. */
export class SymbolColumns extends Columns {
  private readonly averages = new Map<number, Float64Array>();

  constructor(readonly series: BarSeries) {
    super();
  }

  get close(): Float64Array {
    return this.series.close;
  }

  sma(period: number): Float64Array {
    return getOrMake(this.averages, period, () => sma(this.close, period));
  }

  macd(parameters: ReadingParameters['macd']): MacdColumns {
    const { fast, slow, signal } = parameters;
    return this.once(`macd${fast}/${slow}/${signal}`, () => macd(this.close, parameters));
  }

  rsi(period: number): Float64Array {
    return this.once(`rsi${period}`, () => rsi(this.close, period));
  }

  swings(): SwingColumns {
    return this.once('swings', () => swings(this.series.high, this.series.low, this.close));
  }

  atr(period: number): Float64Array {
    const { high, low } = this.series;
    return this.once(`atr${period}`, () => atr(high, low, this.close, period));
  }

  /** Index of the highest close of the last `window` sessions, or of all with Infinity. */
  highestClose(window: number): Int32Array {
    return this.once(`high${window}`, () => highestIndex(this.close, window));
  }
}

/** A symbol's close over SPY's, on the market's sessions. */
export class RatioColumns extends Columns {
  constructor(readonly line: Float64Array) {
    super();
  }

  sma(period: number): Float64Array {
    return this.once(`sma${period}`, () => sma(this.line, period));
  }

  lowest(window: number): Int32Array {
    return this.once(`low${window}`, () => lowestIndex(this.line, window));
  }

  highest(window: number): Int32Array {
    return this.once(`high${window}`, () => highestIndex(this.line, window));
  }
}

/**
 * The bars of all symbols, aligned. `sessions` are those on which each of the advised four has a bar;
 * an index `t` into them is a moment, and readings at `t` use nothing after it.
 */
export class Market extends Columns {
  private readonly derived = new WeakMap<ReadingParameters, Map<string, unknown>>();

  private constructor(
    readonly sessions: readonly SessionDate[],
    private readonly symbols: ReadonlyMap<Ticker, SymbolColumns>,
    private readonly positions: ReadonlyMap<Ticker, Int32Array>,
    /** What was known of closures beyond the calendar's rules. */
    readonly announced: AnnouncedDays,
    /** The market and moment whose next session is supposed; absent where all sessions are real. */
    readonly supposedAfter?: { readonly market: Market; readonly t: number },
  ) {
    super();
  }

  /** Aligns the bars of all symbols. Without one of the advised four there are no sessions. */
  static of(bars: ReadonlyMap<Ticker, BarSeries>, announced: AnnouncedDays = NOTHING_ANNOUNCED): Market {
    const all = [...bars];
    const sessions = commonSessions(ADVISED.map((symbol) => bars.get(symbol)?.sessions ?? []));
    return new Market(
      sessions,
      new Map(all.map(([symbol, series]) => [symbol, new SymbolColumns(series)])),
      new Map(all.map(([symbol, series]) => [symbol, align(sessions, series.sessions)])),
      announced,
    );
  }

  has(symbol: Ticker): boolean {
    return this.symbols.has(symbol);
  }

  /** The symbol's columns, indexed by its own bars; see `indexOf`. Throws for a symbol not loaded. */
  columns(symbol: Ticker): SymbolColumns {
    const columns = this.symbols.get(symbol);
    if (columns === undefined) throw new RangeError(`no bars of ${symbol}`);
    return columns;
  }

  /** Index of the symbol's own bar at moment `t`, or -1 where it has none. */
  indexOf(symbol: Ticker, t: number): number {
    return this.positions.get(symbol)?.[t] ?? -1;
  }

  /** The symbol's `indexOf` at every moment. Throws for a symbol not loaded. */
  indices(symbol: Ticker): Int32Array {
    const indices = this.positions.get(symbol);
    if (indices === undefined) throw new RangeError(`no bars of ${symbol}`);
    return indices;
  }

  /**
   * Of each of the symbol's own bars, 1 where it is its week's last session by the calendar, else 0. The
   * calendar is asked about the market's sessions once for all symbols.
   */
  weekEnds(symbol: Ticker): Uint8Array {
    return this.once(`week-ends${symbol}`, () => {
      const endsWeek = (session: SessionDate): number =>
        isLastSessionOfWeek(session, this.announced) ? 1 : 0;
      const common = this.once('week-ends', () => Uint8Array.from(this.sessions, endsWeek));
      const { sessions } = this.columns(symbol).series;
      const ends = new Uint8Array(sessions.length);
      let i = 0;
      this.indices(symbol).forEach((index, t) => {
        while (i < index) ends[i] = endsWeek(sessions[i++]!);
        if (i === index) ends[i++] = common[t]!;
      });
      while (i < ends.length) ends[i] = endsWeek(sessions[i++]!);
      return ends;
    });
  }

  /** The symbol's close at moment `t`; NaN where it has none. */
  close(symbol: Ticker, t: number): number {
    return this.columns(symbol).close[this.indexOf(symbol, t)] ?? NaN;
  }

  /** The symbol's close over SPY's. */
  ratio(symbol: Ticker): RatioColumns {
    return this.once(`ratio${symbol}`, () => {
      const { close: own } = this.columns(symbol);
      const { close: spy } = this.columns('SPY');
      const ownAt = this.indices(symbol);
      const spyAt = this.indices('SPY');
      const line = new Float64Array(this.sessions.length);
      for (let t = 0; t < line.length; t++) line[t] = own[ownAt[t]!]! / spy[spyAt[t]!]!;
      return new RatioColumns(line);
    });
  }

  /** A column over all moments that rests on a policy's parameters, made once; `make` must be causal. */
  derive<T>(parameters: ReadingParameters, key: string, make: () => T): T {
    let columns = this.derived.get(parameters);
    if (columns === undefined) this.derived.set(parameters, (columns = new Map<string, unknown>()));
    if (!columns.has(key)) columns.set(key, make());
    return columns.get(key) as T;
  }

  /** Index of the last of `sessions` at or before a date, or -1. */
  momentAt(date: SessionDate): number {
    return lastAtOrBefore(this.sessions, date);
  }

  /**
   * The session at moment `t`, or the last real one where that is supposed: what is published, said or
   * entered is no older after supposed sessions than it was then.
   */
  realSession(t: number): SessionDate {
    const { supposedAfter: origin } = this;
    return origin === undefined ? this.sessions[t]! : origin.market.realSession(Math.min(t, origin.t));
  }

  /**
   * This market up to moment `t` and one supposed session after it, every close unchanged, each
   * supposed bar with open, high and low at its close. The supposed session is its last moment. Symbols
   * that aren't read in full get no bar of it: their last one stands for it.
   */
  supposeNext(t: number): Market {
    const session = nextSession(this.sessions[t]!, this.announced);
    const symbols = new Map<Ticker, SymbolColumns>();
    const positions = new Map<Ticker, Int32Array>();
    for (const [symbol, { series }] of this.symbols) {
      const last = this.indexOf(symbol, t);
      if (last < 0) continue;
      const isRead = !isOptional(symbol);
      symbols.set(symbol, isRead ? new SymbolColumns(append(series, last, session)) : this.columns(symbol));
      const extended = new Int32Array(t + 2);
      extended.set(this.positions.get(symbol)!.subarray(0, t + 1));
      extended[t + 1] = isRead ? last + 1 : last;
      positions.set(symbol, extended);
    }
    const sessions = [...this.sessions.slice(0, t + 1), session];
    return new Market(sessions, symbols, positions, this.announced, { market: this, t });
  }

  /** This market with another close of one symbol that is read in full in its last session. */
  withLastClose(symbol: Ticker, close: number): Market {
    const changed = new SymbolColumns(new WithLastClose(this.columns(symbol).series, close));
    const symbols = new Map(this.symbols).set(symbol, changed);
    return new Market(this.sessions, symbols, this.positions, this.announced, this.supposedAfter);
  }
}

/** Which side of an average a value is on; `at` where they are equal but for float noise. */
export type Position = 'above' | 'at' | 'below';

export function positionOf(value: number, average: number): Position {
  const side = compare(value, average);
  return side > 0 ? 'above' : side < 0 ? 'below' : 'at';
}

/** Whether an average at `index` is over, under or equal to itself `sessions` before. */
export type Slope = 'rising' | 'flat' | 'falling';

export function slopeOf(average: Float64Array, index: number, sessions: number): Slope | undefined {
  const before = average[index - sessions];
  if (before === undefined || before !== before) return undefined;
  const change = compare(average[index]!, before);
  return change > 0 ? 'rising' : change < 0 ? 'falling' : 'flat';
}

/** The dates that all ascending lists have. */
function commonSessions([first = [], ...rest]: readonly (readonly SessionDate[])[]): readonly SessionDate[] {
  return rest.reduce((common, other) => {
    let i = 0;
    return common.filter((session) => {
      while (i < other.length && other[i]! < session) i++;
      return other[i] === session;
    });
  }, first);
}

function align(sessions: readonly SessionDate[], own: readonly SessionDate[]): Int32Array {
  const positions = new Int32Array(sessions.length);
  let i = 0;
  for (let t = 0; t < sessions.length; t++) {
    while (i < own.length && own[i]! < sessions[t]!) i++;
    positions[t] = own[i] === sessions[t] ? i : -1;
  }
  return positions;
}

/** Index of the last date at or before `date` in an ascending list, or -1. */
export function lastAtOrBefore(dates: readonly string[], date: string): number {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle]! <= date) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function append(series: BarSeries, last: number, session: SessionDate): BarSeries {
  const close = series.close[last]!;
  const extend = (column: Float64Array, value: number): Float64Array => {
    const out = new Float64Array(last + 2);
    out.set(column.subarray(0, last + 1));
    out[last + 1] = value;
    return out;
  };
  return {
    symbol: series.symbol,
    sessions: [...series.sessions.slice(0, last + 1), session],
    open: extend(series.open, close),
    high: extend(series.high, close),
    low: extend(series.low, close),
    close: extend(series.close, close),
    volume: extend(series.volume, 0),
  };
}

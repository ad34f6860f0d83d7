import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import type { ReadingParameters } from '../parameters.js';
import type { FlipClose, Moment, Observed, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';
import { walkedAt } from '../walked.js';
import { baseFlipCloses, BASES, baseWarmUp, formOf, type Base, type BaseState } from './base-walk.js';

type BaseParameters = ReadingParameters['base'];

/** The walk's state; unavailable until the oldest base that counts would fit into the history. */
function stateAt(moment: Moment, symbol: Ticker): BaseState | Unavailable {
  const index = moment.market.indexOf(symbol, moment.t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  const needs = baseWarmUp(moment.parameters.base);
  return index + 1 < needs ? insufficientHistory(symbol, needs, index + 1) : walkedAt(BASES, moment, symbol);
}

/** A base that is forming. Prices are closes, in dollars. */
export interface BaseReading {
  readonly start: SessionDate;
  readonly form: 'long' | 'flat';
  readonly sessions: number;
  readonly resistance: number;
  /** The lowest close since the start. */
  readonly support: number;
  /** How far support is under resistance, per cent of resistance. */
  readonly depthPct: number;
  /** Groups of closes near resistance, the first high among them. */
  readonly tests: readonly SessionDate[];
  /** How far the close is from resistance, per cent; negative under it. */
  readonly distancePct: number;
}

/** A close above a base, and what became of it. */
export interface BreakoutReading {
  readonly level: number;
  readonly date: SessionDate;
  readonly sessionsSince: number;
  readonly state: 'active' | 'false' | 'lost';
  /** The close that voided it; absent while it is active. */
  readonly voidedOn?: SessionDate;
  readonly baseStart: SessionDate;
  /** Its volume over the average of the 50 sessions before; absent where volume isn't reported. */
  readonly volumeRatio?: number;
}

/** The base that is forming; undefined where there is none. */
export function readBase(moment: Moment, symbol: Ticker): BaseReading | Unavailable | undefined {
  const state = stateAt(moment, symbol);
  if (isUnavailable(state)) return state;
  const { base } = state;
  if (base === undefined) return undefined;
  const { market, t, parameters } = moment;
  const index = market.indexOf(symbol, t);
  const { close, series } = market.columns(symbol);
  const { start, resistance, low } = base;
  return {
    start: series.sessions[start]!,
    form: formOf(base, index, parameters.base) ?? 'flat',
    sessions: index - start,
    resistance,
    support: low,
    depthPct: (1 - low / resistance) * 100,
    tests: testsOf(close, base, index, parameters.base).map((at) => series.sessions[at]!),
    distancePct: (close[index]! / resistance - 1) * 100,
  };
}

/** First closes of the groups near resistance; groups lie at least `testGapSessions` apart. */
function testsOf(close: Float64Array, base: Base, index: number, parameters: BaseParameters): number[] {
  const near = base.resistance * (1 - parameters.testPct / 100);
  const tests: number[] = [];
  let last = -Infinity;
  for (let i = base.start; i <= index; i++) {
    if (close[i]! < near && i !== base.start) continue;
    if (i - last >= parameters.testGapSessions) tests.push(i);
    last = i;
  }
  return tests;
}

const VOLUME_SESSIONS = 50;

/** The last breakout; undefined where there has been none. */
export function readBreakout(moment: Moment, symbol: Ticker): BreakoutReading | Unavailable | undefined {
  const state = stateAt(moment, symbol);
  if (isUnavailable(state)) return state;
  const { breakout } = state;
  if (breakout === undefined) return undefined;
  const { market, t } = moment;
  const index = market.indexOf(symbol, t);
  const { series } = market.columns(symbol);
  const volumeRatio = volumeAgainstAverage(series.volume, breakout.at);
  return {
    level: breakout.level,
    date: series.sessions[breakout.at]!,
    sessionsSince: index - breakout.at,
    state: breakout.outcome,
    ...(breakout.voidedAt < 0 ? {} : { voidedOn: series.sessions[breakout.voidedAt]! }),
    baseStart: series.sessions[breakout.base.start]!,
    ...(volumeRatio === undefined ? {} : { volumeRatio }),
  };
}

/** Volume of a bar over the mean of those before it; undefined where one of them has none. */
function volumeAgainstAverage(volume: Float64Array, at: number): number | undefined {
  if (at < VOLUME_SESSIONS) return undefined;
  let sum = 0;
  for (let i = at - VOLUME_SESSIONS; i < at; i++) {
    if (!(volume[i]! > 0)) return undefined;
    sum += volume[i]!;
  }
  return volume[at]! > 0 ? (volume[at]! * VOLUME_SESSIONS) / sum : undefined;
}

export const BREAKOUT_OUTCOMES = {
  active: 'the last breakout holds',
  false: 'the last breakout fell back under its level within 20 sessions',
  lost: 'the last breakout fell back under its level later',
} as const;

const BREAKOUT_STATES = { none: 'there has been no breakout', ...BREAKOUT_OUTCOMES };

/** Next closes at which the base, the breakout or the distance between them and the close may turn. */
export function baseFlips(moment: Moment, symbol: Ticker, underPct: readonly number[]): FlipClose[] {
  const state = stateAt(moment, symbol);
  if (isUnavailable(state)) return [];
  const { market, t, parameters } = moment;
  const { close } = market.columns(symbol);
  return baseFlipCloses(state, close, market.indexOf(symbol, t), parameters.base, underPct).map((level) => ({
    symbol,
    close: level,
  }));
}

export const baseSignals: readonly SignalDefinition[] = [
  {
    id: 'breakout.state',
    meaning: 'What became of the last close above a base',
    symbols: READ_SYMBOLS,
    values: BREAKOUT_STATES,
    read: (moment, symbol) => {
      const state = stateAt(moment, symbol);
      return isUnavailable(state) ? state : (state.breakout?.outcome ?? 'none');
    },
    observe: (moment, symbol) => {
      const reading = readBreakout(moment, symbol);
      if (reading !== undefined && isUnavailable(reading)) return [];
      const close: Observed = {
        name: 'close',
        symbol,
        value: moment.market.close(symbol, moment.t),
        unit: 'usd',
      };
      if (reading === undefined) return [close];
      const { level, date, state, voidedOn } = reading;
      return [
        { name: 'breakout.level', symbol, value: level, unit: 'usd', date },
        close,
        ...(voidedOn === undefined
          ? []
          : [{ name: 'breakout.voided', symbol, value: state, date: voidedOn }]),
      ];
    },
    flips: (moment, symbol) => baseFlips(moment, symbol, []),
  },
  {
    id: 'base.distance',
    meaning: "How far the close is under its base's resistance, per cent; 100 where there is no base",
    symbols: READ_SYMBOLS,
    values: { unit: 'pct' },
    read: (moment, symbol) => {
      const state = stateAt(moment, symbol);
      if (isUnavailable(state)) return state;
      const { base } = state;
      return base === undefined ? 100 : (1 - moment.market.close(symbol, moment.t) / base.resistance) * 100;
    },
    observe: (moment, symbol) => {
      const reading = readBase(moment, symbol);
      if (reading !== undefined && isUnavailable(reading)) return [];
      if (reading === undefined) return [{ name: 'base.none', symbol, value: true }];
      return [
        { name: 'base.resistance', symbol, value: reading.resistance, unit: 'usd', date: reading.start },
        { name: 'base.depth', symbol, value: reading.depthPct, unit: 'pct' },
        { name: 'base.tests', symbol, value: reading.tests.length, unit: 'count' },
      ];
    },
    flips: baseFlips,
  },
];

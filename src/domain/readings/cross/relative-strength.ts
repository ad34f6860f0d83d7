import { compare } from '../../indicators/compare.js';
import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import { slopeOf, type Market, type Slope } from '../market.js';
import type { ReadingParameters } from '../parameters.js';
import type { FlipClose, Moment, SignalDefinition } from '../signal.js';
import { averageFlipClose, slopeFlipClose } from '../symbol/moving-averages.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';

export type RelativeStrengthState = 'up' | 'improving' | 'weakening' | 'down';

/** A symbol's close over SPY's, against that ratio's own average. */
export interface RelativeStrength {
  readonly state: RelativeStrengthState;
  readonly ratio: number;
  readonly average: number;
  readonly averageSlope: Slope;
  readonly distancePct: number;
  /** Lowest and highest ratio of the last `turnSessions`, and which of them came last. */
  readonly trough: { readonly date: SessionDate; readonly ratio: number };
  readonly peak: { readonly date: SessionDate; readonly ratio: number };
  readonly lastTurn: 'trough' | 'peak';
}

/** The state alone, cheap enough for every session of a history; undefined while warming up. */
export function relativeStrengthState(
  market: Market,
  symbol: Ticker,
  t: number,
  parameters: ReadingParameters,
): RelativeStrengthState | undefined {
  const { line, average, slope } = lineAt(market, symbol, t, parameters);
  if (slope === undefined || average !== average) return undefined;
  const above = compare(line, average) > 0;
  if (above) return slope === 'rising' ? 'up' : 'improving';
  return slope === 'rising' ? 'weakening' : 'down';
}

function lineAt(market: Market, symbol: Ticker, t: number, parameters: ReadingParameters) {
  const ratio = market.ratio(symbol);
  const average = ratio.sma(parameters.relativeStrength.averageSessions);
  return {
    line: ratio.line[t]!,
    average: average[t]!,
    slope: slopeOf(average, t, parameters.movingAverages.slopeSessions),
  };
}

/** The relative strength line of one symbol against SPY; unavailable while its average warms up. */
export function readRelativeStrength(
  { market, t, parameters }: Moment,
  symbol: Ticker,
): RelativeStrength | Unavailable {
  const state = relativeStrengthState(market, symbol, t, parameters);
  if (state === undefined) return shortOf(market, symbol, t, parameters);
  const { line, average, slope } = lineAt(market, symbol, t, parameters);
  const ratio = market.ratio(symbol);
  const trough = ratio.lowest(parameters.relativeStrength.turnSessions)[t]!;
  const peak = ratio.highest(parameters.relativeStrength.turnSessions)[t]!;
  return {
    state,
    ratio: line,
    average,
    averageSlope: slope!,
    distancePct: (line / average - 1) * 100,
    trough: { date: market.sessions[trough]!, ratio: ratio.line[trough]! },
    peak: { date: market.sessions[peak]!, ratio: ratio.line[peak]! },
    lastTurn: trough > peak ? 'trough' : 'peak',
  };
}

function shortOf(market: Market, symbol: Ticker, t: number, parameters: ReadingParameters): Unavailable {
  const index = market.indexOf(symbol, t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  const needs = parameters.relativeStrength.averageSessions + parameters.movingAverages.slopeSessions;
  return insufficientHistory(symbol, needs, Math.min(index, t) + 1);
}

/** Next closes at which the state may change. SPY's is held, so a ratio is a close: x = ratio * SPY. */
export function relativeStrengthFlips(
  { market, t, parameters }: Moment,
  symbol: Ticker,
): readonly FlipClose[] {
  const { averageSessions } = parameters.relativeStrength;
  const { slopeSessions } = parameters.movingAverages;
  const ratio = market.ratio(symbol);
  const spy = market.close('SPY', t);
  return [
    averageFlipClose(ratio.line, t, averageSessions),
    slopeFlipClose(ratio.line, ratio.sma(averageSessions), t, averageSessions, slopeSessions),
  ].map((level) => ({ symbol, close: level * spy }));
}

export const relativeStrengthSignals: readonly SignalDefinition[] = [
  {
    id: 'relative-strength.state',
    meaning: "The symbol's close over SPY's, against the 50-session average of that ratio",
    symbols: READ_SYMBOLS.filter((symbol) => symbol !== 'SPY'),
    values: {
      up: 'above a rising average',
      improving: 'above an average that does not rise yet',
      weakening: 'not above a rising average',
      down: 'not above an average that does not rise',
    },
    read: ({ market, t, parameters }, symbol) =>
      relativeStrengthState(market, symbol, t, parameters) ?? shortOf(market, symbol, t, parameters),
    observe: (moment, symbol) => {
      const reading = readRelativeStrength(moment, symbol);
      if (isUnavailable(reading)) return [];
      const turn = reading[reading.lastTurn];
      return [
        { name: 'relative-strength.ratio', symbol, value: reading.ratio, unit: 'ratio' },
        { name: 'relative-strength.average', symbol, value: reading.average, unit: 'ratio' },
        { name: 'relative-strength.distance', symbol, value: reading.distancePct, unit: 'pct' },
        {
          name: `relative-strength.${reading.lastTurn}`,
          symbol,
          value: turn.ratio,
          unit: 'ratio',
          date: turn.date,
        },
      ];
    },
    flips: relativeStrengthFlips,
  },
];

import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import type { SymbolColumns } from '../market.js';
import type { ReadingParameters } from '../parameters.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, type Unavailable } from '../unavailable.js';
import { averageFlipClose } from './moving-averages.js';

/** A steep rise, then closes in a narrow band: the field calls it a tight flag. */
export interface TightFlagReading {
  /** The largest close-to-close gain that ended within the window. */
  readonly pole: { readonly from: SessionDate; readonly to: SessionDate; readonly gainPct: number };
  /** Highest less lowest of the flag's closes, dollars. */
  readonly span: number;
  /** The most the span may be. */
  readonly maxSpan: number;
  /** The close against its 10-DMA, per cent. */
  readonly overAveragePct: number;
  /** Whether all three conditions hold. */
  readonly tight: boolean;
  /** A next close under this would end it, or at it would still not make one. */
  readonly invalidation?: number;
}

const AVERAGE = 10;
const ATR = 14;

/** Pole, span and average of a possible flag; unavailable while its averages warm up. */
export function readTightFlag(
  { market, t, parameters }: Moment,
  symbol: Ticker,
): TightFlagReading | Unavailable {
  const { poleSessions, endedFrom, endedTo, flagCloses, minPolePct, maxSpanAtr, maxUnderAveragePct } =
    parameters.tightFlag;
  const columns = market.columns(symbol);
  const index = market.indexOf(symbol, t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  const needs = endedTo + poleSessions + ATR;
  if (index + 1 < needs) return insufficientHistory(symbol, needs, index + 1);
  const { close, series } = columns;

  let pole = { from: index, to: index, gainPct: -Infinity };
  for (let to = index - endedTo; to <= index - endedFrom; to++) {
    for (let from = to - poleSessions; from < to; from++) {
      const gainPct = (close[to]! / close[from]! - 1) * 100;
      if (gainPct > pole.gainPct) pole = { from, to, gainPct };
    }
  }
  let high = -Infinity;
  let low = Infinity;
  for (let i = index - flagCloses + 1; i <= index; i++) {
    high = Math.max(high, close[i]!);
    low = Math.min(low, close[i]!);
  }
  const average = columns.sma(AVERAGE)[index]!;
  const maxSpan = maxSpanAtr * columns.atr(ATR)[index]!;
  const overAveragePct = (close[index]! / average - 1) * 100;
  const under = flagFlipCloses(columns, index, parameters.tightFlag).filter(
    (level) => level <= close[index]!,
  );
  return {
    pole: { from: series.sessions[pole.from]!, to: series.sessions[pole.to]!, gainPct: pole.gainPct },
    span: high - low,
    maxSpan,
    overAveragePct,
    tight: pole.gainPct >= minPolePct && high - low <= maxSpan && overAveragePct >= -maxUnderAveragePct,
    ...(under.length === 0 ? {} : { invalidation: Math.max(...under) }),
  };
}

/**
 * Next closes at which the flag's span or average turns, in closed form. Of the closes that stay in the
 * flag the highest is H and the lowest L, the present close c, the present ATR a and k = `maxSpanAtr`;
 * a supposed bar has no range of its own, so the next ATR is (13 a + |x - c|) / 14. A close x above H
 * spans x - L, one under L spans H - x, one between leaves H - L; each is set equal to k times the ATR.
 */
function flagFlipCloses(
  columns: SymbolColumns,
  index: number,
  { flagCloses, maxSpanAtr: k, maxUnderAveragePct }: ReadingParameters['tightFlag'],
): number[] {
  const { close } = columns;
  let high = -Infinity;
  let low = Infinity;
  for (let i = index - flagCloses + 2; i <= index; i++) {
    high = Math.max(high, close[i]!);
    low = Math.min(low, close[i]!);
  }
  const now = close[index]!;
  const carried = (ATR - 1) * columns.atr(ATR)[index]!;
  const above = (low + (k * (carried - now)) / ATR) / (1 - k / ATR);
  const below = (high - (k * (carried + now)) / ATR) / (1 - k / ATR);
  const reach = (ATR * (high - low)) / k - carried;
  const average = averageFlipClose(close, index, AVERAGE, 1 - maxUnderAveragePct / 100);
  return [
    ...(above >= high ? [above] : []),
    ...(below <= low ? [below] : []),
    ...[now - reach, now + reach].filter((level) => reach >= 0 && level > low && level < high),
    average,
  ];
}

export const tightFlagSignals: readonly SignalDefinition[] = [
  {
    id: 'tight-flag.state',
    meaning: 'Whether a steep rise is followed by closes in a narrow band',
    symbols: READ_SYMBOLS,
    values: { tight: 'pole, span and average all qualify', none: 'one of them does not' },
    read: (moment, symbol) => {
      const reading = readTightFlag(moment, symbol);
      if ('unavailable' in reading) return reading;
      return reading.tight ? 'tight' : 'none';
    },
    observe: (moment, symbol) => {
      const reading = readTightFlag(moment, symbol);
      if ('unavailable' in reading) return [];
      const { pole, span, maxSpan, overAveragePct } = reading;
      return [
        { name: 'tight-flag.pole', symbol, value: pole.gainPct, unit: 'pct', date: pole.to },
        { name: 'tight-flag.span', symbol, value: span, unit: 'usd' },
        { name: 'tight-flag.max-span', symbol, value: maxSpan, unit: 'usd' },
        { name: 'sma10.distance', symbol, value: overAveragePct, unit: 'pct' },
      ];
    },
    flips: (moment, symbol) => {
      const { market, t, parameters } = moment;
      const levels = flagFlipCloses(market.columns(symbol), market.indexOf(symbol, t), parameters.tightFlag);
      return levels.map((close) => ({ symbol, close }));
    },
  },
];

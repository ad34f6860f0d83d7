import type { Market } from '../market.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, type Unavailable } from '../unavailable.js';

/** IWM's return of the day less SPY's, and how unusual that is. */
export interface OneDayRotation {
  /** Percentage points. */
  readonly points: number;
  /** 1 for the largest of the last `of` sessions. */
  readonly rank: number;
  readonly of: number;
}

const SESSIONS = 252;

/** The day's rotation with its rank in the last 252 sessions; unavailable with fewer. */
export function readOneDayRotation({ market, t }: Moment): OneDayRotation | Unavailable {
  if (t < SESSIONS) return insufficientHistory('IWM', SESSIONS + 1, t + 1);
  const points = pointsAt(market, t);
  let rank = 1;
  for (let at = t - SESSIONS + 1; at < t; at++) if (pointsAt(market, at) > points) rank++;
  return { points, rank, of: SESSIONS };
}

function pointsAt(market: Market, t: number): number {
  const change = (symbol: 'IWM' | 'SPY'): number =>
    (market.close(symbol, t) / market.close(symbol, t - 1) - 1) * 100;
  return change('IWM') - change('SPY');
}

export const oneDayRotationSignals: readonly SignalDefinition[] = [
  {
    id: 'one-day-rotation.points',
    meaning: "IWM's return of the day less SPY's, percentage points",
    values: { unit: 'points' },
    read: (moment) => {
      const reading = readOneDayRotation(moment);
      return 'unavailable' in reading ? reading : reading.points;
    },
    observe: (moment) => {
      const reading = readOneDayRotation(moment);
      if ('unavailable' in reading) return [];
      return [
        { name: 'one-day-rotation.points', symbol: 'IWM', value: reading.points, unit: 'points' },
        { name: 'one-day-rotation.rank', symbol: 'IWM', value: reading.rank, unit: 'count' },
      ];
    },
    // With the other's close unchanged, its return of the day is nothing.
    flips: ({ market, t }, _, thresholds) =>
      thresholds.flatMap((points) => [
        { symbol: 'IWM', close: market.close('IWM', t) * (1 + points / 100) },
        { symbol: 'SPY', close: market.close('SPY', t) * (1 - points / 100) },
      ]),
  },
];

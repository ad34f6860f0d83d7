import { ADVISED, type AdvisedSymbol } from '../market/instruments.js';
import type { Moment } from '../readings/signal.js';
import { keyLevels, type KeyLevel } from '../readings/symbol/key-levels.js';
import { readSymbol } from '../readings/symbol/symbol-reading.js';

/** A level that is worth watching, of one of the four. */
export interface WatchedLevel extends KeyLevel {
  readonly symbol: AdvisedSymbol;
}

/** Levels further from the close than this are not listed. */
const WATCHED_PCT = 10;

/** The key levels near the closes of the four, the nearest first for each. */
export function watchedLevels(moment: Moment): WatchedLevel[] {
  return ADVISED.flatMap((symbol) => {
    const reading = readSymbol(moment, symbol);
    if (reading === undefined) return [];
    return keyLevels(reading)
      .filter(({ distancePct }) => Math.abs(distancePct) <= WATCHED_PCT)
      .map((level) => ({ symbol, ...level }));
  });
}

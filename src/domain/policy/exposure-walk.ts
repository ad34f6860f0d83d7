import type { TrendState } from '../readings/symbol/trend.js';
import type { Unavailable } from '../readings/unavailable.js';
import type { ExposureByRegime, ExposureRule } from './policy-document.js';

/** The exposure level in force at a moment, basis points of a profile's ceiling. */
export interface ExposureState {
  readonly levelBps: number;
  /** The level that the close itself asks for. */
  readonly rawLevelBps: number;
  /** The moment since which the level is in force. */
  readonly since: number;
  /** Closes in a row, up to the moment, whose level was on the same other side. */
  readonly pendingCloses: number;
  /** Of an exposure by rules: the rule that set the level; absent where none held. */
  readonly rule?: ExposureRule;
  /** Of an exposure by rules: why nobody can say what this close asks for, so that the level stays. */
  readonly unavailable?: Unavailable['unavailable'];
}

/**
 * Walks the exposure level through the raw regimes of every session up to moment `t`. It starts at
 * the oldest session with enough history; it falls when the close's level has been lower for
 * `downCloses` closes in a row, to the highest of those, and rises when it has been higher for
 * `upCloses`, to the lowest of those. Undefined while no regime can be read.
 */
export function walkExposure(
  regimes: readonly (TrendState | undefined)[],
  { levelsBps, downCloses, upCloses }: ExposureByRegime,
  t: number,
): ExposureState | undefined {
  const closes: number[] = [];
  let levelBps: number | undefined;
  let since = 0;
  for (let at = 0; at <= t; at++) {
    const regime = regimes[at];
    if (regime === undefined) continue;
    closes.push(levelsBps[regime]);
    const next: number =
      levelBps === undefined ? closes[0]! : nextLevel(closes, levelBps, downCloses, upCloses);
    if (next !== levelBps) since = at;
    levelBps = next;
  }
  const regime = regimes[t];
  if (levelBps === undefined || regime === undefined) return undefined;
  const rawLevelBps = levelsBps[regime];
  const side = Math.sign(rawLevelBps - levelBps);
  let pendingCloses = 0;
  while (side !== 0 && Math.sign(closes[closes.length - 1 - pendingCloses]! - levelBps) === side) {
    pendingCloses++;
  }
  return { levelBps, rawLevelBps, since, pendingCloses };
}

function nextLevel(closes: readonly number[], levelBps: number, down: number, up: number): number {
  const lastDown = closes.slice(-down);
  if (lastDown.length === down && lastDown.every((level) => level < levelBps)) return Math.max(...lastDown);
  const lastUp = closes.slice(-up);
  if (lastUp.length === up && lastUp.every((level) => level > levelBps)) return Math.min(...lastUp);
  return levelBps;
}

import { roundToTotal } from './rounding.js';
import { WHOLE_BPS, type Weights } from './assets.js';
import type { Box } from './tightest-bounds.js';

/**
 * The split nearest to `weights` that meets the bounds: least sum of squared differences, subject to
 * min <= x <= max and a sum of 10000, or of a `total` in another unit. It is x = clamp(w - shift) for the one
 * shift that makes the sum right, found exactly at the breakpoints (projection onto a bounded simplex; Pardalos
 * and Kovoor, Mathematical Programming 46, 1990), then rounded to whole units, which keeps the bounds. Exact
 * where the total is a tenth of the largest safe integer at most. Some split must meet the bounds; the very
 * `weights` come back where they do.
 */
export function project(weights: Weights, bounds: Box, total: number = WHOLE_BPS): Weights {
  if (weights.every((weight, i) => weight >= bounds.min[i]! && weight <= bounds.max[i]!)) return weights;
  const from = lastShiftWithSumOver(weights, bounds, total);
  const size = weights.length;
  const clamped = new Array<number>(size);
  let excess = -total;
  let free = 0;
  for (let i = 0; i < size; i++) {
    clamped[i] = clamp(weights, bounds, i, from);
    excess += clamped[i]!;
    if (isFree(weights, bounds, i, from)) free++;
  }
  if (excess === 0) return clamped;
  for (let i = 0; i < size; i++) {
    clamped[i] = clamped[i]! * free - (isFree(weights, bounds, i, from) ? excess : 0);
  }
  return roundToTotal(clamped, free, total);
}

/**
 * The shift by which `project` moves all that no bound holds, basis points and parts of them; of several that
 * lead to the same split the nearest to none. Over zero it lowers weights, and least weights hold against it.
 */
export function shiftInto(weights: Weights, bounds: Box): number {
  const excess = sumShifted(weights, bounds, 0) - WHOLE_BPS;
  if (excess === 0) return 0;
  const last = lastShiftWithSumOver(weights, bounds, WHOLE_BPS);
  const over = sumShifted(weights, bounds, last) - WHOLE_BPS;
  if (over > 0) return last + over / weights.filter((_, i) => isFree(weights, bounds, i, last)).length;
  if (excess < 0) return last;
  const whole = breakpoints(weights, bounds).filter((at) => sumShifted(weights, bounds, at) === WHOLE_BPS);
  return Math.min(...whole);
}

/**
 * The sum falls as the shift grows, along straight lines between the shifts at which some weight
 * reaches a bound: the largest of these at which it is still at least the whole.
 */
function lastShiftWithSumOver(weights: Weights, bounds: Box, total: number): number {
  let best = -Infinity;
  for (let k = 0; k < weights.length * 2; k++) {
    const end = k % 2 === 0 ? bounds.max : bounds.min;
    const shift = weights[k >> 1]! - end[k >> 1]!;
    if (shift <= best) continue;
    if (sumShifted(weights, bounds, shift) >= total) best = shift;
  }
  return best;
}

const breakpoints = (weights: Weights, { min, max }: Box): number[] =>
  weights.flatMap((weight, i) => [weight - max[i]!, weight - min[i]!]);

function sumShifted(weights: Weights, bounds: Box, shift: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += clamp(weights, bounds, i, shift);
  return sum;
}

function clamp(weights: Weights, { min, max }: Box, i: number, shift: number): number {
  const shifted = weights[i]! - shift;
  return shifted < min[i]! ? min[i]! : shifted > max[i]! ? max[i]! : shifted;
}

/** Whether the weight moves as the shift grows from here. */
const isFree = (weights: Weights, { min, max }: Box, i: number, shift: number): boolean =>
  weights[i]! - shift > min[i]! && weights[i]! - shift <= max[i]!;

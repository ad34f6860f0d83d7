import { roundToTotal } from './rounding.js';
import { WHOLE_BPS, type Weights } from './assets.js';
import type { Box } from './bounds.js';

/**
 * The split nearest to `weights` that meets the bounds: least sum of squared differences, subject to
 * min <= x <= max and a sum of 10000. It is x = clamp(w - shift) for the one shift that makes the sum
 * right, found exactly at the breakpoints (projection onto a bounded simplex; Pardalos and Kovoor,
 * Mathematical Programming 46, 1990), then rounded to whole basis points, which keeps the bounds.
 */
export function project(weights: Weights, bounds: Box): Weights {
  if (weights.every((weight, i) => weight >= bounds.min[i]! && weight <= bounds.max[i]!)) return weights;
  const from = lastShiftWithSumOver(weights, bounds);
  const size = weights.length;
  const clamped = new Array<number>(size);
  let excess = -WHOLE_BPS;
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
  return roundToTotal(clamped, free, WHOLE_BPS);
}

/**
 * The sum falls as the shift grows, along straight lines between the shifts at which some weight
 * reaches a bound: the largest of these at which it is still at least the whole.
 */
function lastShiftWithSumOver(weights: Weights, bounds: Box): number {
  let best = -Infinity;
  for (let k = 0; k < weights.length * 2; k++) {
    const end = k % 2 === 0 ? bounds.max : bounds.min;
    const shift = weights[k >> 1]! - end[k >> 1]!;
    if (shift <= best) continue;
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += clamp(weights, bounds, i, shift);
    if (sum >= WHOLE_BPS) best = shift;
  }
  return best;
}

function clamp(weights: Weights, { min, max }: Box, i: number, shift: number): number {
  const shifted = weights[i]! - shift;
  return shifted < min[i]! ? min[i]! : shifted > max[i]! ? max[i]! : shifted;
}

/** Whether the weight moves as the shift grows from here. */
const isFree = (weights: Weights, { min, max }: Box, i: number, shift: number): boolean =>
  weights[i]! - shift > min[i]! && weights[i]! - shift <= max[i]!;

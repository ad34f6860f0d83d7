/** Relative difference under which two numbers count as equal: far over float noise, far under a tick. */
const EQUAL = 1e-10;

/**
 * -1, 0 or 1 as `a` is under, equal to or over `b`, with float noise counted as equal: 1e-10 of
 * `scale`, by default `b`. Differences of prices, which may lie near zero, give the price as scale.
 */
export function compare(a: number, b: number, scale = b): -1 | 0 | 1 {
  const difference = a - b;
  if (Math.abs(difference) <= EQUAL * Math.abs(scale)) return 0;
  return difference < 0 ? -1 : 1;
}

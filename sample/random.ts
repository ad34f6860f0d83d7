/** A stream of numbers in [0, 1). */
export type Random = () => number;

/**
 * A seeded stream: a Weyl sequence through a multiply-xorshift finaliser. Integer arithmetic only, so
 * that every runtime gives the same numbers.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/**
 * A roughly normal number with mean 0 and variance 1: twelve uniform ones added up. `Math.log` and
 * `Math.cos` may differ in the last bit between runtimes; sums don't.
 */
export function normal(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}

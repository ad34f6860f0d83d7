import { performance } from 'node:perf_hooks';

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Nanoseconds that one call takes, over as many calls as fill about `ms` milliseconds. */
export function nanosecondsPerCall(call: () => unknown, ms: number): number {
  let calls = 1;
  for (;;) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) call();
    const taken = performance.now() - start;
    if (taken >= ms) return (taken * 1e6) / calls;
    calls = Math.ceil(calls * Math.min(10, Math.max(1.2, (1.1 * ms) / Math.max(taken, 0.01))));
  }
}

/** Two things measured in turn, so that whatever else the machine does falls on both. */
export interface Comparison {
  readonly ours: number;
  readonly peer: number;
  /** Median of the pairs' ratios, ours over the peer's. */
  readonly ratio: number;
}

/** Measures both `pairs` times, first the one and then the other, each time the other way round. */
export async function compareInTurn(
  pairs: number,
  ours: () => number | Promise<number>,
  peer: () => number | Promise<number>,
): Promise<Comparison> {
  const measured: { ours: number; peer: number }[] = [];
  for (let i = 0; i < pairs; i++) {
    if (i % 2 === 0) {
      const first = await ours();
      measured.push({ ours: first, peer: await peer() });
    } else {
      const first = await peer();
      measured.push({ ours: await ours(), peer: first });
    }
  }
  return {
    ours: median(measured.map((pair) => pair.ours)),
    peer: median(measured.map((pair) => pair.peer)),
    ratio: median(measured.map((pair) => pair.ours / pair.peer)),
  };
}

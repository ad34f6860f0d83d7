/**
 * The splits that several accounts can hold together. Each account holds any split of its own money within
 * its own bounds; a sum of such splits is what the household holds. The sums are exactly the base polytope
 * B(f) = { x : x(S) <= f(S) for every S, x(E) = f(E) } of the submodular function
 *
 *     f(S) = sum over accounts of min(most of S, total - least of the others)
 *
 * over the subsets S of the assets (Fujishige, Submodular Functions and Optimization, 2nd edition, 2005:
 * bounded simplices are base polytopes, and base polytopes add up as their functions do). Bounds summed
 * asset by asset would allow more than the accounts can hold. All numbers are whole, so whole amounts reach
 * every vertex.
 */

/** An account's money and the least and most it may hold of each asset; some split meets them. */
export interface AccountBox {
  readonly total: bigint;
  readonly min: readonly bigint[];
  readonly max: readonly bigint[];
}

/** The value of each subset of the assets, by bit mask: bit i is asset i. */
export type SetFunction = readonly bigint[];

/** A point of a base polytope, and the sets (of those that fix it) whose bounds it lies on, by bit mask. */
export interface NearestBase {
  readonly point: readonly bigint[];
  readonly tight: readonly number[];
}

const has = (set: number, i: number): boolean => ((set >> i) & 1) === 1;

const elementsOf = (set: number): number[] => {
  const elements: number[] = [];
  for (let i = 0; set >> i !== 0; i++) if (has(set, i)) elements.push(i);
  return elements;
};

const sumOver = (values: readonly bigint[], set: number): bigint =>
  elementsOf(set).reduce((sum, i) => sum + values[i]!, 0n);

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** The most that each set of assets can hold over all accounts together. */
export function setFunctionOf(accounts: readonly AccountBox[], assets: number): SetFunction {
  const all = (1 << assets) - 1;
  return Array.from({ length: all + 1 }, (_, set) =>
    accounts.reduce((sum, { total, min, max }) => {
      return sum + smaller(sumOver(max, set), total - sumOver(min, all & ~set));
    }, 0n),
  );
}

/**
 * The function of the points of a base polytope that also lie between `min` and `max`: the least, over all
 * sets T, of f(T) + max(S without T) - min(T without S). Some point must.
 */
export const withinBox = (
  f: SetFunction,
  { min, max }: { readonly min: readonly bigint[]; readonly max: readonly bigint[] },
): SetFunction =>
  f.map((_, set) =>
    f.reduce<bigint>((least, value, other) => {
      const bound = value + sumOver(max, set & ~other) - sumOver(min, other & ~set);
      return other === 0 ? bound : smaller(least, bound);
    }, 0n),
  );

/** The sets of assets, but none and all, of which a point holds the most that it can, by bit mask. */
export const tightSets = (f: SetFunction, point: readonly bigint[]): number[] =>
  f.flatMap((most, set) => (set > 0 && set < f.length - 1 && sumOver(point, set) === most ? [set] : []));

/**
 * The whole point of a base polytope nearest to a whole `target`, by the sum of squared differences. The
 * decomposition algorithm: shift the target evenly to the right sum; where a set then holds more than it can,
 * the set that exceeds it most is filled exactly, and it and the rest are solved apart (Fujishige, Mathematics
 * of Operations Research 5, 1980; Groenevelt, European Journal of Operational Research 54, 1991). Within a part all shifts are equal;
 * units that can't be shared go to the first assets that may take them.
 */
export function nearestBase(f: SetFunction, target: readonly bigint[]): NearestBase {
  const point = [...target];
  const tight: number[] = [];
  solve(f.length - 1, 0);
  return { point, tight };

  /** Solves for the assets of `ground`, where those of `before` are filled. */
  function solve(ground: number, before: number): void {
    if (ground === 0) return;
    const most = (set: number): bigint => f[set | before]! - f[before]!;
    const size = BigInt(elementsOf(ground).length);
    const gap = most(ground) - sumOver(target, ground);
    let worst = 0n;
    let overfull = 0;
    for (let set = (ground - 1) & ground; set > 0; set = (set - 1) & ground) {
      const excess = size * (sumOver(target, set) - most(set)) + BigInt(elementsOf(set).length) * gap;
      if (excess > worst) {
        worst = excess;
        overfull = set;
      }
    }
    if (overfull === 0) {
      place(ground, gap, most);
      return;
    }
    tight.push(overfull | before);
    solve(overfull, before);
    solve(ground & ~overfull, before | overfull);
  }

  /** Shifts the assets of a part evenly, a unit more for as many as the gap leaves over. */
  function place(ground: number, gap: bigint, most: (set: number) => bigint): void {
    const elements = elementsOf(ground);
    const size = BigInt(elements.length);
    const left = ((gap % size) + size) % size;
    const shift = (gap - left) / size;
    for (const i of elements) point[i] = target[i]! + shift;
    const raised = subsetsOf(elements, Number(left)).find((up) => fits(ground, up, most));
    if (raised === undefined) throw new RangeError('a base polytope without a whole point');
    for (const i of elementsOf(raised)) point[i]! += 1n;
  }

  function fits(ground: number, up: number, most: (set: number) => bigint): boolean {
    for (let set = ground; set > 0; set = (set - 1) & ground) {
      if (sumOver(point, set) + BigInt(elementsOf(set & up).length) > most(set)) return false;
    }
    return true;
  }
}

/** Every subset of so many of the elements, as masks, those with the first elements first. */
function subsetsOf(elements: readonly number[], size: number): number[] {
  if (size === 0) return [0];
  return elements.flatMap((first, at) =>
    subsetsOf(elements.slice(at + 1), size - 1).map((rest) => rest | (1 << first)),
  );
}

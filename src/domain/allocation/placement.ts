import type { Cents } from './money.js';

/** An account of a household: what it holds and may hold of each asset, in cents and in the order of ASSETS. */
export interface PlacedAccount {
  /** Sums to what the account is worth. */
  readonly held: readonly Cents[];
  readonly min: readonly Cents[];
  readonly max: readonly Cents[];
}

/** What a cent moved from one node to the next costs, and how many can be. */
interface Step {
  readonly cost: number;
  readonly room: Cents;
}

/** More than the other cost can sum to on any path. */
const COST_OF_BUYING = 1e6;
const COST_OVER_SHARE = 1;

/**
 * Places a household's amounts in its accounts: each keeps its worth, stays within its bounds, and together
 * they hold the amounts, to the cent. Of all such placements one that buys the least, and so trades the least,
 * since whatever one asset gives up another takes; of those, one in which the accounts hold the least over
 * their proportional shares of each asset. It is a transportation problem whose costs rise with what an account
 * holds of an asset: one begins over what it holds now, the other over its share. Solved by successive shortest
 * paths (Ahuja, Magnanti and Orlin, Network Flows, 1993, section 9.7): whole cents in, whole cents out, and the
 * same from the same order of accounts.
 * @param amounts of each asset; they sum to what the accounts are worth
 * @returns what each account is to hold, in the order of accounts and assets
 * @throws RangeError where the accounts can't hold the amounts together
 */
export function place(accounts: readonly PlacedAccount[], amounts: readonly Cents[]): Cents[][] {
  const worth = BigInt(sum(amounts));
  const kept = accounts.map(({ held, min, max }) => held.map((cents, j) => within(cents, min[j]!, max[j]!)));
  const shares = accounts.map(({ held, min, max }) =>
    amounts.map((amount, j) => {
      const share = worth === 0n ? 0 : Number((BigInt(amount) * BigInt(sum(held))) / worth);
      return within(share, min[j]!, max[j]!);
    }),
  );
  const placed = accounts.map(({ min }) => [...min]);
  const toPlace = accounts.map(({ held, min }) => sum(held) - sum(min));
  const missing = amounts.map((amount, j) => accounts.reduce((rest, { min }) => rest - min[j]!, amount));

  // What costs nothing needs no search for the cheapest way.
  accounts.forEach((_, k) => {
    amounts.forEach((__, j) => {
      const free = Math.min(kept[k]![j]!, shares[k]![j]!) - placed[k]![j]!;
      const cents = Math.max(0, Math.min(free, toPlace[k]!, missing[j]!));
      placed[k]![j]! += cents;
      toPlace[k]! -= cents;
      missing[j]! -= cents;
    });
  });

  const size = accounts.length;
  /** From an account to an asset: more of it. From an asset to an account: less of it there. */
  const stepBetween = (from: number, to: number): Step | undefined => {
    const isMore = from < size;
    const [k, j] = isMore ? [from, to - size] : [to, from - size];
    const now = placed[k]![j]!;
    const [keep, share, least, most] = [
      kept[k]![j]!,
      shares[k]![j]!,
      accounts[k]!.min[j]!,
      accounts[k]!.max[j]!,
    ];
    if (isMore) {
      if (now >= most) return undefined;
      const cost = (now >= keep ? COST_OF_BUYING : 0) + (now >= share ? COST_OVER_SHARE : 0);
      return { cost, room: Math.min(...[keep, share, most].filter((end) => end > now)) - now };
    }
    if (now <= least) return undefined;
    const cost = (now > keep ? COST_OF_BUYING : 0) + (now > share ? COST_OVER_SHARE : 0);
    return { cost: -cost, room: now - Math.max(...[keep, share, least].filter((end) => end < now)) };
  };

  for (;;) {
    const path = shortestPath(size, amounts.length, toPlace, missing, stepBetween);
    if (path === undefined) break;
    const [start, end] = [path[0]!, path.at(-1)! - size];
    let cents = Math.min(toPlace[start]!, missing[end]!);
    for (let i = 1; i < path.length; i++) {
      cents = Math.min(cents, stepBetween(path[i - 1]!, path[i]!)!.room);
    }
    for (let i = 1; i < path.length; i++) {
      const [from, to] = [path[i - 1]!, path[i]!];
      if (from < size) placed[from]![to - size]! += cents;
      else placed[to]![from - size]! -= cents;
    }
    toPlace[start]! -= cents;
    missing[end]! -= cents;
  }
  if (toPlace.some((cents) => cents !== 0) || missing.some((cents) => cents !== 0)) {
    throw new RangeError('these accounts cannot hold these amounts together');
  }
  return placed;
}

/**
 * The cheapest way from an account that has something to place to an asset that is missing (Bellman and Ford);
 * nodes are the accounts, then the assets. Undefined where there is none.
 */
function shortestPath(
  accounts: number,
  assets: number,
  toPlace: readonly Cents[],
  missing: readonly Cents[],
  stepBetween: (from: number, to: number) => Step | undefined,
): number[] | undefined {
  const costs = new Array<number>(accounts + assets).fill(Infinity);
  const before = new Array<number>(accounts + assets).fill(-1);
  toPlace.forEach((cents, k) => {
    if (cents > 0) costs[k] = 0;
  });
  const relax = (from: number, to: number): boolean => {
    if (costs[from] === Infinity) return false;
    const step = stepBetween(from, to);
    if (step === undefined || costs[from]! + step.cost >= costs[to]!) return false;
    costs[to] = costs[from]! + step.cost;
    before[to] = from;
    return true;
  };
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (let k = 0; k < accounts; k++) {
      for (let j = accounts; j < accounts + assets; j++) {
        if (relax(k, j)) isChanged = true;
        if (relax(j, k)) isChanged = true;
      }
    }
  }
  let end = -1;
  missing.forEach((cents, j) => {
    const node = accounts + j;
    if (cents > 0 && costs[node]! < (end < 0 ? Infinity : costs[end]!)) end = node;
  });
  if (end < 0) return undefined;
  const path = [end];
  while (before[path[0]!]! >= 0) path.unshift(before[path[0]!]!);
  return path;
}

const within = (cents: Cents, min: Cents, max: Cents): Cents => Math.min(Math.max(cents, min), max);

const sum = (cents: readonly Cents[]): Cents => cents.reduce((total, one) => total + one, 0);

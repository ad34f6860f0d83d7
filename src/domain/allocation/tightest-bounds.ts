import { ASSETS, type Asset, type Weights } from './assets.js';
import type { BoundOrigin } from './bound-origin.js';

/** Least and most of each asset, in the order of ASSETS. */
export interface Box {
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/**
 * Bounds, each with all that it comes from; a least of nothing and a most of the whole come from nothing and
 * bind nothing.
 */
export interface Bounds extends Box {
  readonly minFrom: readonly (readonly BoundOrigin[])[];
  readonly maxFrom: readonly (readonly BoundOrigin[])[];
}

/** What an account says of an asset by what it holds of it. */
export interface HeldTerms {
  /** It stays as it is now. */
  readonly lock?: boolean;
  /** No more than now. */
  readonly neverBuy?: boolean;
  /** No less than now. */
  readonly neverSell?: boolean;
}

/** What a bound that binds nothing comes from. */
export const NOTHING: readonly BoundOrigin[] = [];

/** A bound that the split held now lies outside of. */
export interface OutsideBound {
  readonly asset: Asset;
  readonly from: BoundOrigin;
  /** In basis points of advised value, as the next; limits of equity as what they leave for cash. */
  readonly boundBps: number;
  readonly currentBps: number;
}

/**
 * Bounds as they are gathered: of one asset the tightest counts, and of equal ones each, in the order given; with
 * those that the present weights, where they are known, lie outside of.
 */
export class TightestBounds implements Bounds {
  readonly min: number[];
  readonly max: number[];
  readonly minFrom: (readonly BoundOrigin[])[];
  readonly maxFrom: (readonly BoundOrigin[])[];
  /** Whether anything follows from what is held, so that it counts to the cent. */
  keepsHeld: boolean;
  /** Absent where there are none. */
  outside: OutsideBound[] | undefined;
  private readonly whole: number;
  private readonly current: Weights | undefined;

  /** @param whole what is split: basis points, or cents. */
  constructor(whole: number, current?: Weights) {
    // Every account has its bounds made, and initialisers outside of here cost more than all that follows.
    this.min = [0, 0, 0, 0, 0];
    this.max = [whole, whole, whole, whole, whole];
    this.minFrom = [NOTHING, NOTHING, NOTHING, NOTHING, NOTHING];
    this.maxFrom = [NOTHING, NOTHING, NOTHING, NOTHING, NOTHING];
    this.keepsHeld = false;
    this.outside = undefined;
    this.whole = whole;
    this.current = current;
  }

  /** No less of the asset at index `i`. */
  raise(i: number, to: number, from: BoundOrigin): void {
    if (this.current !== undefined && this.current[i]! < to) this.tellOutside(i, to, from);
    this.raiseUntold(i, to, from);
  }

  /** The same of a bound that counts by something else than its weight. */
  raiseUntold(i: number, to: number, from: BoundOrigin): void {
    if (to < this.min[i]! || to <= 0) return;
    this.minFrom[i] = to > this.min[i]! ? ONE[from] : [...this.minFrom[i]!, from];
    this.min[i] = to;
  }

  /** No more of it. */
  lower(i: number, to: number, from: BoundOrigin): void {
    if (this.current !== undefined && this.current[i]! > to) this.tellOutside(i, to, from);
    if (to > this.max[i]! || to >= this.whole) return;
    this.maxFrom[i] = to < this.max[i]! ? ONE[from] : [...this.maxFrom[i]!, from];
    this.max[i] = to;
  }

  /** Says that the present weight lies outside a bound. */
  tellOutside(i: number, boundBps: number, from: BoundOrigin): void {
    (this.outside ??= []).push({
      asset: ASSETS[i]!,
      from,
      boundBps,
      currentBps: this.current?.[i] ?? 0,
    });
  }

  /** Bounds an asset by what is held of it: a lock from both sides, never-buy from above, never-sell from below. */
  keepHeld(i: number, { lock, neverBuy, neverSell }: HeldTerms, now: number): void {
    if (!lock && !neverBuy && !neverSell) return;
    this.keepsHeld = true;
    if (lock) {
      this.raise(i, now, 'lock');
      this.lower(i, now, 'lock');
    }
    if (neverBuy) this.lower(i, now, 'neverBuy');
    if (neverSell) this.raise(i, now, 'neverSell');
  }
}

/** Nearly every bound comes from one thing alone: its list is made once. */
const ONE: Readonly<Record<BoundOrigin, readonly BoundOrigin[]>> = {
  min: ['min'],
  max: ['max'],
  lock: ['lock'],
  neverBuy: ['neverBuy'],
  neverSell: ['neverSell'],
  ceiling: ['ceiling'],
  floor: ['floor'],
  equityMin: ['equityMin'],
  equityMax: ['equityMax'],
  cashNeeds: ['cashNeeds'],
};

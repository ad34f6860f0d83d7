import type { RiskProfile } from '../policy/policy-document.js';
import { ASSETS, WHOLE_BPS, type Asset, type Weights } from './assets.js';
import { boundNames } from './bound-origin.js';
import { conflictOf, infeasibleBounds } from './infeasible-bounds.js';
import { shiftInto } from './project.js';
import {
  NOTHING,
  TightestBounds,
  type Bounds,
  type HeldTerms,
  type OutsideBound,
} from './tightest-bounds.js';

/**
 * What an account says of one asset: least and most, whole basis points of advised value (absent means 0
 * and 10000), and bounds that follow from the weight it has now.
 */
export interface AssetBounds extends HeldTerms {
  readonly minBps?: number;
  readonly maxBps?: number;
}

/** What an account says of its own split. */
export type Constraints = Readonly<Partial<Record<Asset, AssetBounds>>>;

/** An account's own least and most equity, basis points of advised value; it narrows its risk profile. */
export interface EquityRange {
  readonly minBps?: number;
  readonly maxBps?: number;
}

/** Bounds of an account's split that some split meets. */
export interface AccountBounds extends Bounds {
  /** Whether anything of them follows from what is held, so that it counts to the cent. */
  readonly keepsHeld: boolean;
  /** Those that the present weights lie outside of; undefined where there are none. */
  readonly outside: readonly OutsideBound[] | undefined;
}

/** What bounds rest on besides an account's constraints. */
export interface BoundTerms {
  readonly profile?: RiskProfile | undefined;
  readonly equity?: EquityRange | undefined;
  /** The weights held now; without them locks, never-buy and never-sell bound nothing. */
  readonly current?: Weights | undefined;
  /** Cash that the account needs, basis points of advised value. */
  readonly cashNeedBps?: number | undefined;
  /** Whether it holds less than that, to the cent. */
  readonly isCashShort?: boolean;
}

/** The least and most equity that a risk profile and an account's own range allow together. */
export interface EquityLimits {
  readonly floorBps: number;
  readonly ceilingBps: number;
}

const CASH = ASSETS.indexOf('CASH');

/** The tighter of the profile's limits and the account's own. */
export const equityLimits = (profile: EquityLimits, { minBps, maxBps }: EquityRange = {}): EquityLimits => ({
  floorBps: Math.max(profile.floorBps, minBps ?? 0),
  ceilingBps: Math.min(profile.ceilingBps, maxBps ?? WHOLE_BPS),
});

/**
 * The bounds of an account's split: its own, those that its present weights make, its risk profile's ceiling
 * and floor of equity as bounds of cash, and the cash it needs. Of several bounds of one asset the tightest
 * counts, and equal ones are all named, in this order.
 * @throws DomainError `infeasible-bounds` when no split can meet them, naming the smallest set of
 * bounds that conflict.
 */
export function assertFeasibleBounds(constraints: Constraints, terms: BoundTerms = {}): AccountBounds {
  const { profile, equity, current, cashNeedBps, isCashShort } = terms;
  const bounds = new TightestBounds(WHOLE_BPS, current);
  for (let i = 0; i < ASSETS.length; i++) {
    const own = constraints[ASSETS[i]!];
    if (own === undefined) continue;
    if (own.minBps !== undefined) bounds.raise(i, own.minBps, 'min');
    if (own.maxBps !== undefined) bounds.lower(i, own.maxBps, 'max');
    if (current !== undefined) bounds.keepHeld(i, own, current[i]!);
  }
  if (profile !== undefined) {
    bounds.raise(CASH, WHOLE_BPS - profile.ceilingBps, 'ceiling');
    bounds.lower(CASH, WHOLE_BPS - profile.floorBps, 'floor');
  }
  if (equity !== undefined) {
    if (equity.maxBps !== undefined) bounds.raise(CASH, WHOLE_BPS - equity.maxBps, 'equityMax');
    if (equity.minBps !== undefined) bounds.lower(CASH, WHOLE_BPS - equity.minBps, 'equityMin');
  }
  if (cashNeedBps !== undefined) {
    // A need is to the cent: its weight, rounded up, may lie over a present one that covers it.
    bounds.raiseUntold(CASH, cashNeedBps, 'cashNeeds');
    if (isCashShort) bounds.tellOutside(CASH, cashNeedBps, 'cashNeeds');
  }

  const conflict = conflictOf(bounds, WHOLE_BPS);
  if (conflict === undefined) return bounds;
  throw infeasibleBounds(conflict, bounds, (bps) => `${bps / 100} %`, profile?.id);
}

/**
 * The bounds that the split nearest to `wanted` lies on, by name in the order of ASSETS, separated by commas; of
 * an asset that both sides hold where it is, those of the side that it is pushed against.
 */
export function bindingBounds(wanted: Weights, nearest: Weights, bounds: Bounds): string {
  let names = '';
  let shift: number | undefined;
  for (let i = 0; i < nearest.length; i++) {
    const weight = nearest[i]!;
    let from = weight === bounds.max[i] ? bounds.maxFrom[i]! : NOTHING;
    const least = weight === bounds.min[i] ? bounds.minFrom[i]! : NOTHING;
    if (from.length === 0) from = least;
    else if (least.length > 0) {
      shift ??= shiftInto(wanted, bounds);
      if (wanted[i]! - shift < weight) from = least;
    }
    if (from.length > 0) names += `${names === '' ? '' : ','}${boundNames(ASSETS[i]!, from)}`;
  }
  return names;
}

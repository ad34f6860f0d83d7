import { ASSETS, WHOLE_BPS } from './assets.js';
import type { Constraints } from './bounds.js';
import { conflictOf, infeasibleBounds } from './infeasible-bounds.js';
import { formatCents, type Cents } from './money.js';
import { TightestBounds, type Bounds, type Box } from './tightest-bounds.js';

/** A weight of a total, whole cents rounded down; exact for any total. */
export function centsDown(total: Cents, bps: number): Cents {
  const rest = total % WHOLE_BPS;
  return ((total - rest) / WHOLE_BPS) * bps + Math.floor((rest * bps) / WHOLE_BPS);
}

/** The same rounded up. */
export const centsUp = (total: Cents, bps: number): Cents => total - centsDown(total, WHOLE_BPS - bps);

/**
 * What counts to the cent: locks, never-buy and never-sell of what is held, in the order of ASSETS, and the cash
 * needed.
 * @throws DomainError `infeasible-bounds` where these alone conflict, by less than a basis point.
 */
export function heldBounds(
  constraints: Constraints,
  values: readonly Cents[],
  total: Cents,
  need: Cents | undefined,
): Bounds {
  const held = new TightestBounds(total);
  ASSETS.forEach((asset, i) => held.keepHeld(i, constraints[asset] ?? {}, values[i]!));
  if (need !== undefined) held.raise(ASSETS.indexOf('CASH'), need, 'cashNeeds');
  const conflict = conflictOf(held, total);
  if (conflict !== undefined) throw infeasibleBounds(conflict, held, (cents) => `$${formatCents(cents)}`);
  return held;
}

/**
 * Bounds in whole cents of a total, which some amounts meet: those in basis points as wide as what they allow
 * (leasts rounded down, mosts up), and under `held` those that count to the cent. Where not all can be met to the
 * cent, what is held comes first, and the leasts or the mosts in basis points that are in its way give way.
 */
export function boundsInCents(bounds: Bounds, total: Cents, held?: Bounds): Box {
  const min = bounds.min.map((bps) => centsDown(total, bps));
  const max = bounds.max.map((bps) => centsUp(total, bps));
  if (held === undefined) return { min, max };
  ASSETS.forEach((_, i) => {
    // A bound that follows from what is held alone is in basis points only its own rounding.
    if (bounds.minFrom[i]!.every((from) => held.minFrom[i]!.includes(from))) min[i] = held.min[i]!;
    if (bounds.maxFrom[i]!.every((from) => held.maxFrom[i]!.includes(from))) max[i] = held.max[i]!;
    min[i] = Math.min(Math.max(min[i]!, held.min[i]!), held.max[i]!);
    max[i] = Math.max(Math.min(max[i]!, held.max[i]!), held.min[i]!);
  });
  const sumOf = (cents: readonly Cents[]): Cents => cents.reduce((sum, one) => sum + one, 0);
  return {
    min: sumOf(min) > total ? held.min : min,
    max: sumOf(max) < total ? held.max : max,
  };
}

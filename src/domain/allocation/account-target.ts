import { ASSETS, WHOLE_BPS, assertWhole, type Weights } from './assets.js';
import { bindingBounds, type Bounds, type EquityLimits } from './bounds.js';
import { project } from './project.js';
import { roundToTotal } from './rounding.js';
import type { WaterfallStep } from './target-weights.js';

/** An account's split of its advised value, and the steps from the sleeve to it. */
export interface AccountTarget {
  readonly weights: Weights;
  /** What the limits of equity and the policy's exposure ask for, before the account's own bounds. */
  readonly exposureBps: number;
  readonly steps: readonly WaterfallStep[];
}

/**
 * Equity of an account: its ceiling times the policy's exposure level, never under its floor; whole basis
 * points of advised value, half a basis point rounded up.
 */
export function equityExposure({ floorBps, ceilingBps }: EquityLimits, levelBps: number): number {
  return Math.max(floorBps, Math.round((ceilingBps * levelBps) / WHOLE_BPS));
}

/** The sleeve scaled to an exposure, the rest in cash; rounded by largest remainder. */
export function exposedSplit(sleeve: Weights, exposureBps: number): Weights {
  const exact = sleeve.map((weight) => weight * exposureBps);
  exact[ASSETS.length - 1] = WHOLE_BPS * (WHOLE_BPS - exposureBps);
  return assertWhole(roundToTotal(exact, WHOLE_BPS, WHOLE_BPS));
}

/**
 * The sleeve scaled to the account's exposure, the rest in cash, moved to the nearest split that the
 * bounds allow. Rounded by largest remainder after each step.
 */
export function accountTarget(
  sleeve: Weights,
  levelBps: number,
  limits: EquityLimits,
  bounds: Bounds,
): AccountTarget {
  const exposureBps = equityExposure(limits, levelBps);
  const exposed = exposedSplit(sleeve, exposureBps);
  const steps: WaterfallStep[] = [{ step: 'exposure', weights: exposed }];
  const weights = project(exposed, bounds);
  if (weights === exposed) return { weights, exposureBps, steps };
  assertWhole(weights);
  steps.push({ step: `constraint:${bindingBounds(weights, bounds)}`, weights });
  return { weights, exposureBps, steps };
}

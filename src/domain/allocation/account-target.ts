import type { RiskProfile } from '../policy/policy-document.js';
import { ASSETS, WHOLE_BPS, assertWhole, type Weights } from './assets.js';
import type { Bounds } from './bounds.js';
import { project } from './project.js';
import { roundToTotal } from './rounding.js';
import type { WaterfallStep } from './target-weights.js';

/** An account's split of its advised value, and the steps from the sleeve to it. */
export interface AccountTarget {
  readonly weights: Weights;
  /** What the profile and the policy's exposure ask for, before the account's own bounds. */
  readonly exposureBps: number;
  readonly steps: readonly WaterfallStep[];
}

/**
 * Equity of an account: the profile's ceiling times the policy's exposure level, never under the
 * profile's floor; whole basis points of advised value, half a basis point rounded up.
 */
export function equityExposure(profile: RiskProfile, levelBps: number): number {
  return Math.max(profile.floorBps, Math.round((profile.ceilingBps * levelBps) / WHOLE_BPS));
}

/**
 * The sleeve scaled to the account's exposure, the rest in cash, moved to the nearest split that the
 * bounds allow. Rounded by largest remainder after each step.
 */
export function accountTarget(
  sleeve: Weights,
  levelBps: number,
  profile: RiskProfile,
  bounds: Bounds,
): AccountTarget {
  const exposureBps = equityExposure(profile, levelBps);
  const exact = sleeve.map((weight) => weight * exposureBps);
  exact[ASSETS.length - 1] = WHOLE_BPS * (WHOLE_BPS - exposureBps);
  const exposed = assertWhole(roundToTotal(exact, WHOLE_BPS, WHOLE_BPS));
  const steps: WaterfallStep[] = [{ step: 'exposure', weights: exposed }];
  const weights = project(exposed, bounds);
  if (weights === exposed) return { weights, exposureBps, steps };
  assertWhole(weights);
  steps.push({ step: `constraint:${bindingBounds(weights, bounds)}`, weights });
  return { weights, exposureBps, steps };
}

/** The bounds that the split lies on, `SYMBOL.min` or `SYMBOL.max`; those that never bind left out. */
function bindingBounds(weights: Weights, { min, max }: Bounds): string {
  let names = '';
  for (let i = 0; i < ASSETS.length; i++) {
    const isAtMost = weights[i] === max[i] && max[i] !== WHOLE_BPS;
    const isAtLeast = weights[i] === min[i] && min[i] !== 0;
    if (!isAtMost && !isAtLeast) continue;
    names += `${names === '' ? '' : ','}${ASSETS[i]!}.${isAtMost ? 'max' : 'min'}`;
  }
  return names;
}

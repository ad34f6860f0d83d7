import { ASSETS, WHOLE_BPS, assertWhole, type Weights } from './assets.js';
import { boundNames, type BoundOrigin } from './bound-origin.js';
import { bindingBounds, equityLimits, type EquityLimits, type EquityRange } from './bounds.js';
import { project } from './project.js';
import { roundToTotal } from './rounding.js';
import type { WaterfallStep } from './target-weights.js';
import type { Bounds } from './tightest-bounds.js';

/** The limits of equity that decided in the place of the policy's exposure; basis points of advised value. */
export interface EquityDecision {
  /** What decided: of those that raise equity every equal one; most equity and what then stopped its fall. */
  readonly by: readonly { readonly from: BoundOrigin; readonly bps: number }[];
  /** The policy's exposure of the profile's ceiling. */
  readonly policyBps: number;
  /** What is held in its place. */
  readonly exposureBps: number;
}

/** A split of advised value, and the steps from the sleeve to it. */
export interface AccountTarget {
  readonly weights: Weights;
  readonly steps: readonly WaterfallStep[];
  /** Absent where no limit moved the policy's exposure. */
  readonly decision?: EquityDecision;
}

const EXPOSURE = 'exposure';
const CASH = 'CASH';

/**
 * Equity of an account: its ceiling times the policy's exposure level, never under its floor; whole basis
 * points of advised value, half a basis point rounded up.
 */
export const equityExposure = ({ floorBps, ceilingBps }: EquityLimits, levelBps: number): number =>
  Math.max(floorBps, shareOf(ceilingBps, levelBps));

const shareOf = (ceilingBps: number, levelBps: number): number =>
  Math.round((ceilingBps * levelBps) / WHOLE_BPS);

/** The sleeve scaled to an exposure, the rest in cash; rounded by largest remainder. */
export function exposedSplit(sleeve: Weights, exposureBps: number): Weights {
  const exact = sleeve.map((weight) => weight * exposureBps);
  exact[ASSETS.length - 1] = WHOLE_BPS * (WHOLE_BPS - exposureBps);
  return assertWhole(roundToTotal(exact, WHOLE_BPS, WHOLE_BPS));
}

/**
 * The sleeve at the policy's exposure of the profile's ceiling, then, where its floor or an own range of equity
 * moves that, at what they ask for: the exposure scales between the limits that result.
 */
export function exposedTarget(
  sleeve: Weights,
  levelBps: number,
  profile: EquityLimits,
  equity?: EquityRange,
): AccountTarget {
  const policyBps = shareOf(profile.ceilingBps, levelBps);
  const exposed = exposedSplit(sleeve, policyBps);
  const first: WaterfallStep = { step: EXPOSURE, weights: exposed };
  const limits = equity === undefined ? profile : equityLimits(profile, equity);
  const exposureBps = equityExposure(limits, levelBps);
  if (exposureBps === policyBps) return { weights: exposed, steps: [first] };
  const weights = exposedSplit(sleeve, exposureBps);
  const scaledBps = shareOf(limits.ceilingBps, levelBps);
  const by = [
    ...(exposureBps < policyBps ? [{ from: 'equityMax' as const, bps: limits.ceilingBps }] : []),
    ...(exposureBps > scaledBps ? floorsOf(limits.floorBps, profile, equity) : []),
  ];
  const step = `constraint:${boundNames(
    CASH,
    by.map(({ from }) => from),
  )}`;
  return { weights, steps: [first, { step, weights }], decision: { by, policyBps, exposureBps } };
}

const floorsOf = (bps: number, profile: EquityLimits, equity: EquityRange = {}): EquityDecision['by'] => [
  ...(profile.floorBps === bps ? [{ from: 'floor' as const, bps }] : []),
  ...(equity.minBps === bps ? [{ from: 'equityMin' as const, bps }] : []),
];

const LIMITS: ReadonlySet<string> = new Set(
  (['floor', 'equityMin', 'equityMax'] as const).map((from) => boundNames(CASH, [from])),
);

/**
 * Whether a step of a waterfall sets the equity, before any bound: the exposure, or the limits that follow it. A
 * step of bounds always names another one, since the exposure keeps within the limits by itself.
 */
export function setsEquity(step: string): boolean {
  const names = boundsOfStep(step);
  return step === EXPOSURE || (names.length > 0 && names.every((name) => LIMITS.has(name)));
}

const CONSTRAINT = 'constraint:';

/** The limits and bounds that a step of a waterfall names; none of a step of another kind. */
export const boundsOfStep = (step: string): readonly string[] =>
  step.startsWith(CONSTRAINT) ? step.slice(CONSTRAINT.length).split(',') : [];

/**
 * The sleeve scaled to the account's exposure, the rest in cash, moved to the nearest split that the
 * bounds allow. Rounded by largest remainder after each step.
 */
export function accountTarget(
  sleeve: Weights,
  levelBps: number,
  profile: EquityLimits,
  bounds: Bounds,
  equity?: EquityRange,
): AccountTarget {
  const exposed = exposedTarget(sleeve, levelBps, profile, equity);
  const weights = project(exposed.weights, bounds);
  if (weights === exposed.weights) return exposed;
  assertWhole(weights);
  const step = `constraint:${bindingBounds(exposed.weights, weights, bounds)}`;
  const steps = exposed.steps.concat({ step, weights });
  return exposed.decision === undefined ? { weights, steps } : { weights, steps, decision: exposed.decision };
}

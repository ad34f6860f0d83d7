import { cappedBy } from '../policy/brakes.js';
import { LAST_PRIORITY, type Brake, type PolicyDocument, type TiltRule } from '../policy/policy-document.js';
import { ADVISED } from '../market/instruments.js';
import { WHOLE_BPS, assertWhole, type Weights } from './assets.js';
import type { Box } from './tightest-bounds.js';
import { project } from './project.js';
import { roundToTotal } from './rounding.js';

/** The split after one step on the way from the baseline to the target. */
export interface WaterfallStep {
  /** `baseline`, a rule's id, the id of a brake that caps, `bounds`, `exposure` or `constraint:` and the bounds that bind. */
  readonly step: string;
  readonly weights: Weights;
}

/** The policy's split of the equity sleeve (cash is 0) and the steps that lead to it. */
export interface SleeveTarget {
  readonly weights: Weights;
  readonly steps: readonly WaterfallStep[];
  /** Where the positive moves exceeded the policy's most: what they summed to. */
  readonly scaledFromBps?: number;
}

/**
 * Baseline, then the given tilts by priority and within one in order, then the acting brakes that cap a
 * symbol at its baseline, then the sleeve's bounds. What a cap takes goes to the others by the nearest split.
 * Where the positive moves exceed the policy's most, tilts of a prior priority count whole, those of the
 * priority at which it is exceeded are scaled down pro rata, and those after it not at all. The exact running sum is rounded at every step, so that the steps
 * add up and the last is the target.
 */
export function targetWeights(
  policy: PolicyDocument,
  tilts: readonly TiltRule[],
  brakes: readonly Brake[] = [],
): SleeveTarget {
  const { shares, of, positive } = sharesOf(tilts, policy.tilts.maxPositiveBps);
  const running = [...ADVISED.map((symbol) => policy.baselineBps[symbol] * of), 0];
  const round = (): Weights => assertWhole(roundToTotal(running, of, WHOLE_BPS));

  const steps: WaterfallStep[] = [{ step: 'baseline', weights: round() }];
  for (const [rule, share] of shares) {
    ADVISED.forEach((symbol, i) => (running[i]! += (rule.moves[symbol] ?? 0) * share));
    steps.push({ step: rule.id, weights: round() });
  }
  let weights = steps[steps.length - 1]!.weights;
  const confine = (step: string, bounds: Box): void => {
    const before = weights;
    weights = assertWhole(project(before, bounds));
    if (weights.some((weight, i) => weight !== before[i])) steps.push({ step, weights });
  };
  const most = ADVISED.map(() => WHOLE_BPS as number);
  for (const brake of brakes) {
    const capped = cappedBy(brake);
    if (capped.length === 0) continue;
    ADVISED.forEach((symbol, i) => {
      if (capped.includes(symbol)) most[i] = policy.baselineBps[symbol];
    });
    confine(brake.id, { min: [0, 0, 0, 0, 0], max: [...most, 0] });
  }
  confine('bounds', sleeveBounds(policy, most));
  return { weights, steps, ...(positive > policy.tilts.maxPositiveBps ? { scaledFromBps: positive } : {}) };
}

/** How much of each tilt counts, in parts of `of`, in the order in which they are applied. */
function sharesOf(
  tilts: readonly TiltRule[],
  maxPositiveBps: number,
): {
  readonly shares: readonly (readonly [TiltRule, number])[];
  readonly of: number;
  readonly positive: number;
} {
  const ordered = [...tilts].sort((a, b) => priorityOf(a) - priorityOf(b));
  let before = 0;
  let positive = 0;
  let cut: { readonly priority: number; readonly room: number; readonly of: number } | undefined;
  for (let i = 0; i < ordered.length; i += 1) {
    const priority = priorityOf(ordered[i]!);
    positive += positiveBps(ordered[i]!);
    if (i + 1 < ordered.length && priorityOf(ordered[i + 1]!) === priority) continue;
    if (cut === undefined && positive > maxPositiveBps) {
      cut = { priority, room: maxPositiveBps - before, of: positive - before };
    }
    before = positive;
  }
  const of = cut?.of ?? 1;
  const shareOf = (rule: TiltRule): number => {
    if (cut === undefined || priorityOf(rule) < cut.priority) return of;
    return priorityOf(rule) === cut.priority ? cut.room : 0;
  };
  return { shares: ordered.map((rule) => [rule, shareOf(rule)]), of, positive };
}

const priorityOf = ({ priority = LAST_PRIORITY }: TiltRule): number => priority;

/** The policy's bounds, under the caps in force where those leave a split that meets both. */
function sleeveBounds({ boundsBps }: PolicyDocument, caps: readonly number[]): Box {
  const min = ADVISED.map((symbol) => boundsBps[symbol].min);
  const max = ADVISED.map((symbol) => boundsBps[symbol].max);
  const capped = max.map((bound, i) => Math.max(min[i]!, Math.min(bound, caps[i]!)));
  const feasible = capped.reduce((sum, bound) => sum + bound, 0) >= WHOLE_BPS;
  return { min: [...min, 0], max: [...(feasible ? capped : max), 0] };
}

function positiveBps(rule: TiltRule): number {
  return Object.values(rule.moves).reduce((sum, bps) => sum + Math.max(0, bps), 0);
}

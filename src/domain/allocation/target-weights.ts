import type { PolicyDocument, TiltRule } from '../policy/policy-document.js';
import { ADVISED } from '../market/instruments.js';
import { WHOLE_BPS, assertWhole, type Weights } from './assets.js';
import { project } from './project.js';
import { roundToTotal } from './rounding.js';

/** The split after one step on the way from the baseline to the target. */
export interface WaterfallStep {
  /** `baseline`, a rule's id, `bounds`, `exposure` or `constraint:` and the bounds that bind. */
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
 * Baseline, then the given tilts in order, then the sleeve's bounds. Positive moves over the policy's
 * most are scaled down pro rata. The exact running sum is rounded at every step, so that the steps
 * add up and the last is the target.
 */
export function targetWeights(policy: PolicyDocument, tilts: readonly TiltRule[]): SleeveTarget {
  const positive = tilts.reduce((sum, rule) => sum + positiveBps(rule), 0);
  const { maxPositiveBps } = policy.tilts;
  const scaled = positive > maxPositiveBps;
  const [share, of] = scaled ? [maxPositiveBps, positive] : [1, 1];
  const running = [...ADVISED.map((symbol) => policy.baselineBps[symbol] * of), 0];
  const round = (): Weights => assertWhole(roundToTotal(running, of, WHOLE_BPS));

  const steps: WaterfallStep[] = [{ step: 'baseline', weights: round() }];
  for (const rule of tilts) {
    ADVISED.forEach((symbol, i) => (running[i]! += (rule.moves[symbol] ?? 0) * share));
    steps.push({ step: rule.id, weights: round() });
  }
  const tilted = steps[steps.length - 1]!.weights;
  const weights = assertWhole(
    project(tilted, {
      min: [...ADVISED.map((symbol) => policy.boundsBps[symbol].min), 0],
      max: [...ADVISED.map((symbol) => policy.boundsBps[symbol].max), 0],
    }),
  );
  if (weights.some((weight, i) => weight !== tilted[i])) steps.push({ step: 'bounds', weights });
  return { weights, steps, ...(scaled ? { scaledFromBps: positive } : {}) };
}

function positiveBps(rule: TiltRule): number {
  return Object.values(rule.moves).reduce((sum, bps) => sum + Math.max(0, bps), 0);
}

import { ASSETS, byAsset, type Weights } from '../allocation/assets.js';
import { formatCents } from '../allocation/money.js';
import type { WaterfallStep } from '../allocation/target-weights.js';
import { canonicalHash } from '../canonical-hash.js';
import type { Instant } from '../market/price-bar.js';
import { summarize, summarizeVerdict } from '../words/summary.js';
import { changesSince, type PreviousRecommendation } from './changes.js';
import { inputsHash } from './inputs-hash.js';
import { recommend, type AdvisedAccount, type Advice } from './recommend.js';
import type {
  AccountBody,
  Move,
  RecommendationBody,
  TargetLine,
  VerdictBody,
  WaterfallLine,
} from './recommendation.js';
import { verdictBody } from './verdict-body.js';
import type { Verdict } from './verdict.js';

/** Which stored policy version a verdict was judged by. */
export interface PolicyReference {
  readonly id: string;
  readonly version: number;
}

/** The question's own part of an answer: everything that isn't the account. */
export interface Occasion {
  readonly knownAt: Instant;
  readonly previous?: PreviousRecommendation;
}

/** What a stored recommendation has besides its advice. */
export interface RecommendationIdentity {
  readonly id: string;
  readonly accountId: string;
  /** RFC 3339. */
  readonly createdAt: string;
}

/**
 * A verdict made ready to advise a whole book: its words, its JSON and its hashes are made once, and
 * each account adds only its own.
 */
export class Advisor {
  readonly body: VerdictBody;
  /** The part of every text that is the same for all accounts, as JSON. */
  readonly sharedText: string;
  private readonly policyIdentity: string;
  private readonly summary: string;
  private readonly sleeveSteps: readonly WaterfallLine[];

  constructor(
    readonly verdict: Verdict,
    private readonly policy: PolicyReference,
  ) {
    this.body = verdictBody(verdict);
    this.sharedText = JSON.stringify(this.body);
    this.policyIdentity = `${policy.id} ${policy.version} ${canonicalHash(verdict.policy)}`;
    this.summary = summarizeVerdict(verdict);
    this.sleeveSteps = waterfall(verdict.sleeve.steps);
  }

  /** One account's recommendation. @throws DomainError as `recommend` does. */
  advise(account: AdvisedAccount, occasion: Occasion): RecommendationBody {
    return { ...this.accountBody(account, occasion), ...this.body };
  }

  /** The same as JSON text; what every account shares is not rendered again. */
  adviseJson(account: AdvisedAccount, occasion: Occasion): string {
    return wholeText(JSON.stringify(this.accountBody(account, occasion)), this.sharedText);
  }

  /**
   * The account's own part of the JSON text of a recommendation that is to be stored, with its identity
   * first; `wholeText` joins it to the shared one.
   */
  adviseText(
    identity: RecommendationIdentity,
    account: AdvisedAccount,
    occasion: Occasion,
  ): { readonly own: string; readonly advice: AccountBody } {
    const advice = this.accountBody(account, occasion);
    return { own: JSON.stringify({ ...identity, ...advice }), advice };
  }

  private accountBody(account: AdvisedAccount, { knownAt, previous }: Occasion): AccountBody {
    const { verdict } = this;
    const advice = recommend(verdict, account);
    const { sleeve, policy } = verdict;
    const common = {
      asOf: verdict.asOf,
      policy: { ...this.policy, name: policy.name },
      riskProfile: advice.profile.id,
      equityExposureBps: advice.equityExposureBps,
      targets: targetLines(advice),
    };
    const sleeveEnd = sleeve.steps[sleeve.steps.length - 1]!.weights;
    return {
      asOf: common.asOf,
      knownAt: new Date(knownAt).toISOString(),
      policy: common.policy,
      riskProfile: common.riskProfile,
      equityExposureBps: common.equityExposureBps,
      targets: common.targets,
      action: advice.action,
      ...(advice.trigger === undefined ? {} : { trigger: advice.trigger }),
      waterfall: [...this.sleeveSteps, ...waterfall(advice.steps, sleeveEnd)],
      ...(sleeve.scaledFromBps === undefined ? {} : { scaledFromBps: sleeve.scaledFromBps }),
      ...(previous === undefined ? {} : { changes: changesSince(previous, { ...common, ...this.body }) }),
      summary: summarize(verdict, advice, this.summary),
      advisedValue: formatCents(advice.advisedValue),
      excludedValue: formatCents(advice.excludedValue),
      ...(advice.unvalued.length === 0 ? {} : { unvalued: advice.unvalued }),
      inputsHash: inputsHash(verdict, this.policyIdentity, account, previous?.id),
    };
  }
}

/** The JSON text of a recommendation from the account's own part and the one that all accounts share. */
export const wholeText = (own: string, shared: string): string => `${own.slice(0, -1)},${shared.slice(1)}`;

/** Steps with what each moved, from `before` on or from nothing. */
function waterfall(steps: readonly WaterfallStep[], before?: Weights): WaterfallLine[] {
  let last = before;
  return steps.map(({ step, weights }) => {
    const from = last;
    last = weights;
    return { step, weights: byAsset(weights), moves: from === undefined ? [] : differences(from, weights) };
  });
}

function differences(from: Weights, to: Weights): Move[] {
  return ASSETS.flatMap((symbol, i) => {
    const bps = to[i]! - from[i]!;
    return bps === 0 ? [] : [{ symbol, bps }];
  });
}

function targetLines({ targets, holdings }: Advice): TargetLine[] {
  return ASSETS.map((symbol, i) => {
    const weightBps = targets[i]!;
    if (holdings === undefined) return { symbol, weightBps };
    const currentBps = holdings.currentBps[i]!;
    return {
      symbol,
      weightBps,
      currentBps,
      driftBps: weightBps - currentBps,
      amount: formatCents(holdings.amounts[i]!),
    };
  });
}

import { ASSETS, byAsset, type Weights } from '../allocation/assets.js';
import { formatCents } from '../allocation/money.js';
import type { WaterfallStep } from '../allocation/target-weights.js';
import { canonicalHash } from '../canonical-hash.js';
import type { Instant } from '../market/price-bar.js';
import { summarize, summarizeVerdict, tellAction, type ToldAdvice } from '../words/summary.js';
import type { AdviceSubject, AdviceUnit } from './advice-subject.js';
import { changesSince, type PreviousRecommendation } from './changes.js';
import { cashNeedLine, excludedLines, memberLines, outsideLines, targetLines } from './holding-lines.js';
import { householdInputsHash, inputsHash } from './inputs-hash.js';
import { recommendHousehold, type AdvisedHousehold } from './recommend-household.js';
import { recommend, type AdvisedAccount } from './recommend.js';
import type { AccountBody, Move, RecommendationBody, VerdictBody, WaterfallLine } from './recommendation.js';
import type { RecordInForce } from './record-line.js';
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
export type RecommendationIdentity = AdviceSubject & {
  readonly id: string;
  /** RFC 3339. */
  readonly createdAt: string;
};

/** The account's or household's own part of a recommendation, as JSON text; `wholeText` joins it to the shared one. */
export interface AdviceText {
  readonly own: string;
  readonly advice: AccountBody;
}

/**
 * A verdict made ready to advise a whole book: its words, its JSON and its hashes are made once, and
 * each account adds only its own. The record of the policy version, where there is one, is told beside
 * its rules.
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
    record?: RecordInForce,
  ) {
    this.body = verdictBody(verdict, record?.record);
    this.sharedText = JSON.stringify(this.body);
    const identity = `${policy.id} ${policy.version} ${canonicalHash(verdict.policy)}`;
    this.policyIdentity = record === undefined ? identity : `${identity} ${record.id}`;
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

  /** The own part of the text of a recommendation that is to be stored, with its identity first. */
  adviseText(identity: RecommendationIdentity, account: AdvisedAccount, occasion: Occasion): AdviceText {
    const advice = this.accountBody(account, occasion);
    return { own: JSON.stringify({ ...identity, ...advice }), advice };
  }

  /** The same for a household that is advised as one. @throws DomainError as `recommendHousehold` does. */
  adviseHouseholdText(
    identity: RecommendationIdentity,
    household: AdvisedHousehold,
    occasion: Occasion,
  ): AdviceText {
    const { verdict, policyIdentity } = this;
    const own = recommendHousehold(verdict, household);
    const hash = householdInputsHash(verdict, policyIdentity, household, occasion.previous?.id);
    const advice = { ...this.ownBody(own, 'household', hash, occasion), accounts: memberLines(own.members) };
    return { own: JSON.stringify({ ...identity, ...advice }), advice };
  }

  private accountBody(account: AdvisedAccount, occasion: Occasion): AccountBody {
    const { verdict, policyIdentity } = this;
    const hash = inputsHash(verdict, policyIdentity, account, occasion.previous?.id);
    return this.ownBody(recommend(verdict, account), 'account', hash, occasion);
  }

  private ownBody(
    advice: ToldAdvice,
    unit: AdviceUnit,
    hash: string,
    { knownAt, previous }: Occasion,
  ): AccountBody {
    const { verdict } = this;
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
      reason: { code: advice.reason, because: tellAction(advice, unit) },
      ...(advice.trigger === undefined ? {} : { trigger: advice.trigger }),
      ...(advice.trade === undefined
        ? {}
        : { tradeTo: advice.trade.to, turnover: formatCents(advice.trade.turnover) }),
      ...cashNeedLine(advice, verdict),
      ...outsideLines(advice),
      waterfall: [...this.sleeveSteps, ...waterfall(advice.steps, sleeveEnd)],
      ...(sleeve.scaledFromBps === undefined ? {} : { scaledFromBps: sleeve.scaledFromBps }),
      ...(previous === undefined
        ? {}
        : { changes: changesSince(previous, { ...common, ...this.body }, verdict.revisions) }),
      summary: summarize(verdict, advice, this.summary, unit),
      advisedValue: formatCents(advice.advisedValue),
      excludedValue: formatCents(advice.excludedValue),
      ...excludedLines(advice),
      inputsHash: hash,
    };
  }
}

/** The JSON text of a recommendation from its own part and the one that all of a verdict share. */
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

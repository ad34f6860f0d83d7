import { ASSETS, byAsset, type Weights } from '../allocation/assets.js';
import { formatCents } from '../allocation/money.js';
import type { WaterfallStep } from '../allocation/target-weights.js';
import { ADVISED } from '../market/instruments.js';
import type { Instant } from '../market/price-bar.js';
import type { Moves } from '../policy/policy-document.js';
import { tellBrake, tellExposure, tellExposureFlip, tellFlip, tellRule } from '../words/because.js';
import { round, roundObserved } from '../words/format.js';
import { summarize, summarizeVerdict } from '../words/summary.js';
import { TEMPLATE_VERSION } from '../words/template-version.js';
import { changesSince, type PreviousRecommendation } from './changes.js';
import { ENGINE_VERSION } from './engine-version.js';
import { documentHash, inputsHash } from './inputs-hash.js';
import { recommend, type AdvisedAccount, type Advice } from './recommend.js';
import type {
  AccountBody,
  Move,
  RationaleLine,
  RecommendationBody,
  TargetLine,
  VerdictBody,
  WaterfallLine,
  WouldChangeLine,
} from './recommendation.js';
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
  private readonly bodyJson: string;
  private readonly policyHash: string;
  private readonly summary: string;
  private readonly sleeveSteps: readonly WaterfallLine[];

  constructor(
    readonly verdict: Verdict,
    private readonly policy: PolicyReference,
  ) {
    this.body = verdictBody(verdict);
    this.bodyJson = JSON.stringify(this.body);
    this.policyHash = documentHash(verdict.policy);
    this.summary = summarizeVerdict(verdict);
    this.sleeveSteps = waterfall(verdict.sleeve.steps);
  }

  /** One account's recommendation. @throws DomainError as `recommend` does. */
  advise(account: AdvisedAccount, occasion: Occasion): RecommendationBody {
    return { ...this.accountBody(account, occasion), ...this.body };
  }

  /** The same as JSON text; what every account shares is not rendered again. */
  adviseJson(account: AdvisedAccount, occasion: Occasion): string {
    return this.text(this.accountBody(account, occasion));
  }

  /** The JSON text of a recommendation that is to be stored, with its identity first. */
  adviseText(
    identity: RecommendationIdentity,
    account: AdvisedAccount,
    occasion: Occasion,
  ): { readonly text: string; readonly advice: AccountBody } {
    const advice = this.accountBody(account, occasion);
    return { text: this.text({ ...identity, ...advice }), advice };
  }

  private text(own: AccountBody): string {
    return `${JSON.stringify(own).slice(0, -1)},${this.bodyJson.slice(1)}`;
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
      inputsHash: inputsHash(verdict, this.policyHash, account, previous?.id),
    };
  }
}

function verdictBody(verdict: Verdict): VerdictBody {
  const { regime, rotation, macro, frozen, sample, policy } = verdict;
  const stalePrices = frozen ? [{ code: 'stale-prices' as const, lastDate: frozen.last }] : [];
  const issues = [...stalePrices, ...macro.issues];
  return {
    marketRegime: { state: regime.state, settledState: regime.settledState },
    rotation: { state: rotation.state, settledState: rotation.settledState },
    macroStance: typeof macro.stance === 'string' ? macro.stance : 'unavailable',
    closes: verdict.closes,
    rationale: rationale(verdict),
    wouldChange: wouldChange(verdict),
    evidence: policy.evidence,
    frozen: frozen !== undefined,
    ...(frozen === undefined ? {} : { frozenReason: frozen }),
    engineVersion: ENGINE_VERSION,
    templateVersion: TEMPLATE_VERSION,
    dataQuality: {
      source: sample ? 'sample' : 'real',
      sample,
      stale: issues.some(({ code }) => code !== 'missing-series'),
      issues,
    },
  };
}

function rationale(verdict: Verdict): RationaleLine[] {
  const exposure: RationaleLine = {
    ruleId: 'exposure',
    outcome: 'fired',
    because: tellExposure(verdict),
    observed: [...verdict.regime.conditions.flatMap(({ observed }) => observed).filter(isFirstOfItsKind)].map(
      roundObserved,
    ),
    moves: [],
    since: verdict.exposure.sinceSession,
  };
  const rules = verdict.rules.flatMap((rule): RationaleLine[] => {
    const { outcome } = rule;
    if (outcome === 'off') return [];
    return [
      {
        ruleId: rule.rule.id,
        outcome,
        because: tellRule(rule, verdict.policy),
        observed: rule.observed.filter(isFirstOfItsKind).map(roundObserved),
        moves: movesOf(rule.rule.moves),
        ...(rule.since === undefined ? {} : { since: rule.since }),
        ...(rule.blockedBy === undefined ? {} : { blockedBy: rule.blockedBy.id }),
        reference: rule.rule.reference,
      },
    ];
  });
  const brakes = verdict.brakes.map((brake): RationaleLine => ({
    ruleId: brake.brake.id,
    outcome: 'fired',
    because: tellBrake(brake),
    observed: brake.observed.map(roundObserved),
    moves: [],
  }));
  return [exposure, ...rules, ...brakes];
}

const isFirstOfItsKind = (
  { name, symbol, series, date }: RationaleLine['observed'][number],
  at: number,
  all: RationaleLine['observed'],
): boolean =>
  all.findIndex(
    (other) =>
      other.name === name && other.symbol === symbol && other.series === series && other.date === date,
  ) === at;

const movesOf = (moves: Moves): Move[] =>
  ADVISED.flatMap((symbol) => (moves[symbol] ? [{ symbol, bps: moves[symbol] }] : []));

function wouldChange(verdict: Verdict): WouldChangeLine[] {
  const { policy, rules, exposure, exposureFlips } = verdict;
  const ofExposure = exposureFlips.map((flip): WouldChangeLine => ({
    ruleId: 'exposure',
    signal: 'market-regime.state',
    symbol: flip.symbol,
    condition: flip.condition,
    level: flip.level,
    distancePct: round(flip.distancePct, 2),
    effectCode: flip.outcome < exposure.rawLevelBps ? 'exposure_falls' : 'exposure_rises',
    effect: tellExposureFlip(flip.condition, flip.level, flip.outcome, verdict),
  }));
  const ofRules = rules
    .filter(({ outcome }) => outcome !== 'off')
    .flatMap(({ rule, flips }) =>
      flips.map((flip): WouldChangeLine => ({
        ruleId: rule.id,
        signal: flip.test.signal,
        symbol: flip.symbol,
        condition: flip.condition,
        level: flip.level,
        distancePct: round(flip.distancePct, 2),
        effectCode: `${flip.changesRule ? 'rule' : 'part'}_${flip.outcome ? 'begins' : 'ends'}`,
        effect: tellFlip(flip, rule.id, policy),
      })),
    );
  return [...ofExposure, ...ofRules];
}

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

import type { DataDoubt } from '../market/quality.js';
import type { Change, RecommendationBody, RecommendationChanges } from './recommendation.js';

/** The parts of a recommendation that changes are told of. */
export type Comparable = Pick<
  RecommendationBody,
  | 'asOf'
  | 'targets'
  | 'equityExposureBps'
  | 'marketRegime'
  | 'rotation'
  | 'macroStance'
  | 'riskProfile'
  | 'policy'
  | 'rationale'
>;

/** A stored recommendation that a new one is compared with. */
export interface PreviousRecommendation extends Comparable {
  readonly id: string;
  /** RFC 3339. */
  readonly knownAt: string;
}

/** So many of the values that were revised since are named, the latest. */
const REVISIONS_NAMED = 50;

/**
 * Compares a recommendation with the account's previous one. Regimes are compared settled.
 * @param revisions what replaced earlier values, by the instant it was learned
 */
export function changesSince(
  previous: PreviousRecommendation,
  now: Comparable,
  revisions: readonly DataDoubt[] = [],
): RecommendationChanges {
  const revised = revisions.filter(({ learnedAt = '' }) => learnedAt > previous.knownAt);
  const before = new Map(previous.targets.map((line) => [line.symbol, line.weightBps]));
  const wasOn = rulesOn(previous);
  const isOn = rulesOn(now);
  return {
    since: previous.id,
    sinceAsOf: previous.asOf,
    targets: now.targets
      .map(({ symbol, weightBps }) => ({ symbol, fromBps: before.get(symbol) ?? 0, toBps: weightBps }))
      .filter(({ fromBps, toBps }) => fromBps !== toBps),
    ...changed('equityExposureBps', previous.equityExposureBps, now.equityExposureBps),
    ...changed('marketRegime', previous.marketRegime.settledState, now.marketRegime.settledState),
    ...changed('rotation', previous.rotation.settledState, now.rotation.settledState),
    ...changed('macroStance', previous.macroStance, now.macroStance),
    ...changed('riskProfile', previous.riskProfile, now.riskProfile),
    ...changed('policyVersion', previous.policy.version, now.policy.version),
    rulesOn: isOn.filter((id) => !wasOn.includes(id)),
    rulesOff: wasOn.filter((id) => !isOn.includes(id)),
    ...(revised.length === 0 ? {} : { revisions: revised.slice(-REVISIONS_NAMED) }),
  };
}

const rulesOn = ({ rationale }: Comparable): string[] =>
  rationale.filter(({ outcome }) => outcome === 'fired').map(({ ruleId }) => ruleId);

function changed<K extends string, T>(name: K, from: T, to: T): Partial<Record<K, Change<T>>> {
  if (from === to) return {};
  const change: Partial<Record<K, Change<T>>> = {};
  change[name] = { from, to };
  return change;
}

import {
  tellBrake,
  tellExposure,
  tellExposureFlip,
  tellFlip,
  tellRule,
  tellUnjudgedBrake,
  tellVoid,
} from '../words/because.js';
import { tellFact } from '../words/fact-in-words.js';
import { round, roundObserved } from '../words/format.js';
import { movesInOrder } from '../words/rule-in-words.js';
import { dollars, percent } from '../words/shown-readings.js';
import type { FlipLevel } from '../policy/flip-levels.js';
import type { PolicyRecord } from '../policy/rule-record.js';
import { FACT_KINDS, type MarketFact } from '../readings/market-fact.js';
import type { FedOverride } from '../readings/macro/fed-override.js';
import { TEMPLATE_VERSION } from '../words/template-version.js';
import { ENGINE_VERSION } from './engine-version.js';
import { recordLine } from './record-line.js';
import type { ContextLine, RationaleLine, VerdictBody, WouldChangeLine } from './recommendation.js';
import type { Verdict } from './verdict.js';

/**
 * What a verdict tells every account: its states, reasons, levels and data, in numbers and words; with the
 * record of each rule, where there is one.
 */
export function verdictBody(verdict: Verdict, record?: PolicyRecord): VerdictBody {
  const { regime, rotation, macro, frozen, sample, policy } = verdict;
  const stalePrices = frozen ? [{ code: 'stale-prices' as const, lastDate: frozen.last }] : [];
  const issues = [...stalePrices, ...macro.issues, ...verdict.doubts];
  return {
    marketRegime: { state: regime.state, settledState: regime.settledState },
    rotation: { state: rotation.state, settledState: rotation.settledState },
    macroStance: typeof macro.stance === 'string' ? macro.stance : 'unavailable',
    ...fedOverride(macro.fed.override),
    closes: verdict.closes,
    ...(verdict.facts.length === 0 ? {} : { context: verdict.facts.map(contextLine) }),
    rationale: rationale(verdict, record),
    wouldChange: wouldChange(verdict),
    watch: verdict.watch.map((line) => ({
      ...line,
      level: dollars(line.level),
      distancePct: percent(line.distancePct),
    })),
    evidence: policy.evidence,
    frozen: frozen !== undefined,
    ...(frozen === undefined ? {} : { frozenReason: frozen }),
    engineVersion: ENGINE_VERSION,
    templateVersion: TEMPLATE_VERSION,
    dataQuality: {
      source: sample ? 'sample' : 'real',
      sample,
      stale: issues.some(({ code }) => code === 'stale-prices' || code === 'stale-series'),
      issues,
    },
  };
}

function fedOverride(override: FedOverride | undefined): Pick<VerdictBody, 'fedOverride'> {
  if (override === undefined) return {};
  const { id, reading, author, reason, expiresAt } = override;
  return { fedOverride: { id, reading, author, reason, expiresAt: new Date(expiresAt).toISOString() } };
}

function contextLine(fact: MarketFact): ContextLine {
  const { id, kind, symbol, value, basis, note, source, url, observedOn } = fact;
  // Field by field: a fact read back from a recorded recommendation has its fields in another order.
  return {
    id,
    kind,
    ...(symbol === undefined ? {} : { symbol }),
    value,
    unit: FACT_KINDS[kind].unit,
    basis,
    ...(note === undefined ? {} : { note }),
    source,
    ...(url === undefined ? {} : { url }),
    observedOn,
    sentence: tellFact(fact),
  };
}

function rationale(verdict: Verdict, record: PolicyRecord | undefined): RationaleLine[] {
  const exposure: RationaleLine = {
    ruleId: 'exposure',
    outcome: 'fired',
    because: tellExposure(verdict),
    observed: (verdict.exposure.observed ?? verdict.regime.conditions.flatMap(({ observed }) => observed))
      .filter(isFirstOfItsKind)
      .map(roundObserved),
    moves: [],
    since: verdict.exposure.sinceSession,
    ...(verdict.exposure.rule === undefined ? {} : { reference: verdict.exposure.rule.reference }),
  };
  const rules = verdict.rules.flatMap((rule): RationaleLine[] => {
    const { outcome } = rule;
    if (outcome === 'off') return [];
    const past = recordLine(record, rule.rule.id);
    return [
      {
        ruleId: rule.rule.id,
        outcome,
        because: tellRule(rule, verdict.policy),
        observed: rule.observed.filter(isFirstOfItsKind).map(roundObserved),
        moves: movesInOrder(rule.rule.moves),
        ...(rule.since === undefined ? {} : { since: rule.since }),
        ...(rule.blockedBy === undefined ? {} : { blockedBy: rule.blockedBy.id }),
        reference: rule.rule.reference,
        ...(past === undefined ? {} : { record: past }),
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
  const unjudged = verdict.unjudgedBrakes.map((brake): RationaleLine => ({
    ruleId: brake.brake.id,
    outcome: 'unavailable',
    because: tellUnjudgedBrake(brake),
    observed: [],
    moves: [],
  }));
  return [exposure, ...rules, ...brakes, ...unjudged];
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

const exposureEffect = (toBps: number, heldBps: number): WouldChangeLine['effectCode'] =>
  toBps === heldBps ? 'exposure_stays' : toBps < heldBps ? 'exposure_falls' : 'exposure_rises';

const atLevel = ({ symbol, condition, level, distancePct }: FlipLevel<unknown>) => ({
  symbol,
  condition,
  level,
  distancePct: round(distancePct, 2),
});

function wouldChange(verdict: Verdict): WouldChangeLine[] {
  const { policy, rules, exposure, exposureFlips } = verdict;
  const ofExposure = exposureFlips.map((flip): WouldChangeLine => ({
    ruleId: 'exposure',
    signal: flip.signal,
    ...atLevel(flip),
    effectCode: exposureEffect(flip.outcome, exposure.levelBps),
    effect: tellExposureFlip(flip, verdict),
  }));
  const ofRules = rules
    .filter(({ outcome }) => outcome !== 'off')
    .flatMap(({ rule, flips, voids }) =>
      [
        ...voids.map((flip): WouldChangeLine => ({
          ruleId: rule.id,
          signal: flip.signal,
          ...atLevel(flip),
          effectCode: 'rule_voided',
          effect: tellVoid(flip, rule.id),
        })),
        ...flips.map((flip): WouldChangeLine => ({
          ruleId: rule.id,
          signal: flip.test.signal,
          ...atLevel(flip),
          effectCode: `${flip.changesRule ? 'rule' : 'part'}_${flip.outcome ? 'begins' : 'ends'}`,
          effect: tellFlip(flip, rule.id, policy),
        })),
      ].sort((a, b) => Math.abs(a.distancePct) - Math.abs(b.distancePct)),
    );
  return [...ofExposure, ...ofRules];
}

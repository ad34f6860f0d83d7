import { priceMicros, type Micros } from '../allocation/money.js';
import { targetWeights } from '../allocation/target-weights.js';
import { DomainError } from '../domain-error.js';
import { ADVISED, READ_SYMBOLS, SUBSTITUTES } from '../market/instruments.js';
import type { SessionDate } from '../market/price-bar.js';
import { removes } from '../policy/brakes.js';
import { evaluate, holds, observedOf, testsOf, type Truth } from '../policy/condition.js';
import { walkExposureRules } from '../policy/exposure-rules-walk.js';
import { walkExposure, type ExposureState } from '../policy/exposure-walk.js';
import { Supposition, type FlipLevel, type TestFlip } from '../policy/flip-levels.js';
import { isByRules, type Brake, type Condition, type PolicyDocument } from '../policy/policy-document.js';
import { walkTilt, type TiltState } from '../policy/tilt-walk.js';
import { readRotation } from '../readings/cross/rotation.js';
import { factsKnownAt, type MarketFact } from '../readings/market-fact.js';
import { assessMacro } from '../readings/macro/assessment.js';
import { overridesKnownAt, type FedOverride } from '../readings/macro/fed-override.js';
import type { Market } from '../readings/market.js';
import type { Moment, Observed } from '../readings/signal.js';
import { readTrend } from '../readings/symbol/trend.js';
import { isUnavailable, type Unavailable } from '../readings/unavailable.js';
import { tellUnavailable } from '../words/because.js';
import { marketRegime } from '../regime/market-regime.js';
import { readRegime } from '../regime/market-reading.js';
import { dataHash } from './data-hash.js';
import { momentsOf, requireHistory, resolveSession, type KnownMarket, type Timing } from './session.js';
import type { BrakeVerdict, RuleOutcome, RuleVerdict, UnjudgedBrake, Verdict } from './verdict.js';
import { watchedLevels } from './watch.js';

/**
 * What a policy says of the market at one session: the readings, which rules act and which are near,
 * the equity sleeve's target split, and the closes at which any of that would change. Pure: the same
 * known market, policy, timing and entries of the firm give the same verdict.
 * @throws DomainError as `resolveSession` does, and `insufficient-history` naming the symbol that is
 * short, and `exposure-unavailable` where the exposure's own conditions could never be read.
 */
export function judge(
  known: KnownMarket,
  policy: PolicyDocument,
  timing: Timing,
  overrides: readonly FedOverride[] = [],
  facts: readonly MarketFact[] = [],
): Verdict {
  const { market } = known;
  const { t, asOf, frozen } = resolveSession(known, timing, policy.staleSessions);
  const entered = overridesKnownAt(overrides, timing.knownAt);
  const enteredFacts = factsKnownAt(facts, timing.knownAt);
  const momentAt = momentsOf(known, policy.parameters, timing.knownAt, entered, enteredFacts);
  const moment = momentAt(t);

  for (const symbol of ADVISED) requireHistory(readTrend(moment, symbol), asOf);
  const regime = requireHistory(readRegime(moment), asOf);
  const rotation = requireHistory(readRotation(market, t, policy.parameters), asOf);
  const exposure = readExposure(policy, momentAt, t);

  const supposition = new Supposition(moment);
  const { brakes, unjudgedBrakes } = readBrakes(policy, moment);
  const rules = policy.tilts.enabled
    ? policy.tilts.rules.map((rule) =>
        ruleVerdict(walkTilt(rule, policy.tilts, momentAt, t), policy, brakes, moment, supposition),
      )
    : [];
  const fired = rules.filter((rule) => rule.outcome === 'fired').map(({ rule }) => rule);

  const [iwm, mdy, spy, qqq] = ADVISED.map((symbol) => market.close(symbol, t)) as [
    number,
    number,
    number,
    number,
  ];
  return {
    asOf,
    policy,
    sample: known.sample,
    ...(frozen === undefined ? {} : { frozen }),
    closes: { IWM: iwm, MDY: mdy, SPY: spy, QQQ: qqq },
    prices: [iwm, mdy, spy, qqq].map(priceMicros),
    substitutes: substitutePrices(market, t),
    watch: watchedLevels(moment),
    regime,
    rotation,
    macro: assessMacro(moment),
    facts: moment.facts ?? [],
    exposure: { ...exposure, sinceSession: market.sessions[exposure.since]! },
    exposureFlips: supposition.ofExposure(policy.exposure, exposure.rawLevelBps).sort(nearestFirst),
    rules,
    brakes,
    unjudgedBrakes,
    sleeve: targetWeights(
      policy,
      fired,
      brakes.map(({ brake }) => brake),
    ),
    dataHash: dataHash(moment, entered, enteredFacts),
    doubts: known.doubtsAt(asOf, READ_SYMBOLS),
    revisions: known.revisions.filter(({ date }) => date <= asOf),
  };
}

function substitutePrices(market: Market, t: number): Verdict['substitutes'] {
  const prices = new Map<string, { readonly close: number; readonly price: Micros }>();
  for (const { symbol } of SUBSTITUTES) {
    if (!market.has(symbol)) continue;
    const close = market.close(symbol, t);
    if (!Number.isNaN(close)) prices.set(symbol, { close, price: priceMicros(close) });
  }
  return prices;
}

const nearestFirst = (a: FlipLevel<unknown>, b: FlipLevel<unknown>): number =>
  Math.abs(a.distancePct) - Math.abs(b.distancePct);

const evidenceOf = (condition: Condition, moment: Moment): readonly Observed[] =>
  testsOf(condition).flatMap((test) => observedOf(test, moment));

/** The exposure level in force, with what its conditions rest on where they are a policy's own. */
function readExposure(
  { exposure, parameters }: PolicyDocument,
  momentAt: (t: number) => Moment,
  t: number,
): ExposureState & { readonly observed?: readonly Observed[] } {
  const moment = momentAt(t);
  const { market } = moment;
  if (isByRules(exposure)) {
    const state = walkExposureRules(exposure, momentAt, t);
    if (isUnavailable(state)) throw exposureUnavailable(state, market.sessions[t]!);
    return { ...state, observed: exposure.rules.flatMap(({ when }) => evidenceOf(when, moment)) };
  }
  const state = walkExposure(marketRegime(market, parameters).raw, exposure, t);
  if (state === undefined) throw new RangeError('a regime without an exposure level');
  return state;
}

function exposureUnavailable({ unavailable }: Unavailable, asOf: SessionDate): DomainError {
  const message = `The policy can't tell how much equity to hold on ${asOf}: ${tellUnavailable(unavailable)}.`;
  return new DomainError('unprocessable', 'exposure-unavailable', message, [
    { pointer: '/policy', code: 'exposure-unavailable', message },
  ]);
}

function readBrakes(
  policy: PolicyDocument,
  moment: Moment,
): { brakes: readonly BrakeVerdict[]; unjudgedBrakes: readonly UnjudgedBrake[] } {
  const brakes: BrakeVerdict[] = [];
  const unjudgedBrakes: UnjudgedBrake[] = [];
  for (const brake of policy.brakes) {
    const truth = evaluate(brake.when, (test) => holds(test, moment));
    if (truth === true) brakes.push({ brake, observed: evidenceOf(brake.when, moment) });
    else if (typeof truth === 'object') unjudgedBrakes.push({ brake, ...truth });
  }
  return { brakes, unjudgedBrakes };
}

function ruleVerdict(
  state: TiltState,
  policy: PolicyDocument,
  brakes: readonly BrakeVerdict[],
  moment: Moment,
  supposition: Supposition,
): RuleVerdict {
  const { rule } = state;
  const flips = supposition.ofCondition(rule.when, state.holdsNow).sort(nearestFirst);
  const blockedBy = brakes.map(({ brake }) => brake).find(({ effect }) => removes(effect, rule));
  const outcome = outcomeOf(state, blockedBy, isNear(state, moment, flips, policy.nearPct));
  const removing = outcome === 'fired' ? policy.brakes.filter(({ effect }) => removes(effect, rule)) : [];
  const voids = supposition.ofBrakes(removing).sort(nearestFirst);
  const isVoided = (flip: TestFlip): boolean =>
    voids.some(({ symbol }) => symbol === flip.symbol) &&
    supposition.actingBeyond(flip, removing) !== undefined;
  return {
    ...state,
    outcome,
    ...(outcome === 'blocked' && blockedBy ? { blockedBy } : {}),
    ...(typeof state.holdsNow === 'object' ? state.holdsNow : {}),
    observed: evidenceOf(rule.when, moment),
    flips: flips.filter((flip) => !isVoided(flip)),
    voids,
  };
}

function outcomeOf(state: TiltState, blockedBy: Brake | undefined, near: boolean): RuleOutcome {
  if (typeof state.holdsNow === 'object') return 'unavailable';
  if (state.on) return blockedBy ? 'blocked' : 'fired';
  return near ? 'near' : 'off';
}

/** Its condition holds but not for long enough, or all of its parts but one, or a close is near. */
function isNear(
  { rule, holdsNow }: TiltState,
  moment: Moment,
  flips: readonly TestFlip[],
  nearPct: number,
): boolean {
  if (holdsNow === true) return true;
  if (flips.some((flip) => flip.changesRule && Math.abs(flip.distancePct) <= nearPct)) return true;
  if (!('all' in rule.when) || rule.when.all.length < 2) return false;
  const truths: Truth[] = rule.when.all.map((part) => evaluate(part, (test) => holds(test, moment)));
  return truths.filter((truth) => truth !== true).length === 1;
}

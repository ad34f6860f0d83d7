import type { BrakeFlip, FlipLevel, TestFlip } from '../policy/flip-levels.js';
import { isByRules, type PolicyDocument, type Review } from '../policy/policy-document.js';
import type { Unavailable } from '../readings/unavailable.js';
import type { BrakeVerdict, RuleVerdict, UnjudgedBrake, Verdict } from '../recommendation/verdict.js';
import { percentOf, quantity, spoken } from './format.js';
import { tellAll } from './observed.js';

/** Why a rule stands as it does. */
export function tellRule(verdict: RuleVerdict, { tilts }: PolicyDocument): string {
  const { rule, outcome, blockedBy, unavailable } = verdict;
  const facts = sentence(tellAll(verdict.observed));
  switch (outcome) {
    case 'unavailable':
      return `This rule can't be judged: ${unavailable ? tellUnavailable(unavailable) : 'data is missing'}.`;
    case 'blocked':
      return `${rule.reason} It is on since ${verdict.since ?? ''}, but the brake '${blockedBy?.id ?? ''}' removes it: ${
        blockedBy?.reason ?? ''
      }${facts}`;
    case 'fired':
      return `${rule.reason}${facts} On since the weekly review of ${verdict.since ?? ''}${tellFailing(verdict, tilts)}.`;
    default:
      return `${tellWaiting(verdict, tilts)}${facts}`;
  }
}

function tellFailing({ holdsNow, runCloses }: RuleVerdict, { offCloses }: PolicyDocument['tilts']): string {
  if (holdsNow === true) return '';
  return `; its condition has failed for ${times(runCloses)} and switches it off at a weekly review after ${times(offCloses)}`;
}

function tellWaiting({ holdsNow, runCloses }: RuleVerdict, { onCloses }: PolicyDocument['tilts']): string {
  if (holdsNow === true) {
    return `Its condition has held for ${times(runCloses)}; it switches on at a weekly review after ${times(onCloses)}.`;
  }
  return 'Its condition does not hold, but is one step from it.';
}

const times = (closes: number): string => (closes === 1 ? '1 close' : `${closes} closes`);

const sentence = (clause: string): string => (clause === '' ? '' : ` Observed: ${clause}.`);

/** Why a brake acts. */
export const tellBrake = ({ brake, observed }: BrakeVerdict): string =>
  `${brake.reason}${sentence(tellAll(observed))}`;

/** Why nobody can say whether a brake should act. */
export const tellUnjudgedBrake = ({ unavailable }: UnjudgedBrake): string =>
  `This brake can't be judged, so it doesn't act: ${tellUnavailable(unavailable)}.`;

/** Why the exposure is what it is. */
export function tellExposure({ exposure, regime, policy }: Verdict): string {
  const { levelBps, rawLevelBps, pendingCloses, sinceSession } = exposure;
  const level = `Since ${sinceSession} the policy holds ${percentOf(levelBps)} of what the risk profile allows`;
  if (isByRules(policy.exposure)) return tellExposureByRules(exposure, policy.exposure.review, level);
  const now = `SPY's trend is ${spoken(regime.state)}, which calls for ${percentOf(rawLevelBps)}`;
  if (levelBps === rawLevelBps) return `${level}; ${now}.`;
  const needed = rawLevelBps < levelBps ? policy.exposure.downCloses : policy.exposure.upCloses;
  return `${level}. ${now} and takes effect after ${times(needed)} in a row; there have been ${pendingCloses}.`;
}

const REVIEW_WORDS: Readonly<Record<Review, string>> = {
  daily: 'every close',
  weekly: "each week's last close",
  monthly: "each month's last close",
};

function tellExposureByRules(exposure: Verdict['exposure'], review: Review, level: string): string {
  const { levelBps, rawLevelBps, rule, unavailable, observed = [] } = exposure;
  const why = rule ? `: ${rule.reason.replace(/\.$/, '')}` : ', as none of its conditions holds';
  const reviewed = `It is looked at on ${REVIEW_WORDS[review]}`;
  const facts = sentence(tellAll(observed));
  if (unavailable) {
    return `${level}. ${reviewed}; this close can't be judged, as ${tellUnavailable(unavailable)}, so the level stays.${facts}`;
  }
  const pending =
    rawLevelBps === levelBps
      ? ''
      : `; this close calls for ${percentOf(rawLevelBps)}, which counts only at a review`;
  return `${level}${why}. ${reviewed}${pending}.${facts}`;
}

/** What flipping a test at a level would do to its rule. */
export function tellFlip(flip: TestFlip, ruleId: string, { tilts }: PolicyDocument): string {
  const part = `${flip.test.signal}${flip.test.symbol ? ` of ${flip.test.symbol}` : ''}`;
  if (!flip.changesRule) {
    return `${tellClose(flip)} ${flip.outcome ? 'meets' : 'takes away'} one part of ${ruleId}: ${part}`;
  }
  return flip.outcome
    ? `${tellClose(flip)} meets the condition of ${ruleId}; it switches on at a weekly review after ${times(tilts.onCloses)}`
    : `${tellClose(flip)} ends the condition of ${ruleId}; it switches off at a weekly review after ${times(tilts.offCloses)}`;
}

/** What a close at which a brake begins to act does to a rule that fired. */
export const tellVoid = (flip: BrakeFlip, ruleId: string): string =>
  `${tellClose(flip)} voids ${ruleId} at that close, by the brake '${flip.outcome.id}'`;

/** A next close on the flipping side of a level; a level already passed says that no move is needed. */
function tellClose({ symbol, condition, level, distancePct }: FlipLevel<unknown>): string {
  const isOver = condition === 'close_over';
  const isPassed = isOver ? distancePct < 0 : distancePct > 0;
  const close = `${symbol} closing ${isOver ? 'over' : 'under'} ${quantity(level, 'usd')}`;
  return isPassed ? `${close} (where it stands already)` : close;
}

/** What a close at a level would do to the exposure. */
export function tellExposureFlip(flip: FlipLevel<number>, { exposure, policy }: Verdict): string {
  const { levelBps, rawLevelBps, pendingCloses } = exposure;
  const call = `${tellClose(flip)} calls for ${percentOf(flip.outcome)} of the profile's ceiling`;
  if (isByRules(policy.exposure)) {
    return flip.outcome === levelBps ? `${call}, which is held` : `${call}, at once: that close is a review`;
  }
  if (flip.outcome === levelBps) return `${call}, which is held: the pending change ends`;
  const isFall = flip.outcome < levelBps;
  const needed = isFall ? policy.exposure.downCloses : policy.exposure.upCloses;
  const isPending = pendingCloses > 0 && rawLevelBps < levelBps === isFall;
  return isPending
    ? `${call}; ${pendingCloses} of the ${times(needed)} in a row that a change takes have passed`
    : `${call}, which takes effect after ${times(needed)} in a row`;
}

/** Why a reading is unavailable. */
export function tellUnavailable({ code, subject, needs, has }: Unavailable['unavailable']): string {
  switch (code) {
    case 'insufficient-history':
      return needs === undefined
        ? `${subject} lacks observations it needs`
        : `${subject} has ${has ?? 0} of the ${needs} observations it needs`;
    case 'no-bar':
      return `${subject} has no price on that session`;
    case 'stale-series':
      return `the last value of ${subject} is too old`;
    case 'no-movement':
      return `${subject} has not moved`;
    default:
      return `nothing of ${subject} had been published`;
  }
}

import { ASSETS } from '../allocation/assets.js';
import { formatCents } from '../allocation/money.js';
import { TREND_MEANINGS } from '../readings/symbol/trend.js';
import { isUnavailable } from '../readings/unavailable.js';
import type { Advice } from '../recommendation/recommend.js';
import type { HouseholdAdvice } from '../recommendation/recommend-household.js';
import type { AdviceUnit } from '../recommendation/advice-subject.js';
import type { Verdict } from '../recommendation/verdict.js';
import { tellEquityDecision, tellOutside } from './bounds-in-words.js';
import { capitalized, listed, longDate, percentOf, spoken } from './format.js';

/** The part of a summary that is the same for every account of a firm. */
export function summarizeVerdict(verdict: Verdict): string {
  const { regime, rotation, macro, policy, sample, frozen } = verdict;
  const fired = verdict.rules.filter((rule) => rule.outcome === 'fired');
  const sentences = [
    `The market regime is ${tellRegime(regime)}, and the rotation is ${spoken(rotation.settledState)}.`,
    typeof macro.stance === 'string'
      ? `The macro picture is ${macro.stance} for smaller companies.`
      : 'The macro picture is incomplete.',
    fired.length === 0
      ? 'No tilt is on: the split of the equity is the policy baseline.'
      : `${fired.length === 1 ? 'One tilt is' : `${fired.length} tilts are`} on. ${fired
          .map(({ rule }) => rule.reason)
          .join(' ')}`,
    ...verdict.brakes.map(({ brake }) => brake.reason),
    ...(isUnavailable(macro.fed.action) ? [] : [`The Fed is ${macro.fed.action.action}.`]),
    ...(frozen
      ? [`Prices after ${frozen.last} are missing, so this advice is frozen as of that close.`]
      : []),
    ...(sample ? ['This answer rests on synthetic sample data, not on real prices.'] : []),
    `It follows the policy '${policy.name}', which expresses a view and promises no result.`,
  ];
  return sentences.join(' ');
}

/** The settled state, with its meaning only where the close still bears it out. */
function tellRegime({ state, settledState }: Verdict['regime']): string {
  return state === settledState
    ? `${spoken(state)} (SPY is ${TREND_MEANINGS[state]})`
    : `${spoken(settledState)} as last settled (SPY's trend at this close is ${spoken(state)})`;
}

/** Plain words for the client file: the split, what to do, and why. */
export function summarize(
  verdict: Verdict,
  advice: ToldAdvice,
  ofVerdict: string,
  unit: AdviceUnit = 'account',
): string {
  const split = listed(ASSETS.map((asset, i) => `${asset} ${percentOf(advice.targets[i]!)}`));
  const { profile } = advice;
  const range =
    profile.floorBps === profile.ceilingBps
      ? percentOf(profile.ceilingBps)
      : `${percentOf(profile.floorBps)} to ${percentOf(profile.ceilingBps)}`;
  return [
    `As of the close of ${longDate(verdict.asOf)}, the recommended split is ${split}.`,
    `That is ${percentOf(advice.equityExposureBps)} in equity; the ${profile.name.toLowerCase()} profile allows ${range}.`,
    ...(advice.decision === undefined ? [] : [tellEquityDecision(advice.decision, profile.name)]),
    tellAction(advice, unit),
    ofVerdict,
  ].join(' ');
}

/** What an advice tells of its action, for an account or a household with its accounts. */
export type ToldAdvice = Advice & Partial<Pick<HouseholdAdvice, 'members'>>;

/** Why to trade, or not, in a sentence. */
export function tellAction(advice: ToldAdvice, unit: AdviceUnit = 'account'): string {
  const { reason, trigger, holdings, targets, trade, cashNeed } = advice;
  switch (reason) {
    case 'nothing-to-invest':
      return `The ${unit} has nothing to invest yet, so no trade is advised; the split is for money to come.`;
    case 'within-bands':
      return tellHold(advice);
    case 'cash-short':
      return unit === 'account'
        ? `The account should be rebalanced: it needs $${formatCents(cashNeed ?? 0)} in cash and holds less.`
        : `The household should be rebalanced: ${tellCashShort(advice)}.`;
    case 'band-exceeded': {
      const i = ASSETS.findIndex((asset) => asset === trigger);
      const off = `${ASSETS[i] ?? ''} is at ${percentOf(holdings?.currentBps[i] ?? 0)} against a target of ${percentOf(targets[i] ?? 0)}`;
      const where = trade?.to === 'band-edge' ? ', back to the edge of its band' : '';
      return `The ${unit} should be rebalanced${where}: ${off}.`;
    }
  }
}

/** That all is within bands; and what lies outside a bound nevertheless, since a bound alone calls for no trade. */
function tellHold({ outsideBounds = [], members = [], profile }: ToldAdvice): string {
  const outside = [
    ...outsideBounds.map((bound) => tellOutside(bound, profile.name)),
    ...members.flatMap((member) =>
      (member.outsideBounds ?? []).map(
        (bound) => `in account ${member.id}, ${tellOutside(bound, member.riskProfile)}`,
      ),
    ),
  ];
  if (outside.length === 0) {
    return 'Every holding is within its band around the target, so no trade is advised.';
  }
  const within =
    outside.length === 1 && members.length === 0
      ? ', but within its band'
      : '; but every holding is within its band around the target';
  return `${capitalized(outside.join('; '))}${within}, so no trade is advised.`;
}

/** Which accounts of a household hold less cash than they need, and by how much. */
function tellCashShort({ members = [] }: ToldAdvice): string {
  const short = members.flatMap(({ id, cashShort }) =>
    cashShort === undefined ? [] : [`account ${id} is $${formatCents(cashShort)} short of the cash it needs`],
  );
  return listed(short);
}

import type { EquityDecision } from '../allocation/account-target.js';
import { WHOLE_BPS } from '../allocation/assets.js';
import type { BoundOrigin } from '../allocation/bound-origin.js';
import type { OutsideBound } from '../allocation/tightest-bounds.js';
import { capitalized, listed, percentOf } from './format.js';

/** A limit of equity in words; undefined of any other bound. */
function equityLimit(from: BoundOrigin, profileName: string): string | undefined {
  switch (from) {
    case 'ceiling':
    case 'floor':
      return `the ${profileName.toLowerCase()} profile's ${from}`;
    case 'equityMin':
      return "the account's least equity";
    case 'equityMax':
      return "the account's most equity";
    default:
      return undefined;
  }
}

/** Which limits decided how much equity is held, in a sentence. */
export function tellEquityDecision(
  { by, policyBps, exposureBps }: EquityDecision,
  profileName: string,
): string {
  const most = by.find(({ from }) => from === 'equityMax');
  const floors = by.filter((one) => one !== most).map(({ from }) => equityLimit(from, profileName) ?? from);
  const held =
    floors.length === 0 ? percentOf(exposureBps) : `${listed(floors)} of ${percentOf(exposureBps)}`;
  const policy = `the policy's ${percentOf(policyBps)}`;
  if (most === undefined)
    return capitalized(`${held} ${floors.length > 1 ? 'hold' : 'holds'} more than ${policy}.`);
  return `The account's most equity of ${percentOf(most.bps)} takes ${policy} down to ${held}.`;
}

/** Where an asset, or equity, lies outside a bound: `IWM is at 24 %, over the most allowed of 20 %`. */
export function tellOutside(
  { asset, from, boundBps, currentBps }: OutsideBound,
  profileName: string,
): string {
  const limit = equityLimit(from, profileName);
  // A limit of equity is kept as a bound of cash: what it leaves.
  const ofEquity = (bps: number): number => (limit === undefined ? bps : WHOLE_BPS - bps);
  const now = ofEquity(currentBps);
  const bound = ofEquity(boundBps);
  const side = now > bound ? 'over' : 'under';
  const named = limit ?? `the ${now > bound ? 'most' : 'least'} allowed`;
  return `${limit === undefined ? asset : 'equity'} is at ${percentOf(now)}, ${side} ${named} of ${percentOf(bound)}`;
}

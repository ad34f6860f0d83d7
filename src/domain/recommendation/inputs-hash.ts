import { hash } from 'node:crypto';
import { ASSETS } from '../allocation/assets.js';
import { TEMPLATE_VERSION } from '../words/template-version.js';
import { ENGINE_VERSION } from './engine-version.js';
import type { AdvisedHousehold } from './recommend-household.js';
import type { AdvisedAccount } from './recommend.js';
import type { Verdict } from './verdict.js';

/**
 * `sha256:` and a hash over everything the advice was computed from: the engine's and the templates'
 * version, the bars and releases seen and whether they are the sample, the policy's id, version and
 * document and its record's id, the account in canonical order, and the
 * previous recommendation it is compared with. Terms that an account lacks add nothing.
 */
export function inputsHash(
  verdict: Verdict,
  policyIdentity: string,
  account: AdvisedAccount,
  previousId: string | undefined,
): string {
  return hashOf([
    ...verdictLines(verdict, policyIdentity),
    ...accountLines(account),
    previousId ?? '',
    ...furtherLines(verdict, account),
  ]);
}

/** The same for a household: its own profile, and its accounts in the order of their ids. */
export function householdInputsHash(
  verdict: Verdict,
  policyIdentity: string,
  { riskProfile, members }: AdvisedHousehold,
  previousId: string | undefined,
): string {
  const byId = [...members].sort((a, b) => (a.id < b.id ? -1 : 1));
  return hashOf([
    ...verdictLines(verdict, policyIdentity),
    `household ${riskProfile}`,
    previousId ?? '',
    ...byId.flatMap(({ id, account }) => [
      `account ${id}`,
      ...accountLines(account),
      ...furtherLines(verdict, account),
    ]),
  ]);
}

const hashOf = (lines: readonly unknown[]): string => `sha256:${hash('sha256', lines.join('\n'))}`;

const verdictLines = (verdict: Verdict, policyIdentity: string): readonly unknown[] => [
  ENGINE_VERSION,
  TEMPLATE_VERSION,
  verdict.dataHash,
  policyIdentity,
  verdict.sample,
  verdict.asOf,
  verdict.frozen?.expected ?? '',
];

function accountLines(account: AdvisedAccount): readonly unknown[] {
  const positions = account.positions
    .map(({ symbol, quantity, marketValue }) => `${symbol}=${quantity}@${marketValue ?? ''}`)
    .sort();
  const constraints = ASSETS.map((asset) => {
    const { minBps = 0, maxBps = '', lock, neverBuy, neverSell } = account.constraints[asset] ?? {};
    return `${minBps}-${maxBps}${lock ? ' lock' : ''}${neverBuy ? ' never-buy' : ''}${neverSell ? ' never-sell' : ''}`;
  });
  return [account.riskProfile, account.cash, positions.join(), constraints.join()];
}

const furtherLines = (verdict: Verdict, account: AdvisedAccount): readonly string[] => [
  ...furtherTerms(account),
  ...substitutePrices(verdict, account),
];

/** Terms that most accounts don't have: a line each for those that there are. */
function furtherTerms({ equity, cashNeeds, drift }: AdvisedAccount): string[] {
  const lines: string[] = [];
  if (equity !== undefined) lines.push(`equity ${equity.minBps ?? ''}-${equity.maxBps ?? ''}`);
  if (cashNeeds !== undefined) {
    const withdrawals = cashNeeds.withdrawals.map(({ date, amount }) => `${date}=${amount}`).sort();
    lines.push(`cash-needs ${cashNeeds.standing} ${withdrawals.join()}`);
  }
  if (drift !== undefined) {
    const { minBps = '', maxBps = '', ofTargetPct = '', to = '' } = drift;
    lines.push(`drift ${minBps} ${maxBps} ${ofTargetPct} ${to}`);
  }
  return lines;
}

/** The closes that held substitutes are valued at. */
const substitutePrices = ({ substitutes }: Verdict, { positions }: AdvisedAccount): string[] =>
  positions
    .flatMap(({ symbol }) => {
      const price = substitutes.get(symbol)?.price;
      return price === undefined ? [] : [`${symbol} at ${price}`];
    })
    .sort();

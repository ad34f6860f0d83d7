import { ASSETS, WHOLE_BPS } from '../allocation/assets.js';
import type { AccountBox } from '../allocation/base-polytope.js';
import { boundName } from '../allocation/bound-origin.js';
import { centsDown, centsUp } from '../allocation/bounds-in-cents.js';
import { formatCents, type Cents } from '../allocation/money.js';
import type { Box } from '../allocation/tightest-bounds.js';
import { DomainError } from '../domain-error.js';
import type { RiskProfile } from '../policy/policy-document.js';

const CASH = ASSETS.indexOf('CASH');

/** What a household's own risk profile allows over all of its accounts, as bounds of amounts in whole cents. */
export function limitsOf({ floorBps, ceilingBps }: RiskProfile, total: Cents): Box {
  const min = ASSETS.map((_, i) => (i === CASH ? centsDown(total, WHOLE_BPS - ceilingBps) : 0));
  const max = ASSETS.map((_, i) => (i === CASH ? centsUp(total, WHOLE_BPS - floorBps) : total));
  return { min, max };
}

/** The limit that amounts are past, named as a bound; undefined where they keep within both. */
export function limitPassed(amounts: readonly Cents[], { min, max }: Box): string | undefined {
  if (amounts[CASH]! < min[CASH]!) return boundName('CASH', 'ceiling');
  if (amounts[CASH]! > max[CASH]!) return boundName('CASH', 'floor');
  return undefined;
}

/** An account of a household by its id, and its bounds in cents. */
interface BoundAccount {
  readonly id: string;
  readonly box: AccountBox;
}

/**
 * Refuses what the accounts' bounds make of equity where the household's own profile allows less, or more.
 * @throws DomainError `infeasible-bounds` naming the profile's limit and each account whose bounds are in its way
 */
export function assertWithinLimits(
  accounts: readonly BoundAccount[],
  profile: RiskProfile,
  { min, max }: Box,
): void {
  const total = accounts.reduce((sum, { box }) => sum + box.total, 0n);
  const least = accounts.map(({ box }) => leastEquity(box));
  const most = accounts.map(({ box }) => mostEquity(box));
  const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);
  if (total - sum(least) < BigInt(min[CASH]!)) {
    const bound = accounts.filter((_, k) => least[k]! > 0n);
    throw refusal(profile, 'ceiling', bound, (box) => leastEquity(box));
  }
  if (total - sum(most) > BigInt(max[CASH]!)) {
    const bound = accounts.filter(({ box }, k) => most[k]! < box.total);
    throw refusal(profile, 'floor', bound, (box) => mostEquity(box));
  }
}

const overFunds = (amounts: readonly bigint[]): bigint =>
  amounts.reduce((sum, one, i) => (i === CASH ? sum : sum + one), 0n);

function leastEquity({ total, min, max }: AccountBox): bigint {
  const [byFunds, byCash] = [overFunds(min), total - max[CASH]!];
  return byFunds > byCash ? byFunds : byCash;
}

function mostEquity({ total, min, max }: AccountBox): bigint {
  const [byFunds, byCash] = [overFunds(max), total - min[CASH]!];
  return byFunds < byCash ? byFunds : byCash;
}

function refusal(
  profile: RiskProfile,
  limit: 'ceiling' | 'floor',
  accounts: readonly BoundAccount[],
  equityOf: (box: AccountBox) => bigint,
): DomainError {
  const [allowed, held] = limit === 'ceiling' ? ['most', 'least'] : ['least', 'most'];
  const bps = limit === 'ceiling' ? profile.ceilingBps : profile.floorBps;
  const code = 'infeasible-bounds';
  const fields = [
    {
      pointer: '/riskProfile',
      code,
      message: `equity at ${allowed} ${bps / 100} % (the ${limit} of ${profile.id})`,
    },
    ...accounts.map(({ id, box }) => ({
      pointer: `/accounts/${id}`,
      code,
      message: `account ${id}: equity at ${held} $${formatCents(Number(equityOf(box)))} of $${formatCents(Number(box.total))}`,
    })),
  ];
  const told = fields.map(({ message }) => message).join(', ');
  return new DomainError('unprocessable', code, `No split can meet these bounds together: ${told}.`, fields);
}

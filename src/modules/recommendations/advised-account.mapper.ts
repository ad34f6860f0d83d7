import type { CashNeeds } from '../../domain/allocation/cash-needs.js';
import { parseCents, parseMicros } from '../../domain/allocation/money.js';
import type { DriftSettings } from '../../domain/rebalancing/drift.js';
import type { AdvisedHousehold } from '../../domain/recommendation/recommend-household.js';
import type { AdvisedAccount } from '../../domain/recommendation/recommend.js';
import type { CashNeedsText } from '../accounts/account.js';
import type { AccountTerms, RecordedHousehold, RecordedTerms } from './recorded-inputs.js';

/** An account in the domain's units. An empty term is none. */
export const advisedAccount = (terms: AccountTerms): AdvisedAccount => ({
  riskProfile: terms.riskProfile,
  cash: parseCents(terms.cash ?? '0'),
  positions: (terms.positions ?? []).map(({ symbol, quantity, marketValue }) => ({
    symbol,
    quantity: parseMicros(quantity),
    ...(marketValue === undefined ? {} : { marketValue: parseCents(marketValue) }),
  })),
  constraints: terms.constraints ?? {},
  ...(isGiven(terms.equity) && { equity: terms.equity }),
  ...(isGiven(terms.cashNeeds) && { cashNeeds: cashNeeds(terms.cashNeeds) }),
  ...(isGiven(terms.drift) && { drift: withoutAbsent(terms.drift) }),
});

const isGiven = <T extends object>(term: T | undefined): term is T =>
  term !== undefined && Object.values(term).some((value) => value !== undefined);

/** A request's own fields that were left out must not hide the policy's. */
const withoutAbsent = ({
  minBps,
  maxBps,
  ofTargetPct,
  to,
}: Partial<DriftSettings>): Partial<DriftSettings> => ({
  ...(minBps !== undefined && { minBps }),
  ...(maxBps !== undefined && { maxBps }),
  ...(ofTargetPct !== undefined && { ofTargetPct }),
  ...(to !== undefined && { to }),
});

const cashNeeds = ({ standing = '0', withdrawals = [] }: CashNeedsText): CashNeeds => ({
  standing: parseCents(standing),
  withdrawals: withdrawals.map(({ date, amount }) => ({ date, amount: parseCents(amount) })),
});

/** What a recommendation records of an account: its terms and holdings, and nothing else. */
export const recordedTerms = ({
  riskProfile,
  cash = '0',
  positions = [],
  constraints = {},
  equity,
  cashNeeds,
  drift,
}: AccountTerms): RecordedTerms => ({
  riskProfile,
  cash,
  positions,
  constraints,
  ...(equity && { equity }),
  ...(cashNeeds && { cashNeeds }),
  ...(drift && { drift }),
});

/** A household as it was recorded, in the domain's units. */
export const advisedHousehold = ({ riskProfile, accounts }: RecordedHousehold): AdvisedHousehold => ({
  riskProfile,
  members: accounts.map(({ id, ...terms }) => ({ id, account: advisedAccount(terms) })),
});

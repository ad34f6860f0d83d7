import type { CashNeeds } from '../../domain/allocation/cash-needs.js';
import { parseCents, parseMicros } from '../../domain/allocation/money.js';
import type { DriftSettings } from '../../domain/rebalancing/drift.js';
import type {
  AdviceText,
  Advisor,
  Occasion,
  RecommendationIdentity,
} from '../../domain/recommendation/compose.js';
import {
  recommendHousehold,
  type AdvisedHousehold,
} from '../../domain/recommendation/recommend-household.js';
import { recommend, type AdvisedAccount, type Advice } from '../../domain/recommendation/recommend.js';
import type { Verdict } from '../../domain/recommendation/verdict.js';
import type { CashNeedsText } from '../accounts/account.js';
import type {
  AccountTerms,
  RecordedHousehold,
  RecordedSubject,
  RecordedTerms,
  SubjectTerms,
} from './recorded-inputs.js';

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

/** What a recommendation records of what it is for. */
export const recordedSubject = (terms: SubjectTerms): RecordedSubject =>
  'account' in terms
    ? { account: recordedTerms(terms.account) }
    : {
        household: {
          riskProfile: terms.household.riskProfile,
          accounts: terms.household.accounts.map((account) => ({
            id: account.id,
            ...recordedTerms(account),
          })),
        },
      };

/** The recommendation of what was recorded. @throws DomainError as `recommend` or `recommendHousehold` does. */
export const adviseRecorded = (
  advisor: Advisor,
  identity: RecommendationIdentity,
  recorded: RecordedSubject,
  occasion: Occasion,
): AdviceText =>
  'account' in recorded
    ? advisor.adviseText(identity, advisedAccount(recorded.account), occasion)
    : advisor.adviseHouseholdText(identity, advisedHousehold(recorded.household), occasion);

/** Its numbers alone. @throws DomainError as `adviseRecorded` does. */
export const recommendRecorded = (verdict: Verdict, recorded: RecordedSubject): Advice =>
  'account' in recorded
    ? recommend(verdict, advisedAccount(recorded.account))
    : recommendHousehold(verdict, advisedHousehold(recorded.household));

/** A household as it was recorded, in the domain's units. */
const advisedHousehold = ({ riskProfile, accounts }: RecordedHousehold): AdvisedHousehold => ({
  riskProfile,
  members: accounts.map(({ id, ...terms }) => ({ id, account: advisedAccount(terms) })),
});

import type { Constraints } from '../../domain/allocation/bounds.js';
import { parseCents, parseMicros } from '../../domain/allocation/money.js';
import type { AdvisedAccount } from '../../domain/recommendation/recommend.js';

/** An account's terms and holdings as callers write them and as recommendations record them. */
export interface AccountTerms {
  readonly riskProfile: string;
  readonly cash?: string;
  readonly positions?: readonly {
    readonly symbol: string;
    readonly quantity: string;
    readonly marketValue?: string;
  }[];
  readonly constraints?: Constraints;
}

/** The same in the domain's units. */
export const advisedAccount = (terms: AccountTerms): AdvisedAccount => ({
  riskProfile: terms.riskProfile,
  cash: parseCents(terms.cash ?? '0'),
  positions: (terms.positions ?? []).map(({ symbol, quantity, marketValue }) => ({
    symbol,
    quantity: parseMicros(quantity),
    ...(marketValue === undefined ? {} : { marketValue: parseCents(marketValue) }),
  })),
  constraints: terms.constraints ?? {},
});

/** What a recommendation records of an account: its terms and holdings, and nothing else. */
export const recordedTerms = ({
  riskProfile,
  cash = '0',
  positions = [],
  constraints = {},
}: AccountTerms): Required<AccountTerms> => ({ riskProfile, cash, positions, constraints });

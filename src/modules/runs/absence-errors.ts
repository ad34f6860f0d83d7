import type { CountedAccount } from '../accounts/account-book.service.js';

/** What a run says of an account that is no longer what it was when the run was made. */
export const ABSENCE_ERRORS: Readonly<
  Record<NonNullable<CountedAccount['absence']>, { readonly code: string; readonly message: string }>
> = {
  deleted: {
    code: 'account-deleted',
    message: 'The account was deleted while the run was under way.',
  },
  household_changed: {
    code: 'household-changed',
    message:
      'While the run was under way the account joined or left a household that is advised as one, or its household is so no longer: advise it again.',
  },
};

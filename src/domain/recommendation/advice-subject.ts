/** What is advised as one: an account by itself, or a household with all of its accounts. */
export type AdviceUnit = 'account' | 'household';

export interface AccountSubject {
  readonly accountId: string;
}

/** Whose advice it is. */
export type AdviceSubject = AccountSubject | { readonly householdId: string };

/** The id of whose advice it is. */
export const subjectId = (subject: AdviceSubject): string =>
  'accountId' in subject ? subject.accountId : subject.householdId;

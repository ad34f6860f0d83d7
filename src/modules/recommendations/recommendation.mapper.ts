import { canonicalJson } from '../../domain/canonical-hash.js';
import type { AdviceSubject } from '../../domain/recommendation/advice-subject.js';
import { idFromText } from '../../domain/derived-id.js';
import { fromDateColumn } from '../../platform/database/date-column.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import type { RecommendationHeaderDto } from './dto/recommendation.dto.js';
import type { NewVerdict, RecommendationHeader, RecommendationRow } from './recommendation.repository.js';
import type {
  OwnInputs,
  RecordedEntries,
  RecordedInputs,
  RecordedSubject,
  RecordedTerms,
} from './recorded-inputs.js';

/** A row as a line of the account's record. */
export const recommendationHeaderDto = (row: RecommendationHeader): RecommendationHeaderDto => ({
  id: row.id,
  ...subjectOf(row),
  asOf: fromDateColumn(row.asOf),
  knownAt: row.knownAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
  policyId: row.policyId,
  policyVersion: row.policyVersion,
  action: row.action,
  engineVersion: row.engineVersion,
  inputsHash: row.inputsHash,
});

/** Whose it is; the database keeps to one of the two. */
export function subjectOf({
  accountId,
  householdId,
}: Pick<RecommendationHeader, 'accountId' | 'householdId'>): AdviceSubject {
  if (accountId !== null) return { accountId };
  if (householdId !== null) return { householdId };
  throw new RangeError('a recommendation of nobody');
}

/** What is recorded, as a JSON column. */
export const inputsColumn = ({ asOf, revision, ...subject }: OwnInputs): Prisma.InputJsonObject => ({
  ...(asOf !== undefined && { asOf }),
  revision,
  ...subjectColumn(subject),
});

const subjectColumn = (subject: RecordedSubject): Prisma.InputJsonObject =>
  'account' in subject
    ? { account: termsColumn(subject.account) }
    : {
        household: {
          riskProfile: subject.household.riskProfile,
          accounts: subject.household.accounts.map(({ id, ...terms }) => ({ id, ...termsColumn(terms) })),
        },
      };

function termsColumn({ equity, cashNeeds, drift, ...terms }: RecordedTerms): Prisma.InputJsonObject {
  return {
    ...terms,
    positions: terms.positions.map((position) => ({ ...position })),
    constraints: Object.fromEntries(
      Object.entries(terms.constraints).map(([asset, bounds]) => [asset, { ...bounds }]),
    ),
    ...(equity && { equity: { ...equity } }),
    ...(cashNeeds && {
      cashNeeds: { ...cashNeeds, withdrawals: (cashNeeds.withdrawals ?? []).map((one) => ({ ...one })) },
    }),
    ...(drift && { drift: { ...drift } }),
  };
}

/** The shared part of recommendations and what it rests on, by an id of its own content. */
export const verdictOf = (body: string, entries: RecordedEntries): NewVerdict => ({
  id: idFromText(body, canonicalJson(entries)),
  body,
  entries: entriesColumn(entries),
});

const entriesColumn = ({ overrides, facts, recordId }: RecordedEntries): Prisma.InputJsonObject => ({
  ...(overrides && { overrides: overrides.map((override) => ({ ...override })) }),
  ...(facts && { facts: facts.map((fact) => ({ ...fact })) }),
  ...(recordId !== undefined && { recordId }),
});

/**
 * Written by this service alone, and only ever in the shape of RecordedInputs. Recommendations from before
 * verdicts were stored on their own have the entries among the inputs.
 */
export function recordedInputs({ inputs, entries }: RecommendationRow): RecordedInputs {
  const recorded = inputs as unknown as RecordedInputs;
  return entries === undefined ? recorded : { ...recorded, ...(entries as RecordedEntries) };
}

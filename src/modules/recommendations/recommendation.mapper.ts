import { fromDateColumn } from '../../platform/database/date-column.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import type { RecommendationHeaderDto } from './dto/recommendation.dto.js';
import type { RecommendationHeader, RecommendationRow } from './recommendation.repository.js';
import type { RecordedInputs } from './recorded-inputs.js';

/** A row as a line of the account's record. */
export const recommendationHeaderDto = (row: RecommendationHeader): RecommendationHeaderDto => ({
  id: row.id,
  accountId: row.accountId,
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

/** What is recorded, as a JSON column. */
export const inputsColumn = ({ overrides, facts, ...inputs }: RecordedInputs): Prisma.InputJsonObject => ({
  ...inputs,
  ...(overrides && { overrides: overrides.map((override) => ({ ...override })) }),
  ...(facts && { facts: facts.map((fact) => ({ ...fact })) }),
  account: {
    ...inputs.account,
    positions: inputs.account.positions.map((position) => ({ ...position })),
    constraints: Object.fromEntries(
      Object.entries(inputs.account.constraints).map(([asset, bounds]) => [asset, { ...bounds }]),
    ),
  },
});

/** Written by this service alone, and only ever in the shape of RecordedInputs. */
export const recordedInputs = ({ inputs }: RecommendationRow): RecordedInputs =>
  inputs as unknown as RecordedInputs;

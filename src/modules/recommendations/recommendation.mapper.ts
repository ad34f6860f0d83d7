import { idFromText } from '../../domain/derived-id.js';
import type { FedOverride } from '../../domain/readings/macro/fed-override.js';
import { fromDateColumn } from '../../platform/database/date-column.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import type { RecommendationHeaderDto } from './dto/recommendation.dto.js';
import type { NewVerdict, RecommendationHeader, RecommendationRow } from './recommendation.repository.js';
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
export const inputsColumn = (inputs: Omit<RecordedInputs, 'overrides'>): Prisma.InputJsonObject => ({
  ...inputs,
  account: {
    ...inputs.account,
    positions: inputs.account.positions.map((position) => ({ ...position })),
    constraints: Object.fromEntries(
      Object.entries(inputs.account.constraints).map(([asset, bounds]) => [asset, { ...bounds }]),
    ),
  },
});

/** The shared part of recommendations and what it rests on besides the market, by an id of its own content. */
export function verdictOf(body: string, overrides: readonly FedOverride[]): NewVerdict {
  const text = JSON.stringify(overrides);
  return { id: idFromText(body, text), body, overrides: overrides.map((override) => ({ ...override })) };
}

/**
 * Written by this service alone, and only ever in the shape of RecordedInputs. The overrides are those of the
 * verdict; recommendations from before verdicts were stored on their own have them among the inputs.
 */
export function recordedInputs({ inputs, overrides }: RecommendationRow): RecordedInputs {
  const recorded = inputs as unknown as RecordedInputs;
  return overrides === undefined
    ? recorded
    : { ...recorded, overrides: overrides as unknown as readonly FedOverride[] };
}

import type { BookFilter } from '../../domain/book/slice.js';
import { fromDateColumn, toDateColumn } from '../../platform/database/date-column.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import type { RecommendationRunModel } from '../../platform/database/generated/models.js';
import type { Run, RunKind, RunState, RunTerms } from './run.js';

export const runOf = (row: RecommendationRunModel): Run => ({
  id: row.id,
  kind: row.kind as RunKind,
  state: row.state as RunState,
  asOf: fromDateColumn(row.asOf),
  ...(row.askedAsOf === null ? {} : { askedAsOf: fromDateColumn(row.askedAsOf) }),
  knownAt: row.knownAt,
  revision: row.revision,
  // Both written by runColumns alone.
  entries: row.entries as RunTerms['entries'],
  filter: row.filter as BookFilter,
  policy: { id: row.policyId, version: row.policyVersion },
  ...(row.againstId === null || row.againstVersion === null
    ? {}
    : { against: { id: row.againstId, version: row.againstVersion } }),
  createdAt: row.createdAt,
  createdBy: row.createdBy,
  total: row.total,
  done: row.done,
  failed: row.failed,
  ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt }),
});

export const runColumns = ({ policy, against, askedAsOf, ...terms }: RunTerms) => ({
  ...terms,
  asOf: toDateColumn(terms.asOf),
  askedAsOf: askedAsOf === undefined ? null : toDateColumn(askedAsOf),
  entries: terms.entries as unknown as Prisma.InputJsonObject,
  filter: { ...terms.filter } satisfies Prisma.InputJsonObject,
  policyId: policy.id,
  policyVersion: policy.version,
  againstId: against?.id ?? null,
  againstVersion: against?.version ?? null,
});

import { EXCEPTION_MEANINGS, type BookException } from '../../domain/book/book-line.js';
import type { Counts } from '../../domain/book/moves.js';
import type { BookImpact, ImpactChange, ImpactSummary } from '../../domain/book/impact.js';
import { dollarsOf, type BookChange, type BookStatement } from '../../domain/book/statement.js';
import type { Advisor } from '../../domain/recommendation/compose.js';
import type { ImpactDto, ImpactHeaderDto } from './dto/impact.dto.js';
import type { RunDto, RunProgressDto } from './dto/run.dto.js';
import type { BookExceptionDto, RunItemDto } from './dto/run-item.dto.js';
import type { ErrorCountDto, StatementDto } from './dto/statement.dto.js';
import type { Run } from './run.js';
import type { RunItemRow } from './run-item.repository.js';

const progressDto = (run: Run): RunProgressDto => ({
  id: run.id,
  state: run.state,
  asOf: run.asOf,
  knownAt: run.knownAt.toISOString(),
  policy: run.policy,
  total: run.total,
  done: run.done,
  failed: run.failed,
  createdAt: run.createdAt.toISOString(),
  createdBy: run.createdBy,
  ...(run.finishedAt === undefined ? {} : { finishedAt: run.finishedAt.toISOString() }),
});

export const runDto = (run: Run): RunDto => ({
  ...progressDto(run),
  // Written from a validated RunFilterDto alone.
  ...(Object.keys(run.filter).length === 0 ? {} : { filter: run.filter as RunDto['filter'] & object }),
});

export const bookExceptionDto = (row: RunItemRow): BookExceptionDto => ({
  accountId: row.account_id,
  name: row.name,
  riskProfile: row.risk_profile,
  ...(row.household_id === null ? {} : { householdId: row.household_id }),
  exceptions: [...row.exceptions],
  ...(row.binding.length === 0 ? {} : { binding: [...row.binding] }),
  ...(row.error_code === null ? {} : { error: { code: row.error_code, message: row.error_message ?? '' } }),
});

export const runItemDto = (row: RunItemRow): RunItemDto => ({
  ...bookExceptionDto(row),
  ...(row.recommendation_id === null ? {} : { recommendationId: row.recommendation_id }),
  ...(row.action === null ? {} : { action: row.action }),
  ...(row.equity_bps === null ? {} : { equityExposureBps: row.equity_bps }),
  ...(row.most_bps === null ? {} : { mostEquityBps: row.most_bps }),
  ...(row.value_cents === null ? {} : { advisedValue: dollarsOf(row.value_cents) }),
  ...(row.turnover_cents === null ? {} : { turnover: dollarsOf(row.turnover_cents) }),
  ...changesIn(row.body),
});

/** A recommendation's own part holds its changes. */
function changesIn(body: string | null): Pick<RunItemDto, 'changes'> {
  if (body === null) return {};
  const { changes } = JSON.parse(body) as Pick<RunItemDto, 'changes'>;
  return changes === undefined ? {} : { changes };
}

const errorCounts = (counts: Counts): ErrorCountDto[] =>
  Object.entries(counts).map(([code, accounts]) => ({ code, accounts }));

type Named<Change> = Change & { readonly name?: string };
type NamedStatement = Omit<BookStatement, 'largestChanges'> & {
  readonly largestChanges: readonly Named<BookChange>[];
};
type NamedImpact = Omit<BookImpact, 'mostMoved'> & { readonly mostMoved: readonly Named<ImpactChange>[] };

/** What all advice of a run rests on. */
const basisDto = ({ body: { frozen, frozenReason, dataQuality } }: Advisor) => ({
  frozen,
  ...(frozenReason === undefined ? {} : { frozenReason }),
  dataQuality,
});

export function statementDto(
  run: Run,
  advisor: Advisor,
  { actions, exceptions, errors, largestChanges, ...statement }: NamedStatement,
  listed: readonly RunItemRow[],
  hasMoreExceptions: boolean,
): StatementDto {
  const reasons = Object.keys(EXCEPTION_MEANINGS) as BookException[];
  return {
    runId: run.id,
    asOf: run.asOf,
    knownAt: run.knownAt.toISOString(),
    policy: { ...run.policy, name: advisor.verdict.policy.name },
    headline: `${statement.fullyInvested} of ${statement.accounts} accounts are fully invested.`,
    ...statement,
    actions: { hold: actions['hold'] ?? 0, rebalance: actions['rebalance'] ?? 0 },
    largestChanges: [...largestChanges],
    exceptionCounts: reasons.flatMap((reason) => {
      const accounts = exceptions[reason] ?? 0;
      return accounts === 0 ? [] : [{ reason, meaning: EXCEPTION_MEANINGS[reason], accounts }];
    }),
    errors: errorCounts(errors),
    exceptions: listed.map(bookExceptionDto),
    hasMoreExceptions,
    ...basisDto(advisor),
  };
}

const withErrorLists = <T extends ImpactSummary>({ errors, ...summary }: T) => ({
  ...summary,
  errors: { before: errorCounts(errors.before), after: errorCounts(errors.after) },
});

export const impactHeaderDto = (run: Run): ImpactHeaderDto => ({
  ...progressDto(run),
  against: run.against ?? run.policy,
});

/** Of a run that has ended. */
export function impactDto(run: Run, advisor: Advisor, impact: NamedImpact): ImpactDto {
  const { byRiskProfile, mostMoved, ...summary } = impact;
  return {
    ...impactHeaderDto(run),
    ...basisDto(advisor),
    impact: {
      ...withErrorLists(summary),
      byRiskProfile: byRiskProfile.map(withErrorLists),
      mostMoved: [...mostMoved],
    },
  };
}

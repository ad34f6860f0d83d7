import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import {
  addTotals,
  dollarsOf,
  NO_ACCOUNTS,
  statementOf,
  type StatementTotals,
} from '../../domain/book/statement.js';
import { csvRecord, enteredText } from '../../platform/http/csv.js';
import { SubjectNames } from '../recommendations/subject-names.service.js';
import type { StatementDto } from './dto/statement.dto.js';
import type { Run } from './run.js';
import { RunAdvisors } from './run-advisors.service.js';
import { statementDto } from './run-dto.mapper.js';
import { RunItemRepository, type RunItemRow } from './run-item.repository.js';
import { RunRepository } from './run.repository.js';
import { RunsService } from './runs.service.js';

const MOST_EXCEPTIONS_LISTED = 1_000;
const LINES_A_READ = 2_000;

const CSV_HEADER = [
  'account_id',
  'name',
  'registration',
  'risk_profile',
  'action',
  'equity_bps',
  'most_equity_bps',
  'advised_value',
  'turnover',
  'exceptions',
  'error_code',
  'error_message',
  'recommendation_id',
  'household_id',
  'binding',
];

/** What a run that has ended says of the whole book. */
@Injectable()
export class StatementsService {
  constructor(
    private readonly service: RunsService,
    private readonly runs: RunRepository,
    private readonly items: RunItemRepository,
    private readonly advisors: RunAdvisors,
    private readonly names: SubjectNames,
  ) {}

  /** @throws DomainError 409 `run-not-finished` */
  async statement(firmId: string, id: string): Promise<StatementDto> {
    const run = await this.ended(firmId, id);
    const totals = (await this.runs.totals<StatementTotals>(firmId, id)).reduce(addTotals, NO_ACCOUNTS);
    const keyset = { exception: 'any', limit: MOST_EXCEPTIONS_LISTED + 1 };
    const exceptions = await this.items.list(firmId, id, keyset, { withBody: false });
    const listed = exceptions.slice(0, MOST_EXCEPTIONS_LISTED);
    const statement = statementOf(totals);
    const largestChanges = await this.names.beside(firmId, statement.largestChanges);
    const hasMore = exceptions.length > listed.length;
    const { advisor } = await this.advisors.of(firmId, run);
    return statementDto(run, advisor, { ...statement, largestChanges }, listed, hasMore);
  }

  /** @throws DomainError 404 `run-not-found`, 409 `run-not-finished` */
  async assertEnded(firmId: string, id: string): Promise<void> {
    await this.ended(firmId, id);
  }

  /** A line for each account, read as it is sent. @throws DomainError 409 `run-not-finished` */
  async lines(firmId: string, id: string): Promise<Readable> {
    await this.ended(firmId, id);
    return Readable.from(this.records(firmId, id));
  }

  private async *records(firmId: string, runId: string): AsyncGenerator<string> {
    yield csvRecord(CSV_HEADER);
    let after: string | undefined;
    do {
      const keyset = { ...(after === undefined ? {} : { after }), limit: LINES_A_READ };
      const rows = await this.items.list(firmId, runId, keyset, { withBody: false });
      if (rows.length > 0) yield rows.map(recordOf).join('');
      after = rows.length < LINES_A_READ ? undefined : rows.at(-1)?.account_id;
    } while (after !== undefined);
  }

  private async ended(firmId: string, id: string): Promise<Run> {
    const run = await this.service.existing(firmId, id);
    if (run.state !== 'running') return run;
    throw new DomainError(
      'conflict',
      'run-not-finished',
      `${run.done + run.failed} of ${run.total} accounts are done; the statement comes with the last.`,
    );
  }
}

const recordOf = (row: RunItemRow): string =>
  csvRecord([
    row.account_id,
    enteredText(row.name),
    row.registration,
    enteredText(row.risk_profile),
    row.action,
    row.equity_bps,
    row.most_bps,
    row.value_cents === null ? null : dollarsOf(row.value_cents),
    row.turnover_cents === null ? null : dollarsOf(row.turnover_cents),
    row.exceptions.join(' '),
    row.error_code,
    row.error_message === null ? null : enteredText(row.error_message),
    row.recommendation_id,
    row.household_id,
    row.binding.join(' '),
  ]);

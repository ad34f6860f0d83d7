import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import { isCalendarDate } from '../../domain/market/calendar-date.js';
import { scoreStatement } from '../../domain/readings/macro/fed-statement.js';
import { StatementValidator, type StatementRow } from '../../domain/readings/macro/statement-rules.js';
import { Clock } from '../../platform/clock/clock.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { decodeCursor, pageOf, type Page } from '../../platform/http/page.js';
import { validationFailed } from '../../platform/http/validation.pipe.js';
import {
  FedStatementRepository,
  type StatementKey,
  type StatementsQuery,
  type StoredStatement,
} from './fed-statement.repository.js';
import { MarketDataReader } from './market-data-reader.service.js';
import type { Origin } from './market-data-writer.service.js';
import { SharedWritesRepository, type WriteCounts } from './shared-writes.repository.js';

/** One version of one statement, with what its words lean to; instants in RFC 3339. */
export interface StatementVersion {
  readonly date: string;
  readonly releasedAt: string;
  readonly learnedAt: string;
  /** `releasedAt` follows the release rule; nobody recorded it. */
  readonly assumed: boolean;
  readonly source: string;
  readonly title?: string;
  readonly url?: string;
  readonly body: string;
  readonly reading: string;
  readonly score: number;
}

/** What became of a statement that was handed in. */
export type StatementOutcome = 'inserted' | 'corrected' | 'unchanged';

export interface VersionsQuery extends Pick<StatementsQuery, 'limit'> {
  /** RFC 3339. */
  readonly knownAt?: string | undefined;
  readonly cursor?: string | undefined;
}

/** The Fed's statements: shared by all firms, added to and corrected by further versions. */
@Injectable()
export class FedStatementsService {
  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly statements: FedStatementRepository,
    private readonly writes: SharedWritesRepository,
    private readonly reader: MarketDataReader,
  ) {}

  /**
   * Stores valid statements, all or nothing.
   * @throws DomainError `dataset-mismatch`
   */
  async store(rows: readonly StatementRow[], { source, ...options }: Origin): Promise<WriteCounts> {
    const now = this.clock.now();
    const counts = await this.writes.write(
      this.config.dataset,
      (tx) => this.statements.addVersions(tx, rows, { now, source }),
      options,
    );
    this.reader.refresh();
    return counts;
  }

  /**
   * Takes in one statement that a caller sends; where the date has one that differs, as its correction.
   * @throws DomainError `dataset-is-sample`
   * @throws HttpProblem naming the fields that are bad
   */
  async add(row: StatementRow): Promise<StatementVersion & { readonly outcome: StatementOutcome }> {
    if (this.config.dataset === 'sample') {
      throw new DomainError(
        'conflict',
        'dataset-is-sample',
        'This installation holds the sample market, and real statements are never mixed with it.',
      );
    }
    const problems = new StatementValidator(this.clock.now().getTime()).check(row);
    if (problems.length > 0) {
      throw validationFailed(
        problems.map(({ field, code, message }) => ({ pointer: `/${field}`, code, message })),
      );
    }
    const { inserted, corrected } = await this.store([row], { source: 'entered' });
    const stored = await this.statements.latest(row.date);
    if (stored === undefined) throw new RangeError('a statement that was stored is not there');
    const outcome = inserted > 0 ? 'inserted' : corrected > 0 ? 'corrected' : 'unchanged';
    return { ...versionOf(stored), outcome };
  }

  /** Every version in order of date, then of when it was learned; only what was known by `knownAt`. */
  async list({ cursor, knownAt, limit }: VersionsQuery): Promise<Page<StatementVersion>> {
    const rows = await this.statements.page({
      knownAt: knownAt === undefined ? undefined : new Date(knownAt),
      after: keyOf(cursor),
      limit: limit + 1,
    });
    return pageOf(rows.map(versionOf), limit, ({ date, learnedAt }) => [date, learnedAt]);
  }
}

function versionOf(row: StoredStatement): StatementVersion {
  const { reading, score } = scoreStatement(row.body);
  return {
    date: row.date,
    releasedAt: row.released_at.toISOString(),
    learnedAt: row.learned_at.toISOString(),
    assumed: row.assumed,
    source: row.source,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.url === null ? {} : { url: row.url }),
    body: row.body,
    reading,
    score,
  };
}

function keyOf(cursor: string | undefined): StatementKey | undefined {
  const key = decodeCursor(cursor, 2);
  if (!key) return undefined;
  const [date = '', learnedAt = ''] = key;
  if (isCalendarDate(date) && !Number.isNaN(Date.parse(learnedAt))) return { date, learnedAt };
  throw validationFailed([
    { pointer: '/cursor', code: 'malformed-cursor', message: 'cursor is not one of this list' },
  ]);
}

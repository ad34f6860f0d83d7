import { Injectable } from '@nestjs/common';
import type { FedStatement } from '../../domain/readings/macro/statement.js';
import { statementReleasedAt, type StatementRow } from '../../domain/readings/macro/statement-rules.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { NEXT_REVISION, type Knowledge } from './knowledge.js';
import type { WriteCounts } from './shared-writes.repository.js';

/** One version of a statement as the store has it. */
export interface StoredStatement {
  readonly date: string;
  readonly released_at: Date;
  readonly learned_at: Date;
  readonly title: string | null;
  readonly url: string | null;
  readonly body: string;
  readonly source: string;
  readonly assumed: boolean;
}

/** What orders versions, and so what a page starts after. */
export interface StatementKey {
  readonly date: string;
  readonly learnedAt: string;
}

export interface StatementsQuery {
  /** Only versions learned by then. */
  readonly knownAt?: Date | undefined;
  readonly after?: StatementKey | undefined;
  readonly limit: number;
}

/**
 * A correction is one of our copy: the statement was public when it was. A title or an address that isn't given
 * stays as it was.
 */
const ADD_VERSIONS = `
  WITH incoming AS (
    SELECT * FROM jsonb_to_recordset($1::text::jsonb)
      AS row (date date, title text, url text, body text, due_at timestamptz)
  ), compared AS (
    SELECT incoming.date, incoming.body, incoming.due_at, current.released_at AS previous, current.learned_at,
           current.assumed AS was_assumed,
           coalesce(incoming.title, current.title) AS title, coalesce(incoming.url, current.url) AS url
    FROM incoming LEFT JOIN LATERAL (
      SELECT * FROM fed_statements stored
      WHERE stored.statement_date = incoming.date ORDER BY learned_at DESC LIMIT 1
    ) current ON true
    WHERE (current.body, current.title, current.url) IS DISTINCT FROM
          (incoming.body, coalesce(incoming.title, current.title), coalesce(incoming.url, current.url))
  ), timed AS (
    SELECT *, coalesce(previous, least(due_at, $2::text::timestamptz)) AS released_at,
           coalesce(was_assumed, due_at <= $2::text::timestamptz) AS assumed
    FROM compared
  ), written AS (
    INSERT INTO fed_statements
      (statement_date, released_at, learned_at, title, url, body, source, assumed, revision)
    SELECT date, released_at,
           CASE WHEN $4 THEN released_at
                ELSE greatest($2::text::timestamptz, learned_at + interval '1 millisecond') END,
           title, url, body, $3, assumed, ${NEXT_REVISION}
    FROM timed
    RETURNING statement_date
  )
  SELECT count(*) FILTER (WHERE previous IS NULL)::int AS inserted,
         count(*) FILTER (WHERE previous IS NOT NULL)::int AS corrected
  FROM timed JOIN written ON statement_date = date`;

const READ_ANY = 'SELECT 1 AS one FROM fed_statements LIMIT 1';

const COLUMNS = 'statement_date AS date, released_at, learned_at, title, url, body, source, assumed';

const READ_IN_FORCE = `
  SELECT DISTINCT ON (statement_date) ${COLUMNS} FROM fed_statements
  WHERE ($1::timestamptz IS NULL OR learned_at <= $1) AND ($2::bigint IS NULL OR revision <= $2)
  ORDER BY statement_date, learned_at DESC`;

const READ_LATEST = `
  SELECT ${COLUMNS} FROM fed_statements WHERE statement_date = $1::date ORDER BY learned_at DESC LIMIT 1`;

const READ_PAGE = `
  SELECT ${COLUMNS} FROM fed_statements
  WHERE ($1::timestamptz IS NULL OR learned_at <= $1)
    AND ($2::date IS NULL OR (statement_date, learned_at) > ($2, $3::timestamptz))
  ORDER BY statement_date, learned_at
  LIMIT $4`;

/** The append-only versions of the Fed's statements. */
@Injectable()
export class FedStatementRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds a version of every statement that is new or differs from the one in force. In a store that had none
   * the statements are its past filled in, each learned when it was published; all else is learned at `now`.
   * A first one counts as public when the release rule says (`assumed`), or at `now` where it is in hand before
   * that. Rows must be valid, one a date.
   */
  async addVersions(
    tx: Transaction,
    rows: readonly StatementRow[],
    { now, source }: { now: Date; source: string },
  ): Promise<WriteCounts> {
    const backfill = (await tx.$queryRawUnsafe<unknown[]>(READ_ANY)).length === 0;
    const incoming = rows.map(({ date, title, url, body }) => ({
      date,
      title: title || null,
      url: url || null,
      body: body.trim(),
      due_at: new Date(statementReleasedAt(date)).toISOString(),
    }));
    const [counts] = await tx.$queryRawUnsafe<WriteCounts[]>(
      ADD_VERSIONS,
      JSON.stringify(incoming),
      now.toISOString(),
      source,
      backfill,
    );
    return counts ?? { inserted: 0, corrected: 0 };
  }

  /** One statement a date, in the version known then. */
  async inForce({ knownAt, revision }: Knowledge): Promise<readonly FedStatement[]> {
    const rows = await this.database.queryShared<StoredStatement>(READ_IN_FORCE, [
      knownAt ?? null,
      revision ?? null,
    ]);
    return rows.map(({ date, released_at, assumed, title, url, body }) => ({
      date,
      releasedAt: released_at.getTime(),
      assumed,
      ...(title === null ? {} : { title }),
      ...(url === null ? {} : { url }),
      body,
    }));
  }

  /** The last version of a date's statement; undefined where there is none. */
  async latest(date: string): Promise<StoredStatement | undefined> {
    const [row] = await this.database.queryShared<StoredStatement>(READ_LATEST, [date]);
    return row;
  }

  /** Versions in order of date, then of when they were learned. */
  page({ knownAt, after, limit }: StatementsQuery): Promise<StoredStatement[]> {
    return this.database.queryShared<StoredStatement>(READ_PAGE, [
      knownAt ?? null,
      after?.date ?? null,
      after?.learnedAt ?? null,
      limit,
    ]);
  }
}

import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { DomainError } from '../../domain/domain-error.js';
import type { DatasetName } from '../../domain/market/known-data.js';
import { sessionClose, type AnnouncedDays } from '../../domain/market/trading-calendar.js';
import type { BarRow } from '../../domain/market/validate-bars.js';
import { Database } from '../../platform/database/database.js';
import { NEXT_REVISION } from './knowledge.js';
import type { WriteCounts } from './shared-writes.repository.js';

/** What would become, or became, of one row. */
export type RowOutcome = 'inserted' | 'corrected' | 'unchanged';

export interface StagedRow {
  readonly row: number;
  readonly symbol: string;
  readonly session: string;
  readonly outcome: RowOutcome;
}

export interface Staging {
  /** Adds a valid row. Resolves when the database keeps up. */
  add(row: number, bar: BarRow): Promise<void> | undefined;
}

export interface ImportTerms {
  readonly dataset: DatasetName;
  readonly now: Date;
  readonly source: string;
  /** The last day whose splits the prices reflect. */
  readonly splitsThrough: string;
  /** What is known of closures beyond the calendar's rules. */
  readonly announced: AnnouncedDays;
  /** Count, and tell so many rows' outcomes, and write nothing. */
  readonly reportRows?: number;
}

export interface ImportOutcome extends WriteCounts {
  readonly report: readonly StagedRow[];
}

const LINES_A_WRITE = 500;

const STAGE = `
  CREATE TEMP TABLE staged_bars (row_number integer, symbol varchar(12), session date, closed_at timestamptz,
    open numeric(18,6), high numeric(18,6), low numeric(18,6), close numeric(18,6), adj_close numeric(18,6),
    volume bigint) ON COMMIT DROP`;

const CLAIM = 'INSERT INTO installation (id, dataset) VALUES (1, $1) ON CONFLICT DO NOTHING';

const LOCK = 'SELECT dataset FROM installation WHERE id = 1 FOR UPDATE';

const KNOWN_SYMBOLS = `
  CREATE TEMP TABLE staged_known ON COMMIT DROP AS
  SELECT symbol FROM (SELECT DISTINCT symbol FROM staged_bars) staged
  WHERE EXISTS (SELECT FROM price_bars stored WHERE stored.symbol = staged.symbol)`;

const COLUMNS = `(symbol, session, learned_at, open, high, low, close, adj_close, volume, source, assumed,
  revision, adjusted_through)`;

/** The past of symbols the store had nothing of, filled in. */
const INSERT_PAST = `
  INSERT INTO price_bars ${COLUMNS}
  SELECT symbol, session, closed_at, open, high, low, close, adj_close, volume, $1, true, ${NEXT_REVISION}, $2::text::date
  FROM staged_bars WHERE symbol NOT IN (SELECT symbol FROM staged_known)`;

/** Set against set: a look at each row's own history would be a slow one while statistics are missing. */
const COMPARED = `
  SELECT staged.*, current.learned_at AS previous,
    current.session IS NOT NULL AND
      (current.open, current.high, current.low, current.close, current.volume, current.adj_close)
      IS NOT DISTINCT FROM
      (staged.open, staged.high, staged.low, staged.close, staged.volume, staged.adj_close) AS is_same
  FROM staged_bars staged LEFT JOIN (
    SELECT DISTINCT ON (symbol, session) * FROM price_bars
    WHERE symbol IN (SELECT symbol FROM staged_known)
    ORDER BY symbol, session, learned_at DESC
  ) current USING (symbol, session)`;

const INSERT_CHANGES = `
  WITH changed AS (
    SELECT * FROM (${COMPARED} WHERE staged.symbol IN (SELECT symbol FROM staged_known)) compared
    WHERE NOT is_same
  ), written AS (
    INSERT INTO price_bars ${COLUMNS}
    SELECT symbol, session,
      greatest($3::text::timestamptz, closed_at, previous + interval '1 millisecond'),
      open, high, low, close, adj_close, volume, $1, false, ${NEXT_REVISION}, $2::text::date
    FROM changed
  )
  SELECT count(*) FILTER (WHERE previous IS NULL)::int AS inserted,
         count(*) FILTER (WHERE previous IS NOT NULL)::int AS corrected FROM changed`;

const OUTCOMES = `
  SELECT row_number AS row, symbol, session::text,
    CASE WHEN is_same THEN 'unchanged' WHEN previous IS NULL THEN 'inserted' ELSE 'corrected' END AS outcome
  FROM (${COMPARED}) compared`;

const COUNT_OUTCOMES = `
  SELECT count(*) FILTER (WHERE outcome = 'inserted')::int AS inserted,
         count(*) FILTER (WHERE outcome = 'corrected')::int AS corrected FROM (${OUTCOMES}) outcomes`;

const FIRST_OUTCOMES = `SELECT * FROM (${OUTCOMES}) outcomes ORDER BY row LIMIT $1`;

const RAISE = 'UPDATE installation SET data_revision = data_revision + 1 WHERE id = 1';

/** Copies rows into a table of the transaction's own and takes them over from there, all or none. */
@Injectable()
export class BarStagingRepository {
  constructor(private readonly database: Database) {}

  /**
   * @param fill adds the rows; where it throws, nothing is stored
   * @throws DomainError `dataset-mismatch`, and what `fill` throws
   */
  import(fill: (staging: Staging) => Promise<void>, terms: ImportTerms): Promise<ImportOutcome> {
    return this.database.bulk(async (client) => {
      await client.query(STAGE);
      await copyInto(client, fill, terms.announced);
      await client.query(KNOWN_SYMBOLS);
      if (terms.reportRows !== undefined) return trial(client, terms.reportRows);
      return { ...(await takeOver(client, terms)), report: [] };
    });
  }
}

async function copyInto(
  client: pg.Client,
  fill: (staging: Staging) => Promise<void>,
  announced: AnnouncedDays,
): Promise<void> {
  const copy = client.query(copyFrom('COPY staged_bars FROM STDIN'));
  // Told by what waits for the stream as well; unheard, the event would end the process.
  copy.on('error', () => undefined);
  const writer = new CopyWriter(copy, announced);
  try {
    await fill(writer);
    writer.flush();
    copy.end();
    await finished(copy);
  } catch (error) {
    copy.destroy();
    throw error;
  }
}

/** Rows as lines of COPY, some hundred a write. */
class CopyWriter implements Staging {
  private lines: string[] = [];
  private readonly closes = new Map<string, string>();

  constructor(
    private readonly copy: CopyStreamQuery,
    private readonly announced: AnnouncedDays,
  ) {}

  add(row: number, bar: BarRow): Promise<void> | undefined {
    const { symbol, session, open, high, low, close, adjClose = '\\N', volume } = bar;
    const line = `${row}\t${symbol}\t${session}\t${this.closedAt(session)}\t${open}\t${high}\t${low}\t${close}\t${adjClose}\t${volume}\n`;
    if (this.lines.push(line) < LINES_A_WRITE) return undefined;
    return this.flush() ? undefined : once(this.copy, 'drain').then(() => undefined);
  }

  /** Whether the stream takes more at once. */
  flush(): boolean {
    const text = this.lines.join('');
    this.lines = [];
    return this.copy.write(text);
  }

  private closedAt(session: string): string {
    let at = this.closes.get(session);
    if (at === undefined) {
      at = new Date(sessionClose(session, this.announced)).toISOString();
      this.closes.set(session, at);
    }
    return at;
  }
}

async function takeOver(
  client: pg.Client,
  { dataset, now, source, splitsThrough }: ImportTerms,
): Promise<WriteCounts> {
  await client.query(CLAIM, [dataset]);
  const { rows: held } = await client.query<{ dataset: string }>(LOCK);
  if (held[0]?.dataset !== dataset) {
    throw new DomainError(
      'conflict',
      'dataset-mismatch',
      `This database holds the ${held[0]?.dataset} dataset.`,
    );
  }
  const past = await client.query(INSERT_PAST, [source, splitsThrough]);
  const { rows } = await client.query<WriteCounts>(INSERT_CHANGES, [
    source,
    splitsThrough,
    now.toISOString(),
  ]);
  const inserted = (past.rowCount ?? 0) + (rows[0]?.inserted ?? 0);
  const corrected = rows[0]?.corrected ?? 0;
  if (inserted + corrected > 0) await client.query(RAISE);
  return { inserted, corrected };
}

async function trial(client: pg.Client, reportRows: number): Promise<ImportOutcome> {
  const { rows: counts } = await client.query<WriteCounts>(COUNT_OUTCOMES);
  const { rows: report } = await client.query<StagedRow>(FIRST_OUTCOMES, [reportRows]);
  const [{ inserted, corrected } = { inserted: 0, corrected: 0 }] = counts;
  return { inserted, corrected, report };
}

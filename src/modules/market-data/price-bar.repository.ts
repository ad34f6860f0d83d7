import { Injectable } from '@nestjs/common';
import { INSTRUMENTS } from '../../domain/market/instruments.js';
import type { Ticker } from '../../domain/market/instruments.js';
import type { StoredSeries } from '../../domain/market/adjustments.js';
import type { BarSeries } from '../../domain/market/price-bar.js';
import { sessionClose, type AnnouncedDays } from '../../domain/market/trading-calendar.js';
import type { BarRow } from '../../domain/market/validate-bars.js';
import { Database } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/database.js';
import { arrayLiteral } from './array-literal.js';
import { decimalColumn } from './decimal-column.js';
import { NEXT_REVISION, type Knowledge } from './knowledge.js';
import { SharedTexts } from './shared-texts.js';
import type { WriteCounts } from './shared-writes.repository.js';

/** One version of one bar as the store has it. */
export interface StoredBar {
  readonly symbol: string;
  readonly session: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly adj_close: number | null;
  readonly adjusted_through: string;
  readonly volume: number;
  readonly learned_at: Date;
  readonly assumed: boolean;
  readonly source: string;
}

/** Whose prices they are: as traded that day, or adjusted for the splits up to a date. */
export type AdjustedFor = 'own-session' | { readonly splitsThrough: string };

export interface BarTerms {
  readonly now: Date;
  readonly source: string;
  readonly adjustedFor: AdjustedFor;
  /** What is known of closures beyond the calendar's rules. */
  readonly announced: AnnouncedDays;
}

/** The latest session the store has of a symbol. */
export interface HeldHistory {
  readonly last: string;
}

/** Which source the bar in force of a session came by, and what it closed at. */
export interface SessionSource {
  readonly session: string;
  readonly source: string;
}

export interface SymbolHistory {
  readonly symbol: string;
  readonly sessions: readonly string[];
  readonly corrections: number;
}

const BATCH = 5_000;

/** A row whose values equal the version in force adds nothing. */
const ADD_VERSIONS = `
  WITH incoming AS (
    SELECT * FROM unnest($1::text::varchar[], $2::text::date[], $3::text::numeric(18,6)[],
      $4::text::numeric(18,6)[], $5::text::numeric(18,6)[], $6::text::numeric(18,6)[],
      $7::text::numeric(18,6)[], $8::text::bigint[], $9::text::timestamptz[])
      AS row (symbol, session, open, high, low, close, adj_close, volume, closed_at)
  ), compared AS (
    SELECT incoming.*, current.learned_at AS previous,
           incoming.symbol <> ALL ($12::text::varchar[]) AS backfill
    FROM incoming LEFT JOIN LATERAL (
      SELECT * FROM price_bars stored
      WHERE incoming.symbol = ANY ($12::text::varchar[])
        AND stored.symbol = incoming.symbol AND stored.session = incoming.session
      ORDER BY learned_at DESC LIMIT 1
    ) current ON true
    WHERE current.session IS NULL
       OR (current.open, current.high, current.low, current.close, current.volume, current.adj_close)
          IS DISTINCT FROM
          (incoming.open, incoming.high, incoming.low, incoming.close, incoming.volume, incoming.adj_close)
  ), written AS (
    INSERT INTO price_bars
      (symbol, session, learned_at, open, high, low, close, adj_close, volume, source, assumed, revision,
       adjusted_through)
    SELECT symbol, session,
      CASE WHEN backfill THEN closed_at
           ELSE greatest($10::text::timestamptz, closed_at, previous + interval '1 millisecond') END,
      open, high, low, close, adj_close, volume, $11, backfill, ${NEXT_REVISION},
      coalesce($13::text::date, session)
    FROM compared
    RETURNING symbol, session
  )
  SELECT count(*) FILTER (WHERE previous IS NULL)::int AS inserted,
         count(*) FILTER (WHERE previous IS NOT NULL)::int AS corrected
  FROM compared JOIN written USING (symbol, session)`;

const READ_SYMBOLS = 'SELECT DISTINCT symbol FROM price_bars';

const IN_FORCE = `
  SELECT DISTINCT ON (session) * FROM price_bars
  WHERE symbol = $1 AND ($2::timestamptz IS NULL OR learned_at <= $2)`;

/** What a bar is adjusted for only matters where there are splits. */
const HAS_SPLITS = "SELECT EXISTS (SELECT FROM corporate_actions WHERE symbol = $1 AND kind = 'split')";

/** Columns as texts: one row a symbol to parse, rather than one a bar. */
const READ_COLUMNS = `
  SELECT string_agg(session::text, ',' ORDER BY session) AS session,
         string_agg(open::text, ',' ORDER BY session) AS open,
         string_agg(high::text, ',' ORDER BY session) AS high,
         string_agg(low::text, ',' ORDER BY session) AS low,
         string_agg(close::text, ',' ORDER BY session) AS close,
         string_agg(volume::text, ',' ORDER BY session) AS volume,
         string_agg(adjusted_through::text, ',' ORDER BY session) FILTER (WHERE (${HAS_SPLITS})) AS adjusted_through
  FROM (${IN_FORCE} AND ($3::bigint IS NULL OR revision <= $3)
        ORDER BY session, learned_at DESC) in_force`;

/** The sources' own adjusted closes of the bars in force; 'NaN' where a source gave none. */
const READ_ADJUSTED = `
  SELECT string_agg(coalesce(adj_close::text, 'NaN'), ',' ORDER BY session) AS closes
  FROM (${IN_FORCE} AND ($3::bigint IS NULL OR revision <= $3)
        ORDER BY session, learned_at DESC) in_force`;

const READ_PAGE = `
  SELECT symbol, session, open::float8, high::float8, low::float8, close::float8, adj_close::float8,
         volume::float8, learned_at, assumed, source, adjusted_through
  FROM (${IN_FORCE} AND session BETWEEN $3 AND $4 ORDER BY session, learned_at DESC LIMIT $5) in_force
  ORDER BY session`;

const READ_LAST_ADJUSTED = `
  SELECT max(session)::text AS last
  FROM (${IN_FORCE} ORDER BY session, learned_at DESC) in_force WHERE adj_close IS NOT NULL`;

const READ_HISTORY = `
  SELECT symbol, array_agg(DISTINCT session::text ORDER BY session::text) AS sessions,
         (count(*) - count(DISTINCT session))::int AS corrections
  FROM price_bars GROUP BY symbol`;

const READ_HELD = 'SELECT max(session)::text AS last FROM price_bars WHERE symbol = $1';

const READ_SOURCES = `
  SELECT DISTINCT ON (session) session::text, source FROM price_bars
  WHERE symbol = $1 AND session BETWEEN $2 AND $3 ORDER BY session, learned_at DESC`;

/** The append-only versions of daily bars. */
@Injectable()
export class PriceBarRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds a version for every row that is new or differs from the one in force. The rows of a symbol the
   * store had nothing of are its past filled in: each counts as learned at its session's close
   * (`assumed`). All others are learned at `now`, so that what was advised before stays reproducible.
   * Rows must be valid.
   */
  async addVersions(
    tx: Transaction,
    rows: readonly BarRow[],
    { now, source, adjustedFor, announced }: BarTerms,
  ): Promise<WriteCounts> {
    const through = adjustedFor === 'own-session' ? null : adjustedFor.splitsThrough;
    const stored = await tx.$queryRawUnsafe<{ symbol: string }[]>(READ_SYMBOLS);
    const symbols = arrayLiteral(stored.map(({ symbol }) => symbol));
    let [inserted, corrected] = [0, 0];
    for (let from = 0; from < rows.length; from += BATCH) {
      const batch = rows.slice(from, from + BATCH);
      const column = (of: (row: BarRow) => string | number | undefined): string =>
        arrayLiteral(batch.map(of));
      const [counts] = await tx.$queryRawUnsafe<WriteCounts[]>(
        ADD_VERSIONS,
        column((row) => row.symbol),
        column((row) => row.session),
        column((row) => row.open),
        column((row) => row.high),
        column((row) => row.low),
        column((row) => row.close),
        column((row) => row.adjClose),
        column((row) => row.volume),
        column((row) => new Date(sessionClose(row.session, announced)).toISOString()),
        now.toISOString(),
        source,
        symbols,
        through,
      );
      inserted += counts?.inserted ?? 0;
      corrected += counts?.corrected ?? 0;
    }
    return { inserted, corrected };
  }

  /** The symbols' bars in force at `knownAt`, or now, of those the store had at a revision; as stored. */
  async columnsInForce(
    { knownAt, revision }: Knowledge,
    symbols: readonly Ticker[] = INSTRUMENTS.map(({ symbol }) => symbol),
  ): Promise<ReadonlyMap<Ticker, StoredSeries>> {
    const dates = new SharedTexts();
    const all = await Promise.all(
      symbols.map((symbol) => this.columnsOf(symbol, { knownAt, revision }, dates)),
    );
    return new Map(all.flatMap((series) => (series ? [[series.symbol, series]] : [])));
  }

  /**
   * The closes of a symbol's bars in force as their source adjusted them for dividends, one a bar, ascending;
   * NaN where the source gave none.
   */
  async adjustedCloses(symbol: Ticker, { knownAt, revision }: Knowledge): Promise<Float64Array> {
    const [row] = await this.database.queryShared<{ closes: string | null }>(READ_ADJUSTED, [
      symbol,
      knownAt ?? null,
      revision ?? null,
    ]);
    return Float64Array.from(row?.closes?.split(',') ?? [], Number);
  }

  /** A symbol's bars in force at `knownAt`, or now, from one session to another, ascending. */
  page(
    symbol: string,
    { knownAt, from, to, limit }: { knownAt?: Date | undefined; from: string; to: string; limit: number },
  ): Promise<StoredBar[]> {
    return this.database.queryShared<StoredBar>(READ_PAGE, [symbol, knownAt ?? null, from, to, limit]);
  }

  /** The last session whose bar in force at `knownAt`, or now, came with an adjusted close. */
  async lastWithAdjustedClose(symbol: string, knownAt: Date | undefined): Promise<string | undefined> {
    const [row] = await this.database.queryShared<{ last: string | null }>(READ_LAST_ADJUSTED, [
      symbol,
      knownAt ?? null,
    ]);
    return row?.last ?? undefined;
  }

  /** Which sessions the store has of each symbol, ascending, and how many corrections. */
  histories(): Promise<SymbolHistory[]> {
    return this.database.queryShared<SymbolHistory>(READ_HISTORY);
  }

  /** What the store has of a symbol; undefined where it has nothing. */
  async held(symbol: string): Promise<HeldHistory | undefined> {
    const [row] = await this.database.queryShared<{ last: string | null }>(READ_HELD, [symbol]);
    const last = row?.last ?? undefined;
    return last === undefined ? undefined : { last };
  }

  /** By which source each session's bar in force came, from one session to another. */
  sources(symbol: string, from: string, to: string): Promise<SessionSource[]> {
    return this.database.queryShared<SessionSource>(READ_SOURCES, [symbol, from, to]);
  }

  private async columnsOf(
    symbol: Ticker,
    { knownAt, revision }: Knowledge,
    dates: SharedTexts,
  ): Promise<StoredSeries | undefined> {
    type Column = Exclude<keyof BarSeries, 'symbol' | 'sessions'> | 'session' | 'adjusted_through';
    const [row] = await this.database.queryShared<Record<Column, string | null>>(READ_COLUMNS, [
      symbol,
      knownAt ?? null,
      revision ?? null,
    ]);
    if (!row?.session) return undefined;
    const sessions = dates.split(row.session);
    return {
      symbol,
      sessions,
      open: decimalColumn(row.open, sessions.length),
      high: decimalColumn(row.high, sessions.length),
      low: decimalColumn(row.low, sessions.length),
      close: decimalColumn(row.close, sessions.length),
      volume: decimalColumn(row.volume, sessions.length),
      adjustedThrough: row.adjusted_through === null ? sessions : dates.split(row.adjusted_through),
    };
  }
}

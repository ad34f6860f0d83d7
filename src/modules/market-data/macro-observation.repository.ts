import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/market/price-bar.js';
import { OBSERVED_SERIES } from '../../domain/readings/macro/observation.js';
import type { MacroHistory, MacroSeriesId, Observations } from '../../domain/readings/macro/observation.js';
import { releasedAt } from '../../domain/readings/macro/release-rules.js';
import { Database } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/database.js';
import { arrayLiteral } from './array-literal.js';
import { decimalColumn } from './decimal-column.js';
import { NEXT_REVISION, type Knowledge } from './knowledge.js';
import type { StoredSeriesId } from './providers/live-series.js';
import type { MacroRow } from './providers/provider.port.js';
import { SharedTexts } from './shared-texts.js';
import type { WriteCounts } from './shared-writes.repository.js';

/** One version of one observation as the store has it. */
export interface StoredObservation {
  readonly date: string;
  readonly value: number;
  readonly released_at: Date;
  readonly learned_at: Date;
  readonly assumed: boolean;
  readonly source: string;
}

/** A value of an archive of vintages, with when it became public. */
export interface ArchivedValue {
  readonly date: string;
  readonly value: number;
  readonly releasedAt: Instant;
  /** True where that instant follows a rule, since the archive doesn't go back so far. */
  readonly assumed: boolean;
}

/** What orders observations, and so what a page starts after. */
export interface ObservationKey {
  readonly date: string;
  readonly releasedAt: string;
  readonly learnedAt: string;
}

export interface ObservationsQuery {
  readonly knownAt?: Date | undefined;
  /** Only what was public by then. */
  readonly releasedBy?: Date | undefined;
  readonly after?: ObservationKey | undefined;
  readonly limit: number;
}

const BATCH = 10_000;

const ADD_VERSIONS = `
  WITH incoming AS (
    SELECT * FROM unnest($2::text::date[], $3::text::numeric(20,6)[], $4::text::timestamptz[])
      AS row (observation_date, value, due_at)
  ), compared AS (
    SELECT incoming.*, current.released_at AS previous
    FROM incoming LEFT JOIN LATERAL (
      SELECT * FROM macro_observations stored
      WHERE stored.series_id = $1 AND stored.observation_date = incoming.observation_date
      ORDER BY released_at DESC, learned_at DESC LIMIT 1
    ) current ON true
    WHERE current.value IS DISTINCT FROM incoming.value
  ), timed AS (
    SELECT observation_date, value, previous IS NULL AS first,
      CASE WHEN previous IS NULL THEN least(due_at, $5::text::timestamptz)
           ELSE greatest($5::text::timestamptz, previous + interval '1 millisecond') END AS released_at,
      previous IS NULL AND due_at <= $5::text::timestamptz AS assumed
    FROM compared
  ), written AS (
    INSERT INTO macro_observations
      (series_id, observation_date, released_at, learned_at, value, source, assumed, revision)
    SELECT $1, observation_date, released_at,
      CASE WHEN $7 THEN released_at ELSE greatest(released_at, $5::text::timestamptz) END,
      value, $6, assumed, ${NEXT_REVISION}
    FROM timed
    RETURNING observation_date
  )
  SELECT count(*) FILTER (WHERE first)::int AS inserted, count(*) FILTER (WHERE NOT first)::int AS corrected
  FROM timed JOIN written USING (observation_date)`;

/** A vintage that is there with its value adds nothing; one that says otherwise of its instant is a version. */
const ADD_VINTAGES = `
  WITH written AS (
    INSERT INTO macro_observations
      (series_id, observation_date, released_at, learned_at, value, source, assumed, revision, vintage)
    SELECT $1, incoming.observation_date, incoming.released_at,
      CASE WHEN $8 THEN incoming.released_at
           ELSE greatest(incoming.released_at, $6::text::timestamptz, current.learned_at + interval '1 millisecond')
      END,
      incoming.value, $7, incoming.assumed, ${NEXT_REVISION}, true
    FROM unnest($2::text::date[], $3::text::numeric(20,6)[], $4::text::timestamptz[], $5::text::boolean[])
      AS incoming (observation_date, value, released_at, assumed)
    LEFT JOIN LATERAL (
      SELECT value, learned_at, vintage FROM macro_observations stored
      WHERE NOT $8 AND stored.series_id = $1 AND stored.observation_date = incoming.observation_date
        AND stored.released_at = incoming.released_at
      ORDER BY learned_at DESC LIMIT 1
    ) current ON true
    WHERE current.vintage IS NOT TRUE OR current.value <> incoming.value
    RETURNING observation_date, released_at
  )
  SELECT count(*) FILTER (WHERE earlier IS NULL)::int AS inserted,
         count(*) FILTER (WHERE earlier IS NOT NULL)::int AS corrected
  FROM written LEFT JOIN LATERAL (
    SELECT true AS earlier FROM macro_observations stored
    WHERE stored.series_id = $1 AND stored.observation_date = written.observation_date LIMIT 1
  ) before ON true`;

const READ_LAST_VINTAGE =
  'SELECT max(released_at) AS released_at FROM macro_observations WHERE series_id = $1 AND vintage';

const READ_ANY = 'SELECT 1 AS one FROM macro_observations WHERE series_id = $1 LIMIT 1';

const READ_COLUMNS = `
  SELECT string_agg(observation_date::text, ',' ORDER BY released_at, observation_date) AS dates,
         string_agg(value::text, ',' ORDER BY released_at, observation_date) AS values,
         string_agg((extract(epoch FROM released_at) * 1000)::bigint::text, ','
                    ORDER BY released_at, observation_date) AS released,
         string_agg(CASE WHEN assumed THEN '1' ELSE '0' END, '' ORDER BY released_at, observation_date) AS assumed
  FROM (
    SELECT *, bool_or(vintage) OVER (PARTITION BY observation_date) AS is_archived FROM (
      SELECT DISTINCT ON (observation_date, released_at) * FROM macro_observations
      WHERE series_id = $1 AND ($2::timestamptz IS NULL OR (learned_at <= $2 AND released_at <= $2))
        AND ($3::bigint IS NULL OR revision <= $3)
      ORDER BY observation_date, released_at, learned_at DESC
    ) versions
  ) in_force
  WHERE vintage OR NOT is_archived`;

const READ_PAGE = `
  SELECT observation_date AS date, value::float8, released_at, learned_at, assumed, source
  FROM macro_observations
  WHERE series_id = $1
    AND ($2::timestamptz IS NULL OR learned_at <= $2)
    AND ($3::timestamptz IS NULL OR released_at <= $3)
    AND ($4::date IS NULL OR (observation_date, released_at, learned_at) > ($4, $5::timestamptz, $6::timestamptz))
  ORDER BY observation_date, released_at, learned_at
  LIMIT $7`;

/** The append-only vintages of macro observations. */
@Injectable()
export class MacroObservationRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds an observation for every row that is new or differs from the latest vintage of its date. A first
   * one counts as public when the series' release rule says (`assumed`), or at `now` where it is in hand
   * before that; a changed value is a vintage published at `now`. A series the store had nothing of is
   * its past filled in, learned as it was published; all else is learned at `now`, so that what was
   * advised before stays reproducible. Rows must be valid.
   */
  async addVersions(
    tx: Transaction,
    seriesId: MacroSeriesId,
    rows: readonly MacroRow[],
    { now, source }: { now: Date; source: string },
  ): Promise<WriteCounts> {
    const backfill = (await tx.$queryRawUnsafe<unknown[]>(READ_ANY, seriesId)).length === 0;
    let [inserted, corrected] = [0, 0];
    for (let from = 0; from < rows.length; from += BATCH) {
      const batch = rows.slice(from, from + BATCH);
      const [counts] = await tx.$queryRawUnsafe<WriteCounts[]>(
        ADD_VERSIONS,
        seriesId,
        arrayLiteral(batch.map((row) => row.date)),
        arrayLiteral(batch.map((row) => row.value)),
        arrayLiteral(batch.map((row) => new Date(releasedAt(seriesId, row.date)).toISOString())),
        now.toISOString(),
        source,
        backfill,
      );
      inserted += counts?.inserted ?? 0;
      corrected += counts?.corrected ?? 0;
    }
    return { inserted, corrected };
  }

  /**
   * Adds the vintages of an archive that the store lacks. In a series the store had nothing of, each counts
   * as learned when it was published; otherwise, at `now`. Rows of a date that came without a vintage no
   * longer count once a vintage of it is known.
   */
  async addVintages(
    tx: Transaction,
    seriesId: StoredSeriesId,
    rows: readonly ArchivedValue[],
    { now, source }: { now: Date; source: string },
  ): Promise<WriteCounts> {
    const backfill = (await tx.$queryRawUnsafe<unknown[]>(READ_ANY, seriesId)).length === 0;
    let [inserted, corrected] = [0, 0];
    for (let from = 0; from < rows.length; from += BATCH) {
      const batch = rows.slice(from, from + BATCH);
      const [counts] = await tx.$queryRawUnsafe<WriteCounts[]>(
        ADD_VINTAGES,
        seriesId,
        arrayLiteral(batch.map(({ date }) => date)),
        arrayLiteral(batch.map(({ value }) => value)),
        arrayLiteral(batch.map(({ releasedAt }) => new Date(releasedAt).toISOString())),
        arrayLiteral(batch.map(({ assumed }) => String(assumed))),
        now.toISOString(),
        source,
        backfill,
      );
      inserted += counts?.inserted ?? 0;
      corrected += counts?.corrected ?? 0;
    }
    return { inserted, corrected };
  }

  /** When the latest stored vintage of a series was published; undefined where there is none. */
  async lastVintage(seriesId: StoredSeriesId): Promise<Date | undefined> {
    const [row] = await this.database.queryShared<{ released_at: Date | null }>(READ_LAST_VINTAGE, [
      seriesId,
    ]);
    return row?.released_at ?? undefined;
  }

  /** Every series' observations known and public at `knownAt`, or now, of those the store had at a revision. */
  async history(knowledge: Knowledge): Promise<MacroHistory> {
    const dates = new SharedTexts();
    const all = await Promise.all(
      OBSERVED_SERIES.map(async (id) => [id, await this.observationsOf(id, knowledge, dates)] as const),
    );
    return new Map(all.flatMap(([id, observations]) => (observations ? [[id, observations]] : [])));
  }

  /** Stored vintages of one series in order of date, then of publication. */
  page(seriesId: StoredSeriesId, query: ObservationsQuery): Promise<StoredObservation[]> {
    const { knownAt, releasedBy, after, limit } = query;
    return this.database.queryShared<StoredObservation>(READ_PAGE, [
      seriesId,
      knownAt ?? null,
      releasedBy ?? null,
      after?.date ?? null,
      after?.releasedAt ?? null,
      after?.learnedAt ?? null,
      limit,
    ]);
  }

  private async observationsOf(
    seriesId: MacroSeriesId,
    { knownAt, revision }: Knowledge,
    shared: SharedTexts,
  ): Promise<Observations | undefined> {
    type Columns = Record<'dates' | 'values' | 'released' | 'assumed', string | null>;
    const [row] = await this.database.queryShared<Columns>(READ_COLUMNS, [
      seriesId,
      knownAt ?? null,
      revision ?? null,
    ]);
    if (!row?.dates) return undefined;
    const dates = shared.split(row.dates);
    return {
      dates,
      values: decimalColumn(row.values, dates.length),
      releasedAt: decimalColumn(row.released, dates.length),
      assumed: Uint8Array.from(row.assumed ?? '', Number),
    };
  }
}

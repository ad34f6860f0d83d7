import { Injectable } from '@nestjs/common';
import type { Correction } from '../../domain/market/provenance.js';
import { Database } from '../../platform/database/database.js';
import type { Knowledge } from './knowledge.js';

/** So many of the latest are looked at; a fresh set of files can bring one of every bar there is. */
const MOST_READ = 1_000;

/** Prices that differ, not volumes or dividend adjustments. */
const READ_BARS = `
  SELECT 'bar' AS kind, later.symbol AS name, later.session AS date, later.learned_at, later.source,
         before.close::float8 AS "from", later.close::float8 AS "to"
  FROM (
    SELECT * FROM price_bars
    WHERE NOT assumed AND ($1::timestamptz IS NULL OR learned_at <= $1) AND ($2::bigint IS NULL OR revision <= $2)
    ORDER BY learned_at DESC, symbol, session DESC LIMIT ${MOST_READ}
  ) later
  JOIN LATERAL (
    SELECT * FROM price_bars earlier
    WHERE earlier.symbol = later.symbol AND earlier.session = later.session
      AND earlier.learned_at < later.learned_at AND ($2::bigint IS NULL OR earlier.revision <= $2)
    ORDER BY learned_at DESC LIMIT 1
  ) before ON (before.open, before.high, before.low, before.close)
           IS DISTINCT FROM (later.open, later.high, later.low, later.close)
  ORDER BY later.learned_at DESC, name, date DESC`;

const READ_OBSERVATIONS = `
  SELECT 'observation' AS kind, later.series_id AS name, later.observation_date AS date, later.learned_at, later.source,
         before.value::float8 AS "from", later.value::float8 AS "to"
  FROM (
    SELECT * FROM macro_observations
    WHERE ($1::timestamptz IS NULL OR (learned_at <= $1 AND released_at <= $1))
      AND ($2::bigint IS NULL OR revision <= $2)
    ORDER BY learned_at DESC, series_id, observation_date DESC LIMIT ${MOST_READ}
  ) later
  JOIN LATERAL (
    SELECT * FROM macro_observations earlier
    WHERE earlier.series_id = later.series_id AND earlier.observation_date = later.observation_date
      AND (earlier.released_at, earlier.learned_at) < (later.released_at, later.learned_at)
      AND ($2::bigint IS NULL OR earlier.revision <= $2)
    ORDER BY released_at DESC, learned_at DESC LIMIT 1
  ) before ON before.value <> later.value
  ORDER BY later.learned_at DESC, name, date DESC`;

const READ_ACTIONS = `
  SELECT later.kind, later.symbol AS name, later.ex_date AS date, later.learned_at, later.source,
         before.value::float8 AS "from", later.value::float8 AS "to"
  FROM (
    SELECT * FROM corporate_actions
    WHERE NOT assumed AND ($1::timestamptz IS NULL OR learned_at <= $1) AND ($2::bigint IS NULL OR revision <= $2)
    ORDER BY learned_at DESC, symbol, ex_date DESC LIMIT ${MOST_READ}
  ) later
  JOIN LATERAL (
    SELECT * FROM corporate_actions earlier
    WHERE earlier.symbol = later.symbol AND earlier.ex_date = later.ex_date AND earlier.kind = later.kind
      AND earlier.learned_at < later.learned_at AND ($2::bigint IS NULL OR earlier.revision <= $2)
    ORDER BY learned_at DESC LIMIT 1
  ) before ON before.value <> later.value
  ORDER BY later.learned_at DESC, name, date DESC`;

interface CorrectionRow {
  readonly kind: Correction['kind'];
  readonly name: string;
  readonly date: string;
  readonly learned_at: Date;
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

/** What replaced earlier values, latest first. */
@Injectable()
export class CorrectionRepository {
  constructor(private readonly database: Database) {}

  /** Of those learned by `knownAt`, or ever, that the store had at a revision. */
  async latest({ knownAt, revision }: Knowledge): Promise<Correction[]> {
    const all = await Promise.all(
      [READ_BARS, READ_OBSERVATIONS, READ_ACTIONS].map((sql) =>
        this.database.queryShared<CorrectionRow>(sql, [knownAt ?? null, revision ?? null]),
      ),
    );
    return all.flat().map(({ learned_at, ...row }) => ({ ...row, learnedAt: learned_at.getTime() }));
  }
}

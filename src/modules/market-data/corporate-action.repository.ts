import { Injectable } from '@nestjs/common';
import type { CorporateAction } from '../../domain/market/corporate-action.js';
import { newYorkInstant } from '../../domain/market/new-york-time.js';
import { Database } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/database.js';
import { arrayLiteral } from './array-literal.js';
import { NEXT_REVISION, type Knowledge } from './knowledge.js';

/** What further sources say of the latest so many actions is looked at. */
const MOST_OPINIONS_READ = 500;

/** A day's actions are in effect when it opens, and known by then at the latest. */
const IN_EFFECT = '09:30';

const ADD_VERSIONS = `
  INSERT INTO corporate_actions (symbol, ex_date, kind, learned_at, value, source, assumed, revision)
  SELECT $1, ex_date, incoming.kind,
    CASE WHEN $6 AND in_effect <= $5::text::timestamptz THEN in_effect
         ELSE greatest($5::text::timestamptz, current.learned_at + interval '1 millisecond') END,
    incoming.value, $7, $6 AND in_effect <= $5::text::timestamptz, ${NEXT_REVISION}
  FROM unnest($2::text::date[], $3::text::text[], $4::text::numeric(18,9)[], $8::text::timestamptz[])
    AS incoming (ex_date, kind, value, in_effect)
  LEFT JOIN LATERAL (
    SELECT learned_at, value, source FROM corporate_actions stored
    WHERE stored.symbol = $1 AND stored.ex_date = incoming.ex_date AND stored.kind = incoming.kind
    ORDER BY learned_at DESC LIMIT 1
  ) current ON true
  WHERE current.value IS DISTINCT FROM incoming.value
    AND (current.source IS NULL OR current.source = $7 OR current.source = ANY ($9::text::text[]))
  RETURNING ex_date`;

/** Of actions whose version in force is a source's that stands before this one. */
const ADD_OPINIONS = `
  INSERT INTO source_actions (symbol, ex_date, kind, source, learned_at, value, revision)
  SELECT $1, incoming.ex_date, incoming.kind, $6,
    greatest($5::text::timestamptz, said.learned_at + interval '1 millisecond'), incoming.value, ${NEXT_REVISION}
  FROM unnest($2::text::date[], $3::text::text[], $4::text::numeric(18,9)[]) AS incoming (ex_date, kind, value)
  JOIN LATERAL (
    SELECT source FROM corporate_actions stored
    WHERE stored.symbol = $1 AND stored.ex_date = incoming.ex_date AND stored.kind = incoming.kind
    ORDER BY learned_at DESC LIMIT 1
  ) current ON current.source <> $6 AND current.source <> ALL ($7::text::text[])
  LEFT JOIN LATERAL (
    SELECT learned_at, value FROM source_actions stored
    WHERE stored.symbol = $1 AND stored.ex_date = incoming.ex_date AND stored.kind = incoming.kind
      AND stored.source = $6
    ORDER BY learned_at DESC LIMIT 1
  ) said ON true
  WHERE said.value IS DISTINCT FROM incoming.value
  RETURNING ex_date`;

/** Of the source's own actions on sessions that its answer has, those that it no longer tells of. */
const WITHDRAW = `
  INSERT INTO corporate_actions (symbol, ex_date, kind, learned_at, value, source, assumed, revision)
  SELECT $1, ex_date, kind, greatest($5::text::timestamptz, learned_at + interval '1 millisecond'),
    CASE kind WHEN 'split' THEN 1 ELSE 0 END, source, false, ${NEXT_REVISION}
  FROM (
    SELECT DISTINCT ON (ex_date, kind) * FROM corporate_actions
    WHERE symbol = $1 AND ex_date = ANY ($4::text::date[])
    ORDER BY ex_date, kind, learned_at DESC
  ) current
  WHERE source = $6 AND value <> CASE kind WHEN 'split' THEN 1 ELSE 0 END
    AND NOT EXISTS (
      SELECT FROM unnest($2::text::date[], $3::text::text[]) AS told (ex_date, kind)
      WHERE told.ex_date = current.ex_date AND told.kind = current.kind
    )
  RETURNING ex_date`;

const READ_IN_FORCE = `
  SELECT DISTINCT ON (symbol, ex_date, kind) symbol, ex_date AS "exDate", kind, value::float8, source
  FROM corporate_actions
  WHERE ($1::timestamptz IS NULL OR learned_at <= $1) AND ($2::bigint IS NULL OR revision <= $2)
  ORDER BY symbol, ex_date, kind, learned_at DESC`;

const READ_OPINIONS = `
  SELECT symbol, ex_date AS "exDate", kind, value::float8, source
  FROM (
    SELECT DISTINCT ON (symbol, ex_date, kind, source) * FROM source_actions
    WHERE ($1::timestamptz IS NULL OR learned_at <= $1) AND ($2::bigint IS NULL OR revision <= $2)
    ORDER BY symbol, ex_date, kind, source, learned_at DESC
  ) said
  ORDER BY ex_date DESC, symbol, kind, source LIMIT ${MOST_OPINIONS_READ}`;

/** What a source tells of a symbol's splits and dividends. */
export interface ToldActions {
  readonly source: string;
  readonly actions: readonly CorporateAction[];
  /** The sessions that its answer has, and so those whose actions it would tell of. */
  readonly sessions: readonly string[];
  /** Sources that stand after it in the symbol's order. */
  readonly outranks: readonly string[];
}

interface ActionRow extends CorporateAction {
  readonly symbol: string;
  readonly source: string;
}

/** The append-only versions of splits and dividends. */
@Injectable()
export class CorporateActionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds a version of every action that is new or differs from the one in force, withdraws those in force by
   * this source that it no longer tells of, and returns how many changed. An action that another source told
   * of is replaced only where this one stands before it; otherwise what this one says is kept beside it.
   * Where the symbol's past is filled in (`backfill`) each counts as learned when it came into effect;
   * otherwise, and if it is still to come, at `now`.
   */
  async addVersions(
    tx: Transaction,
    symbol: string,
    { source, actions, sessions, outranks }: ToldActions,
    { now, backfill }: { now: Date; backfill: boolean },
  ): Promise<number> {
    const exDates = arrayLiteral(actions.map(({ exDate }) => exDate));
    const kinds = arrayLiteral(actions.map(({ kind }) => kind));
    const values = arrayLiteral(actions.map(({ value }) => value));
    const at = now.toISOString();
    const outranked = arrayLiteral(outranks);
    const inEffect = actions.map(({ exDate }) => new Date(newYorkInstant(exDate, IN_EFFECT)).toISOString());
    const changes: (readonly [sql: string, parameters: readonly unknown[]])[] = [
      [WITHDRAW, [symbol, exDates, kinds, arrayLiteral(sessions), at, source]],
    ];
    if (actions.length > 0) {
      changes.push(
        [ADD_OPINIONS, [symbol, exDates, kinds, values, at, source, outranked]],
        [
          ADD_VERSIONS,
          [symbol, exDates, kinds, values, at, backfill, source, arrayLiteral(inEffect), outranked],
        ],
      );
    }
    let changed = 0;
    for (const [sql, parameters] of changes) {
      changed += (await tx.$queryRawUnsafe<unknown[]>(sql, ...parameters)).length;
    }
    return changed;
  }

  /** The actions in force at `knownAt`, or now, of those the store had at a revision, by symbol. */
  async inForce({ knownAt, revision }: Knowledge = {}): Promise<ReadonlyMap<string, readonly ActionRow[]>> {
    const rows = await this.database.queryShared<ActionRow>(READ_IN_FORCE, [
      knownAt ?? null,
      revision ?? null,
    ]);
    const bySymbol = new Map<string, ActionRow[]>();
    for (const row of rows) {
      const known = bySymbol.get(row.symbol);
      if (known) known.push(row);
      else bySymbol.set(row.symbol, [row]);
    }
    return bySymbol;
  }

  /** What sources say of actions that others' word is in force of, at `knownAt` or now, latest first. */
  opinions({ knownAt, revision }: Knowledge = {}): Promise<ActionRow[]> {
    return this.database.queryShared<ActionRow>(READ_OPINIONS, [knownAt ?? null, revision ?? null]);
  }
}

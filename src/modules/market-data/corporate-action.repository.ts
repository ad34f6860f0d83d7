import { Injectable } from '@nestjs/common';
import type { CorporateAction } from '../../domain/market/corporate-action.js';
import { newYorkInstant } from '../../domain/market/new-york-time.js';
import { Database } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/database.js';
import { arrayLiteral } from './array-literal.js';
import { NEXT_REVISION, type Knowledge } from './knowledge.js';

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
    SELECT learned_at, value FROM corporate_actions stored
    WHERE stored.symbol = $1 AND stored.ex_date = incoming.ex_date AND stored.kind = incoming.kind
    ORDER BY learned_at DESC LIMIT 1
  ) current ON true
  WHERE current.value IS DISTINCT FROM incoming.value
  RETURNING ex_date`;

const READ_IN_FORCE = `
  SELECT DISTINCT ON (symbol, ex_date, kind) symbol, ex_date AS "exDate", kind, value::float8, source
  FROM corporate_actions
  WHERE ($1::timestamptz IS NULL OR learned_at <= $1) AND ($2::bigint IS NULL OR revision <= $2)
  ORDER BY symbol, ex_date, kind, learned_at DESC`;

interface ActionRow extends CorporateAction {
  readonly symbol: string;
  readonly source: string;
}

/** The append-only versions of splits and dividends. */
@Injectable()
export class CorporateActionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds a version of every action that is new or differs from the one in force, and returns how many.
   * Where the symbol's past is filled in (`backfill`) each counts as learned when it came into effect;
   * otherwise, and if it is still to come, at `now`.
   */
  async addVersions(
    tx: Transaction,
    symbol: string,
    actions: readonly CorporateAction[],
    { now, source, backfill }: { now: Date; source: string; backfill: boolean },
  ): Promise<number> {
    if (actions.length === 0) return 0;
    const written = await tx.$queryRawUnsafe<unknown[]>(
      ADD_VERSIONS,
      symbol,
      arrayLiteral(actions.map(({ exDate }) => exDate)),
      arrayLiteral(actions.map(({ kind }) => kind)),
      arrayLiteral(actions.map(({ value }) => value)),
      now.toISOString(),
      backfill,
      source,
      arrayLiteral(actions.map(({ exDate }) => new Date(newYorkInstant(exDate, IN_EFFECT)).toISOString())),
    );
    return written.length;
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
}

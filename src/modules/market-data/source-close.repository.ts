import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/database.js';
import { arrayLiteral } from './array-literal.js';
import { NEXT_REVISION, type Knowledge } from './knowledge.js';

/** What a source that doesn't have the bar in force says of a session. */
export interface SourceClose {
  readonly symbol: string;
  readonly session: string;
  readonly source: string;
  readonly close: number;
  /** The last day whose splits the close reflects. */
  readonly adjustedThrough: string;
}

/** Answers of the last so many comparisons are looked at. */
const MOST_READ = 500;

const ADD = `
  INSERT INTO source_closes (symbol, session, source, learned_at, close, adjusted_through, revision)
  SELECT $1, incoming.session, $2,
    greatest($5::text::timestamptz, current.learned_at + interval '1 millisecond'),
    incoming.close, incoming.session, ${NEXT_REVISION}
  FROM unnest($3::text::date[], $4::text::numeric(18,6)[]) AS incoming (session, close)
  LEFT JOIN LATERAL (
    SELECT learned_at, close FROM source_closes stored
    WHERE stored.symbol = $1 AND stored.session = incoming.session AND stored.source = $2
    ORDER BY learned_at DESC LIMIT 1
  ) current ON true
  WHERE current.close IS DISTINCT FROM incoming.close
  RETURNING session`;

const READ = `
  SELECT symbol, session, source, close::float8, adjusted_through AS "adjustedThrough"
  FROM (
    SELECT DISTINCT ON (symbol, session, source) * FROM source_closes
    WHERE ($1::timestamptz IS NULL OR learned_at <= $1) AND ($2::bigint IS NULL OR revision <= $2)
    ORDER BY symbol, session, source, learned_at DESC
  ) said
  ORDER BY session DESC, symbol, source LIMIT ${MOST_READ}`;

/** The append-only record of what further sources said, for comparison. */
@Injectable()
export class SourceCloseRepository {
  constructor(private readonly database: Database) {}

  /** Keeps what is new or differs from what the source said before, and returns how many; closes as traded. */
  async add(
    tx: Transaction,
    symbol: string,
    closes: readonly { readonly session: string; readonly close: number }[],
    { now, source }: { now: Date; source: string },
  ): Promise<number> {
    if (closes.length === 0) return 0;
    const written = await tx.$queryRawUnsafe<unknown[]>(
      ADD,
      symbol,
      source,
      arrayLiteral(closes.map(({ session }) => session)),
      arrayLiteral(closes.map(({ close }) => close)),
      now.toISOString(),
    );
    return written.length;
  }

  /** What each source last said at `knownAt`, or now, latest sessions first. */
  latest({ knownAt, revision }: Knowledge): Promise<SourceClose[]> {
    return this.database.queryShared<SourceClose>(READ, [knownAt ?? null, revision ?? null]);
  }
}

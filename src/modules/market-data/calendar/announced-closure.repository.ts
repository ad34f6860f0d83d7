import { Injectable } from '@nestjs/common';
import { dateOfDayNumber, dayNumber } from '../../../domain/market/calendar-date.js';
import type { AnnouncedDays } from '../../../domain/market/trading-calendar.js';
import { Database, type Transaction } from '../../../platform/database/database.js';
import { arrayLiteral } from '../array-literal.js';
import { NEXT_REVISION, type Knowledge } from '../knowledge.js';

/** A day that is no longer announced gets a version without a time. */
const ADD_VERSIONS = `
  WITH in_force AS (
    SELECT DISTINCT ON (date) date, learned_at, closes_at FROM announced_closures
    ORDER BY date, learned_at DESC
  )
  INSERT INTO announced_closures (date, learned_at, closes_at, revision)
  SELECT coalesce(told.date, in_force.date),
    greatest($3::text::timestamptz, in_force.learned_at + interval '1 millisecond'), told.closes_at, ${NEXT_REVISION}
  FROM unnest($1::text::date[], $2::text::smallint[]) AS told (date, closes_at)
  FULL JOIN in_force ON in_force.date = told.date
  WHERE told.closes_at IS DISTINCT FROM in_force.closes_at
  RETURNING date`;

const READ_IN_FORCE = `
  SELECT DISTINCT ON (date) date::text AS date, closes_at AS minutes FROM announced_closures
  WHERE ($1::timestamptz IS NULL OR learned_at <= $1) AND ($2::bigint IS NULL OR revision <= $2)
  ORDER BY date, learned_at DESC`;

const READ_TRADED = `
  SELECT DISTINCT session::text AS session FROM price_bars WHERE session = ANY ($1::text::date[])`;

/** The append-only record of closures that the calendar's rules don't know. */
@Injectable()
export class AnnouncedClosureRepository {
  constructor(private readonly database: Database) {}

  /** Adds a version of every day that differs from the one in force, and returns how many. */
  async addVersions(tx: Transaction, announced: AnnouncedDays, now: Date): Promise<number> {
    const days = [...announced];
    const written = await tx.$queryRawUnsafe<unknown[]>(
      ADD_VERSIONS,
      arrayLiteral(days.map(([day]) => dateOfDayNumber(day))),
      arrayLiteral(days.map(([, minutes]) => minutes)),
      now.toISOString(),
    );
    return written.length;
  }

  /** What was announced, as known at `knownAt`, or now, of what the store had at a revision. */
  async inForce({ knownAt, revision }: Knowledge = {}): Promise<AnnouncedDays> {
    const rows = await this.database.queryShared<{ date: string; minutes: number | null }>(READ_IN_FORCE, [
      knownAt ?? null,
      revision ?? null,
    ]);
    return new Map(
      rows.flatMap(({ date, minutes }) => (minutes === null ? [] : [[dayNumber(date), minutes] as const])),
    );
  }

  /** Those of the dates that have bars. */
  async traded(dates: readonly string[]): Promise<string[]> {
    const rows = await this.database.queryShared<{ session: string }>(READ_TRADED, [arrayLiteral(dates)]);
    return rows.map(({ session }) => session);
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/** Each counts the rows that break the rule its name states. */
const RULES = {
  'prices are positive and the range holds open and close':
    'SELECT count(*)::int AS rows FROM price_bars WHERE low <= 0 OR high < greatest(open, close, low) OR low > least(open, close)',
  'volumes are not negative': 'SELECT count(*)::int AS rows FROM price_bars WHERE volume < 0',
  'a bar is learned no earlier than its session':
    "SELECT count(*)::int AS rows FROM price_bars WHERE learned_at < session::timestamp AT TIME ZONE 'America/New_York'",
  'a bar is adjusted at least for its own session':
    'SELECT count(*)::int AS rows FROM price_bars WHERE adjusted_through < session',
  'a figure is learned no earlier than it is public':
    'SELECT count(*)::int AS rows FROM macro_observations WHERE learned_at < released_at',
  'a statement is learned no earlier than it is public':
    'SELECT count(*)::int AS rows FROM fed_statements WHERE learned_at < released_at',
  'splits multiply shares and dividends are not negative':
    "SELECT count(*)::int AS rows FROM corporate_actions WHERE value < 0 OR (kind = 'split' AND value = 0)",
  'no row is of a revision still to come': `
    SELECT count(*)::int AS rows FROM (
      SELECT revision FROM price_bars UNION ALL SELECT revision FROM macro_observations
      UNION ALL SELECT revision FROM corporate_actions UNION ALL SELECT revision FROM source_closes
      UNION ALL SELECT revision FROM source_actions UNION ALL SELECT revision FROM announced_closures
      UNION ALL SELECT revision FROM fed_statements
    ) stored WHERE revision > (SELECT data_revision FROM installation WHERE id = 1)`,
};

/** Looks over everything that is stored. */
@Injectable()
export class StoredDataRepository {
  constructor(private readonly database: Database) {}

  /** How many rows break each rule, those that none breaks included. */
  brokenRules(): Promise<{ rule: string; rows: number }[]> {
    return Promise.all(
      Object.entries(RULES).map(async ([rule, sql]) => {
        const [counted] = await this.database.queryShared<{ rows: number }>(sql);
        return { rule, rows: counted?.rows ?? 0 };
      }),
    );
  }

  /** Every session there is a bar of, once. */
  async sessions(): Promise<string[]> {
    const rows = await this.database.queryShared<{ session: string }>(
      'SELECT DISTINCT session::text AS session FROM price_bars',
    );
    return rows.map(({ session }) => session);
  }
}

import { Injectable } from '@nestjs/common';
import type { DatasetName } from '../../domain/market/known-data.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Database } from '../../platform/database/database.js';

/** Which dataset the store holds and how often it has changed. */
export interface InstallationState {
  readonly dataset: DatasetName;
  readonly revision: string;
}

const READ_STATE = 'SELECT dataset, data_revision::text AS revision FROM installation WHERE id = 1';

const READ_LAST_LEARNED = `
  SELECT greatest((SELECT max(learned_at) FROM price_bars), (SELECT max(learned_at) FROM macro_observations),
    (SELECT max(learned_at) FROM corporate_actions), (SELECT max(learned_at) FROM source_closes),
    (SELECT max(learned_at) FROM source_actions), (SELECT max(learned_at) FROM announced_closures),
    (SELECT max(learned_at) FROM fed_statements)) AS learned_at`;

@Injectable()
export class InstallationRepository {
  constructor(
    private readonly database: Database,
    private readonly config: AppConfig,
  ) {}

  /** The state as stored; that of an empty store before anything was loaded. */
  async state(): Promise<InstallationState> {
    const [row] = await this.database.queryShared<{ dataset: string; revision: string }>(READ_STATE);
    if (!row) return { dataset: this.config.dataset, revision: '0' };
    return { dataset: row.dataset === 'sample' ? 'sample' : 'real', revision: row.revision };
  }

  /** When the latest version of anything was learned; undefined in an empty store. */
  async lastLearnedAt(): Promise<Date | undefined> {
    const [row] = await this.database.queryShared<{ learned_at: Date | null }>(READ_LAST_LEARNED);
    return row?.learned_at ?? undefined;
  }
}

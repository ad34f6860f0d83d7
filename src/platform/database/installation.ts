import type pg from 'pg';
import type { Dataset } from '../config/app-config.js';
import { StartFailure } from '../config/start-failure.js';

/** The database holds the other dataset than the one the configuration asks for. */
export class DatasetMismatch extends StartFailure {
  constructor(held: string, wanted: Dataset) {
    super(
      `The database holds the ${held} dataset and the configuration asks for ${wanted} data: the two are never ` +
        `mixed. Give DATABASE_URL another database, or ${
          wanted === 'sample' ? 'set MARKET_DATA_DIR' : 'unset MARKET_DATA_DIR and MACRO_DATA_DIR'
        }.`,
    );
  }
}

/**
 * Marks a new database as holding the dataset.
 * @throws DatasetMismatch where it holds the other one already.
 */
export async function claimDataset(client: pg.Client, dataset: Dataset): Promise<void> {
  await client.query('INSERT INTO installation (dataset) VALUES ($1) ON CONFLICT (id) DO NOTHING', [dataset]);
  const { rows } = await client.query<{ dataset: string }>('SELECT dataset FROM installation');
  const held = rows[0]?.dataset;
  if (held !== dataset) throw new DatasetMismatch(String(held), dataset);
}

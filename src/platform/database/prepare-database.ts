import { join } from 'node:path';
import type { AppConfig } from '../config/app-config.js';
import { StartFailure } from '../config/start-failure.js';
import { meansUnavailable } from './database-unavailable.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { claimDataset } from './installation.js';
import { migrate } from './migrate.js';
import { withClient } from './with-client.js';

/** A database that is migrated and holds the configured dataset. */
export interface PreparedDatabase {
  /** The configuration with the URL of the database. */
  readonly config: AppConfig;
  /** Where the demo key is kept: beside the embedded data. Absent on a database that isn't ours. */
  readonly demoKeyFile?: string;
  /** Stops the embedded PostgreSQL, unless it was running before we came and `leaveRunning` is asked. */
  close(options?: { leaveRunning: boolean }): Promise<void>;
}

/**
 * Makes the configured database ready: the one of DATABASE_URL, or an embedded PostgreSQL with a
 * database for the sample and another for real data, so that the two never meet.
 * `warn` is told later when the embedded PostgreSQL dies and comes back.
 * @throws DatasetMismatch, MigrationRefused
 */
export async function prepareDatabase(
  config: AppConfig,
  progress: (line: string) => void,
  warn: (line: string) => void,
): Promise<PreparedDatabase> {
  if (config.databaseUrl !== undefined) {
    await bringUpToDate(config.databaseUrl, config, progress);
    return { config, close: () => Promise.resolve() };
  }
  progress('starting PostgreSQL');
  const server = await EmbeddedPostgres.start({
    dataDir: config.dataDir,
    clusterName: `port-${config.port}`,
    report: warn,
  });
  try {
    const name = config.dataset === 'sample' ? 'advisor_sample' : 'advisor';
    await server.createDatabase(name);
    const databaseUrl = server.url(name);
    await bringUpToDate(databaseUrl, config, progress);
    return {
      config: config.with({ databaseUrl }),
      demoKeyFile: join(server.folder, `demo-key-${name}`),
      close: ({ leaveRunning } = { leaveRunning: false }) =>
        leaveRunning && server.wasRunning ? server.release() : server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function bringUpToDate(
  url: string,
  { dataset }: AppConfig,
  progress: (line: string) => void,
): Promise<void> {
  await withClient(url, async (client) => {
    for (const name of await migrate(client)) progress(`applied migration ${name}`);
    await claimDataset(client, dataset);
  }).catch(explainUnreachable);
}

function explainUnreachable(error: unknown): never {
  if (!meansUnavailable(error)) throw error;
  const reason = error instanceof Error && error.message !== '' ? `: ${error.message}` : '';
  throw new StartFailure(`The database can't be reached${reason}. Check DATABASE_URL.`, { cause: error });
}

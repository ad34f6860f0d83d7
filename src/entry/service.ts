import { once } from 'node:events';
import { createServer } from 'node:net';
import { seedDemo } from '../../prisma/seed.js';
import { createApp } from '../app.setup.js';
import { AnnouncedClosuresService } from '../modules/market-data/calendar/announced-closures.service.js';
import { DataLoader } from '../modules/market-data/data-loader.service.js';
import { SyncSchedule } from '../modules/market-data/sync/sync-schedule.service.js';
import { RuleRecordSchedule } from '../modules/rule-records/rule-record-schedule.service.js';
import { RunWorker } from '../modules/runs/run-worker.service.js';
import { SystemClock } from '../platform/clock/clock.js';
import type { AppConfig } from '../platform/config/app-config.js';
import { StartFailure } from '../platform/config/start-failure.js';
import { Database } from '../platform/database/database.js';
import { prepareDatabase } from '../platform/database/prepare-database.js';
import { JsonLogger } from '../platform/logging/json-logger.js';
import { DemoKey } from './demo-key.js';

export interface RunningService {
  readonly url: string;
  /** Where there is a demo firm whose key may be shown. */
  readonly demoKey?: string;
  /** Ends requests in flight, then the connections, then the embedded PostgreSQL. */
  close(): Promise<void>;
}

/** The port is taken, or can't be listened on. */
export class PortUnavailable extends StartFailure {
  constructor(port: number, options: ErrorOptions) {
    super(`Port ${port} can't be listened on; choose another with PORT.`, options);
  }
}

/** Before anything slow is begun, and before another service's database is touched. */
async function checkPort({ host, port }: AppConfig): Promise<void> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, 'listening');
  } catch (error) {
    throw new PortUnavailable(port, { cause: error });
  }
  probe.close();
  await once(probe, 'close');
}

/** Prepares the database, loads the configured data, seeds a demo firm where there is none, and listens. */
export async function startService(
  config: AppConfig,
  progress: (line: string) => void,
): Promise<RunningService> {
  await checkPort(config);
  const clock = new SystemClock();
  const logger = new JsonLogger(config);
  const prepared = await prepareDatabase(config, progress, (line) => logger.warn(line, 'EmbeddedPostgres'));
  try {
    const app = await createApp({ config: prepared.config, clock, logger });
    progress(config.dataset === 'sample' ? 'loading the sample market' : 'loading market and macro data');
    await app.get(AnnouncedClosuresService).load();
    await app.get(DataLoader).load(progress);
    const demoKey = new DemoKey(prepared.demoKeyFile);
    if (!config.isProduction) {
      await seedDemo(app.get(Database), clock.now(), (key) => demoKey.keep(key));
    }
    await app.listen(config.port, config.host);
    app.get(SyncSchedule).start();
    app.get(RuleRecordSchedule).start();
    if (config.serviceWorks === 'on') {
      app
        .get(RunWorker)
        .start()
        .catch((error: unknown) => logger.error(error));
    }
    const shownKey = config.isProduction ? undefined : await demoKey.read();
    return {
      url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`,
      ...(shownKey !== undefined && { demoKey: shownKey }),
      close: async () => {
        await app.close();
        await prepared.close();
      },
    };
  } catch (error) {
    await prepared.close();
    throw error;
  }
}

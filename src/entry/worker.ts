import { createApp } from '../app.setup.js';
import { RunWorker } from '../modules/runs/run-worker.service.js';
import { loadConfig } from '../platform/config/load-config.js';
import { prepareDatabase } from '../platform/database/prepare-database.js';
import { JsonLogger } from '../platform/logging/json-logger.js';
import { closeOnSignal, fail } from './exit.js';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** npm run worker: takes jobs from the database until it is told to stop, and listens on no port. */
async function startWorker(): Promise<() => Promise<void>> {
  const config = loadConfig();
  const prepared = await prepareDatabase(config, (line) => say(`${line} …`), say);
  const app = await createApp({ config: prepared.config, logger: new JsonLogger(config) });
  await app.init();
  await app.get(RunWorker).start();
  return async () => {
    await app.close();
    await prepared.close({ leaveRunning: true });
  };
}

try {
  const starting = startWorker();
  closeOnSignal(async () => (await starting)());
  await starting;
  say('working');
} catch (error) {
  fail(error);
}

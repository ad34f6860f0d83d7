import { randomUUID } from 'node:crypto';
import { SCOPES } from '../modules/auth/scopes.js';
import { createFirm } from '../modules/firms/firm-creation.js';
import { SystemClock } from '../platform/clock/clock.js';
import { loadConfig } from '../platform/config/load-config.js';
import { StartFailure } from '../platform/config/start-failure.js';
import { Database } from '../platform/database/database.js';
import { prepareDatabase } from '../platform/database/prepare-database.js';
import { dataSync, dataVerify } from './data-commands.js';
import { fail } from './exit.js';

const USAGE = `usage: npm run firm:create -- "<firm's name>" ["<owner's name>"] [--operator]

Makes a firm with its first principal and prints that principal's API key, once. --operator lets the key
also write what all firms share (price bars and macro observations). Takes the service's own settings
from the environment: DATABASE_URL, or PORT and DATA_DIR of a service with an embedded PostgreSQL.

npm run data:sync    brings prices and macro series up to date from the configured providers
npm run data:verify  checks every stored row, and lists what is missing, stale or doubtful`;

async function createFirmFromArguments(args: readonly string[]): Promise<string> {
  const [name, owner = 'Owner', ...more] = args.filter((argument) => !argument.startsWith('--'));
  const isUnknown = (argument: string): boolean => argument.startsWith('--') && argument !== '--operator';
  if (name === undefined || name.trim() === '' || more.length > 0 || args.some(isUnknown)) {
    throw new StartFailure(USAGE);
  }
  const scopes = SCOPES.filter((scope) => scope !== 'operator' || args.includes('--operator'));
  const say = (line: string): void => void process.stderr.write(`${line} …\n`);
  const prepared = await prepareDatabase(loadConfig(), say, say);
  const database = new Database(prepared.config);
  try {
    const firmId = randomUUID();
    const now = new SystemClock().now();
    const { apiKey } = await database.asOperator(
      (tx) => createFirm(tx, { firmId, name: name.trim(), owner, scopes, now }),
      firmId,
    );
    return apiKey;
  } finally {
    await database.onApplicationShutdown();
    await prepared.close({ leaveRunning: true });
  }
}

try {
  const [command, ...args] = process.argv.slice(2);
  if (command === 'firm:create') process.stdout.write(`${await createFirmFromArguments(args)}\n`);
  else if (command === 'data:sync' || command === 'data:verify') {
    const { lines, ok } = await (command === 'data:sync' ? dataSync() : dataVerify());
    process.stdout.write(`${lines.join('\n')}\n`);
    if (!ok) process.exitCode = 1;
  } else throw new StartFailure(USAGE);
} catch (error) {
  fail(error);
}

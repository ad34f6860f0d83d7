import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';
import { realDirectories } from './known-market.js';
import { previewOnce, previews } from './load.js';
import { median } from './measure.js';
import { report, type Result } from './report.js';
import { freePort, residentMb, residentMbOfDescendants, startService, type Service } from './service.js';

const MOST_START_MS = 3_000;
const MOST_RESIDENT_MB = 250;
const PREVIEWS = 10_000;
const STARTS = 3;

const folder = await mkdtemp(join(tmpdir(), 'advisor-bench-'));
await chmod(folder, 0o711);

/** Starts so many times on a database that exists and measures; the last service is handed on, then stopped. */
async function measureStarts(
  what: string,
  settings: NodeJS.ProcessEnv,
  withLast: (service: Service) => Promise<void>,
): Promise<void> {
  const taken: number[] = [];
  for (let start = 1; start <= STARTS; start++) {
    const service = await startService(settings);
    taken.push(service.readyAfterMs);
    try {
      if (start === STARTS) await withLast(service);
    } finally {
      await service.stop();
    }
  }
  const ms = median(taken);
  report({
    what: `from the start of the process to /health/ready, ${what}`,
    measured: `${(ms / 1000).toFixed(2)} s`,
    target: `at most ${MOST_START_MS / 1000} s`,
    meets: ms <= MOST_START_MS,
  });
}

async function measureMemory(what: string, service: Service, key: string): Promise<void> {
  await previewOnce(service.url, key);
  await previews(service.url, key, { amount: PREVIEWS });
  const pid = service.process.pid!;
  const resident = residentMb(pid);
  const database = residentMbOfDescendants(pid);
  const apart =
    database > 0 ? `; its PostgreSQL apart, shared pages in each process: ${database.toFixed(0)} MB` : '';
  const result: Result = {
    what: `resident after ${PREVIEWS.toLocaleString('en-US')} previews, ${what}`,
    measured: `${resident.toFixed(0)} MB${apart}`,
    target: `under ${MOST_RESIDENT_MB} MB`,
    meets: resident < MOST_RESIDENT_MB,
  };
  report(result);
}

/** The embedded PostgreSQL as a fresh clone starts it: the first start makes it, the measured ones find it. */
async function onEmbedded(what: string, settings: NodeJS.ProcessEnv): Promise<void> {
  const own = {
    DATA_DIR: join(folder, what.replaceAll(' ', '-')),
    PORT: String(await freePort()),
    ...settings,
  };
  const first = await startService(own);
  const key = await first.demoKey();
  await first.stop();
  await measureStarts(`embedded PostgreSQL, ${what}`, own, (service) => measureMemory(what, service, key));
}

/** NODE_ENV=production on a PostgreSQL of its own; a first start in development makes the firm that asks. */
async function inProduction(): Promise<void> {
  const server = await EmbeddedPostgres.start({
    dataDir: join(folder, 'server'),
    clusterName: 'bench',
    report: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    await server.createDatabase('bench');
    const settings = { DATABASE_URL: server.url('bench') };
    const first = await startService(settings);
    const key = await first.demoKey();
    await first.stop();
    await measureStarts(
      'NODE_ENV=production and DATABASE_URL',
      { ...settings, NODE_ENV: 'production' },
      (service) => measureMemory('in production', service, key),
    );
  } finally {
    await server.stop();
  }
}

try {
  await onEmbedded('sample market', {});
  await inProduction();
  if (realDirectories !== undefined) {
    const { prices, macro } = realDirectories;
    await onEmbedded('25 years of real data', { MARKET_DATA_DIR: prices, MACRO_DATA_DIR: macro });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { INSTRUMENTS } from '../../src/domain/market/instruments.js';
import { sessionsBetween } from '../../src/domain/market/trading-calendar.js';
import { projectPath } from '../../src/platform/config/project-path.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

jest.setTimeout(180_000);

const run = promisify(execFile);
const MB = 1024 * 1024;
const FILE_MB = 120;
/** Of zeros after the decimals, so that few rows make a large file. */
const PADDING = '0'.repeat(140);

let database: TestDatabase;
let service: ChildProcess;
let port: number;
let key: string;

/** The service as a process of its own: a test's own process holds much besides. */
beforeAll(async () => {
  database = await createTestDatabase();
  await run(process.execPath, [projectPath('scripts', 'build.mjs')]);
  port = await freePort();
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: database.url,
    TIINGO_API_KEY: 'no request is made with it',
    SYNC_SCHEDULE: 'off',
  };
  const firm = [projectPath('dist', 'src', 'entry', 'cli.js'), 'firm:create', 'Firm', 'Owner', '--operator'];
  key = (await run(process.execPath, firm, { env })).stdout.trim();
  service = spawn(process.execPath, [projectPath('dist', 'src', 'main.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await isListening())) await sleep(100);
});
afterAll(async () => {
  const left = once(service, 'exit');
  service.kill('SIGTERM');
  await left;
  await database.drop();
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const { port: free } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return free;
}

/** Ready it is only once it has data. */
const isListening = (): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );

/** A file of that size, made while it is sent. */
function* rowsOf(megabytes: number): Generator<Buffer> {
  yield Buffer.from('symbol,date,open,high,low,close,adj_close,volume\n');
  const sessions = sessionsBetween('1993-01-04', '2024-11-26');
  let size = 0;
  for (const { symbol } of INSTRUMENTS) {
    for (const [i, session] of sessions.entries()) {
      const price = `${100 + (i % 50)}.25${PADDING}`;
      const row = Buffer.from(`${symbol},${session},${price},${price},${price},${price},${price},1000\n`);
      size += row.length;
      yield row;
      if (size > megabytes * MB) return;
    }
  }
}

/** What the service's process holds in memory, in MB. */
async function residentMb(): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(service.pid)]);
  return Number(stdout) / 1024;
}

/** Rows taken in, and the most memory resident meanwhile. */
async function importFile(megabytes: number): Promise<{ rows: number; peakMb: number }> {
  const post = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/v1/market-data/bars/import',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
  });
  let answer: string | undefined;
  const answered = once(post, 'response').then(async ([response]: Readable[]) => {
    let text = '';
    for await (const chunk of response!) text += String(chunk);
    answer = text;
  });
  const sent = pipeline(Readable.from(rowsOf(megabytes), { objectMode: false }), post);
  let peakMb = 0;
  while (answer === undefined) {
    peakMb = Math.max(peakMb, await residentMb());
    await sleep(20);
  }
  await Promise.all([sent, answered]);
  return { rows: (JSON.parse(answer) as { rows: number }).rows, peakMb };
}

it('importing a large file takes no memory in proportion to it', async () => {
  const warm = await importFile(FILE_MB / 6);
  const large = await importFile(FILE_MB);
  expect(large.rows).toBeGreaterThan(5 * warm.rows);
  expect(large.peakMb - warm.peakMb).toBeLessThan(FILE_MB / 2);
});

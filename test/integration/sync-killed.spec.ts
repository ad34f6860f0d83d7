import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { projectPath } from '../../src/platform/config/project-path.js';
import { withClient } from '../../src/platform/database/with-client.js';
import { LiveMarket } from '../support/live-market.js';
import { slowHeaders } from '../support/provider-servers/provider-server.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

jest.setTimeout(180_000);

let market: LiveMarket;
let database: TestDatabase;

beforeAll(async () => {
  market = await LiveMarket.upTo('2024-11-27');
  database = await createTestDatabase();
  await promisify(execFile)(process.execPath, [projectPath('scripts', 'build.mjs')]);
});
afterAll(async () => {
  await market.close();
  await database.drop();
});

/** `npm run data:sync` as a process of its own. */
const dataSync = (): ChildProcess =>
  spawn(process.execPath, [projectPath('dist', 'src', 'entry', 'cli.js'), 'data:sync'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      TIINGO_API_KEY: 'tiingo-test-key',
      TIINGO_BASE_URL: market.tiingo.url,
      TIINGO_REQUESTS_PER_HOUR: '100000',
    },
  });

const query = <Row extends object>(sql: string): Promise<Row[]> =>
  withClient(database.url, async (client) => (await client.query<Row>(sql)).rows);

it('a synchronisation killed half way is finished by the next process, which asks only for what is left', async () => {
  const done = "SELECT count(*)::int AS count FROM sync_items WHERE state <> 'pending'";
  // The first four are answered after a while; the others never, until the process is dead.
  market.tiingo.misbehaveOnce(...Array.from({ length: 4 }, () => slowHeaders(50)));
  market.tiingo.misbehave(() => undefined);
  const killed = dataSync();
  const left = once(killed, 'exit');
  while (((await query<{ count: number }>(done))[0]?.count ?? 0) < 4) await sleep(50);
  killed.kill('SIGKILL');
  await left;
  expect(await query('SELECT state, running FROM sync_jobs')).toEqual([{ state: 'running', running: true }]);

  market.tiingo.behave();
  const before = market.tiingo.requests.length;
  const [code] = (await once(dataSync(), 'exit')) as [number];
  // Today's sessions are not in the sample's market, so that the run says it isn't complete.
  expect(code).toBe(1);
  expect(market.tiingo.requests.length - before).toBe(17);
  expect(await query('SELECT count(*)::int AS jobs FROM sync_jobs')).toEqual([{ jobs: 1 }]);
  expect(await query(`SELECT count(DISTINCT symbol)::int AS symbols FROM price_bars`)).toEqual([
    { symbols: 12 },
  ]);
  expect(
    await query('SELECT count(*)::int AS n FROM price_bars GROUP BY symbol, session HAVING count(*) > 1'),
  ).toEqual([]);
});

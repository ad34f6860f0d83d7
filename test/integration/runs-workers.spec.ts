import { execFile, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import type { RunDto } from '../../src/modules/runs/dto/run.dto.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { projectPath } from '../../src/platform/config/project-path.js';
import { executeSql } from '../support/execute-sql.js';
import { startLoadedApp } from '../support/loaded-app.js';
import { addAccounts, addHouseholds, endWorker, spawnWorker, until } from '../support/run-worker.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

jest.setTimeout(180_000);

const ACCOUNTS = 3_500;
/** Of these, so many are advised with their household as one, two by two. */
const IN_HOUSEHOLDS = 1_200;
const SLICES = 5;
const RECOMMENDATIONS = ACCOUNTS - IN_HOUSEHOLDS / 2;
const ENDED = "SELECT state <> 'running' FROM recommendation_runs";

/** A database in which a run was asked for, and nobody has worked at it. */
let asked: TestDatabase;
const copies: TestDatabase[] = [];
const workers: ChildProcess[] = [];

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [projectPath('scripts', 'build.mjs')]);
  const { app } = await startLoadedApp({ clock: new SystemClock() });
  asked = app.testDatabase;
  await addAccounts(asked.url, app.firm.firmId, ACCOUNTS);
  await addHouseholds(asked.url, app.firm.firmId, IN_HOUSEHOLDS);
  const answer = await app.call<RunDto>('POST', '/v1/recommendation-runs', { body: {} });
  expect(answer).toMatchObject({ status: 202, body: { total: ACCOUNTS } });
  await app.nest.close();
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => endWorker(worker, 'SIGKILL')));
  for (const database of [...copies, asked]) await database.drop();
});

async function copy(): Promise<TestDatabase> {
  const database = await createTestDatabase({ template: asked });
  copies.push(database);
  return database;
}

function startWorker({ url }: TestDatabase): ChildProcess {
  const worker = spawnWorker(url);
  workers.push(worker);
  return worker;
}

/** Everything of a book, as text in order of account. */
const bookOf = ({ url }: TestDatabase): Promise<unknown> =>
  executeSql(
    url,
    `SELECT i::text AS item, r.id, r.body, r.inputs::text, r.inputs_hash, v.body AS shared
       FROM run_items i
       JOIN recommendations r ON r.firm_id = i.firm_id AND r.id = i.recommendation_id
       JOIN recommendation_verdicts v ON v.firm_id = r.firm_id AND v.id = r.verdict_id
      ORDER BY i.account_id`,
  );

it('gives the same book, byte for byte, by one worker process and by four', async () => {
  const [byOne, byFour] = [await copy(), await copy()];
  const one = startWorker(byOne);
  await until(byOne.url, ENDED);
  await endWorker(one);
  const four = Array.from({ length: 4 }, () => startWorker(byFour));
  await until(byFour.url, ENDED);
  await Promise.all(four.map((worker) => endWorker(worker)));

  const book = await bookOf(byOne);
  expect(book).toHaveLength(ACCOUNTS);
  expect((await bookOf(byFour)) as unknown[]).toEqual(book);
  const totals = 'SELECT position, state, totals FROM run_slices ORDER BY position';
  const slices = await executeSql(byOne.url, totals);
  expect(slices).toHaveLength(SLICES);
  expect(await executeSql(byFour.url, totals)).toEqual(slices);
  const progress = 'SELECT state, total, done, failed, slices_left FROM recommendation_runs';
  const run = { state: 'completed', total: ACCOUNTS, done: ACCOUNTS, failed: 0, slices_left: 0 };
  expect(await executeSql(byOne.url, progress)).toEqual([run]);
  expect(await executeSql(byFour.url, progress)).toEqual([run]);
});

it('loses and doubles nothing where a worker is killed in the middle of a slice, and is done soon after', async () => {
  const database = await copy();
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  // The worker takes the second slice's job and then waits for this lock, until it is killed.
  await holder.query('BEGIN');
  await holder.query('SELECT FROM run_slices WHERE position = 1 FOR UPDATE');
  const killed = startWorker(database);
  await until(
    database.url,
    "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  await endWorker(killed, 'SIGKILL');
  await holder.query('ROLLBACK');
  await holder.end();
  const began = performance.now();

  startWorker(database);
  await until(database.url, ENDED);
  // The job of the dead worker expires after 15 s, and that is looked at every 3 s.
  expect(performance.now() - began).toBeLessThan(40_000);
  expect(await executeSql(database.url, 'SELECT state, done, failed FROM recommendation_runs')).toEqual([
    { state: 'completed', done: ACCOUNTS, failed: 0 },
  ]);
  const counts = `
    SELECT (SELECT count(*) FROM run_items)::int AS items,
           (SELECT count(DISTINCT account_id) FROM run_items)::int AS accounts,
           (SELECT count(*) FROM recommendations)::int AS recommendations`;
  expect(await executeSql(database.url, counts)).toEqual([
    { items: ACCOUNTS, accounts: ACCOUNTS, recommendations: RECOMMENDATIONS },
  ]);
});

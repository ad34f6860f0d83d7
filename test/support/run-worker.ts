import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectPath } from '../../src/platform/config/project-path.js';
import { executeSql } from './execute-sql.js';

/** `npm run worker` as a process of its own; `dist` must have been built. */
export const spawnWorker = (databaseUrl: string): ChildProcess =>
  spawn(process.execPath, ['--single-threaded-gc', projectPath('dist', 'src', 'entry', 'worker.js')], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' },
  });

export async function endWorker(worker: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const left = once(worker, 'exit');
  worker.kill(signal);
  await left;
}

/** Waits until a query's first row's first column is true. */
export async function until(databaseUrl: string, sql: string): Promise<void> {
  for (;;) {
    const [row] = await executeSql(databaseUrl, sql);
    if (row !== undefined && Object.values(row)[0] === true) return;
    await sleep(50);
  }
}

/** Adds so many accounts of a firm, with positions and bounds that differ, with ids that are random. */
export const addAccounts = (
  databaseUrl: string,
  firmId: string,
  count: number,
  createdAt = '2024-01-02T00:00:00Z',
): Promise<unknown> =>
  executeSql(
    databaseUrl,
    `WITH made AS (
       INSERT INTO accounts (firm_id, id, name, registration, risk_profile, cash, constraints, version, created_at, updated_at)
       SELECT '${firmId}', gen_random_uuid(), 'Account ' || n, 'individual',
              (ARRAY['conservative', 'moderate', 'growth', 'aggressive'])[1 + n % 4], 100 * n,
              CASE n % 3 WHEN 0 THEN '{"CASH": {"minBps": 6000}}'::jsonb ELSE '{}'::jsonb END, 1,
              '${createdAt}', '${createdAt}'
         FROM generate_series(1, ${count}) n
       RETURNING firm_id, id
     )
     INSERT INTO positions (firm_id, account_id, symbol, quantity)
     SELECT firm_id, id, symbol, 1 + (hashtext(id::text || symbol) & 255) * 0.25
       FROM made, unnest(ARRAY['IWM', 'MDY', 'SPY', 'QQQ']) symbol`,
  );

/**
 * Puts so many of a firm's accounts, the first by id, into households advised as one, with two accounts each.
 * Returns the households' ids.
 */
export async function addHouseholds(
  databaseUrl: string,
  firmId: string,
  accounts: number,
): Promise<string[]> {
  const rows = await executeSql(
    databaseUrl,
    `WITH numbered AS (
       SELECT id, (row_number() OVER (ORDER BY id) - 1) / 2 AS n FROM accounts WHERE firm_id = '${firmId}'
        ORDER BY id LIMIT ${accounts}
     ), made AS MATERIALIZED (
       SELECT n, gen_random_uuid() AS household_id, gen_random_uuid() AS client_id
         FROM (SELECT DISTINCT n FROM numbered) pairs
     ), household AS (
       INSERT INTO households (firm_id, id, name, advice_unit, risk_profile, created_at, updated_at)
       SELECT '${firmId}'::uuid, household_id, 'Household ' || n, 'household', 'aggressive', now(), now() FROM made
       RETURNING id
     ), client AS (
       INSERT INTO clients (firm_id, id, household_id, name, created_at, updated_at)
       SELECT '${firmId}'::uuid, client_id, household_id, 'Client ' || n, now(), now() FROM made
     ), moved AS (
       UPDATE accounts a SET client_id = made.client_id FROM numbered JOIN made USING (n)
        WHERE a.firm_id = '${firmId}' AND a.id = numbered.id
     )
     SELECT id::text FROM household ORDER BY id`,
  );
  return (rows as { id: string }[]).map(({ id }) => id);
}

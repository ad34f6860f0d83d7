import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { SCOPES } from '../src/modules/auth/scopes.js';
import { createFirm } from '../src/modules/firms/firm-creation.js';
import { AppConfig } from '../src/platform/config/app-config.js';
import { Database } from '../src/platform/database/database.js';
import { EmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';
import { textArray } from '../src/platform/database/text-array.js';
import { withClient } from '../src/platform/database/with-client.js';
import { report, thousands } from './report.js';
import { cpuSeconds, cpuSecondsOfTree, residentMb, startService, stop } from './service.js';

const WORKER = fileURLToPath(new URL('../src/entry/worker.js', import.meta.url));
const BOOK = 100_000;
const MILLION = 1_000_000;
const ROWS_A_STATEMENT = 1_000;
const POLL_MS = 50;
/** Of a run under way: seldom enough that asking takes no processor from the workers. */
const PROGRESS_MS = 250;

const MOST_OF_BARE = 3;
const MOST_OF_TENTH = 12;
const MOST_RESIDENT_MB = 600;
const LEAST_SPEEDUP = 1.6;

/** `BENCH_MILLION=1` also advises a book of a million accounts, which takes minutes and some 10 GB. */
const withMillion = process.env['BENCH_MILLION'] !== undefined;

/** Processor time that the database's processes have taken; set once it runs. */
let databaseCpu = (): number => 0;

const folder = await mkdtemp(join(tmpdir(), 'advisor-bench-'));
await chmod(folder, 0o711);

interface Firm {
  readonly firmId: string;
  readonly apiKey: string;
}

/** A firm with so many accounts, each with cash and positions in the four. */
async function firmWith(url: string, accounts: number): Promise<Firm> {
  const database = new Database(new AppConfig().with({ databaseUrl: url }));
  const firmId = randomUUID();
  const terms = { firmId, name: `Firm ${firmId}`, owner: 'Owner', scopes: SCOPES, now: new Date() };
  const { apiKey } = await database.asOperator((tx) => createFirm(tx, terms), firmId);
  await database.onApplicationShutdown();
  await withClient(url, async (client) => {
    await client.query(
      `INSERT INTO accounts (firm_id, id, name, registration, risk_profile, cash, constraints, version, created_at, updated_at)
       SELECT $1, gen_random_uuid(), 'Account ' || n, 'individual',
              (ARRAY['conservative', 'moderate', 'growth', 'aggressive'])[1 + n % 4], 1000 + 37 * (n % 1000),
              CASE n % 5 WHEN 0 THEN '{"IWM": {"maxBps": 500}, "CASH": {"minBps": 2500}}'::jsonb ELSE '{}'::jsonb END,
              1, now() - interval '1 hour', now()
         FROM generate_series(1, $2::int) n`,
      [firmId, accounts],
    );
    await client.query(
      `INSERT INTO positions (firm_id, account_id, symbol, quantity)
       SELECT firm_id, id, symbol, 10 + ((hashtext(id::text || symbol) & 1023)) * 0.25
         FROM accounts, unnest(ARRAY['IWM', 'MDY', 'SPY', 'QQQ']) symbol WHERE firm_id = $1`,
      [firmId],
    );
    await client.query('VACUUM ANALYZE accounts, positions');
    await client.query('CHECKPOINT');
  });
  return { firmId, apiKey };
}

/** A worker as `npm run worker` runs it; `peakMb` is the most that it had resident. */
async function startWorker(url: string): Promise<{ process: ChildProcess; peakMb: () => number }> {
  const child = spawn(process.execPath, ['--single-threaded-gc', WORKER], {
    env: { ...process.env, LOG_LEVEL: 'warn', DATABASE_URL: url },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let peak = 0;
  const timer = setInterval(() => {
    if (child.exitCode === null) peak = Math.max(peak, residentMb(child.pid!));
  }, 500);
  child.once('exit', () => clearInterval(timer));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!said.includes('working')) {
    if (child.exitCode !== null) throw new Error(`the worker ended:\n${said}`);
    await sleep(POLL_MS);
  }
  return { process: child, peakMb: () => peak };
}

interface RunAnswer {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly failed: number;
}

interface MeasuredRun {
  readonly seconds: number;
  readonly runId: string;
  readonly peakMb: number;
  /** Processor time of the workers and of PostgreSQL, seconds. */
  readonly cpu: { readonly workers: number; readonly database: number };
}

/** Seconds from asking for a run to its end, by so many workers; all accounts must have been advised. */
async function secondsOfRun(
  service: { url: string },
  databaseUrl: string,
  { apiKey }: Firm,
  workers: number,
): Promise<MeasuredRun> {
  const started = await Promise.all(Array.from({ length: workers }, () => startWorker(databaseUrl)));
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const ask = async (path: string, init: RequestInit = {}): Promise<RunAnswer> => {
    const answer = await fetch(`${service.url}/v1/recommendation-runs${path}`, { headers, ...init });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as RunAnswer;
  };
  try {
    const database = databaseCpu();
    const before = started.reduce((sum, { process }) => sum + cpuSeconds(process.pid!), 0);
    const began = performance.now();
    let run = await ask('', { method: 'POST', body: '{}' });
    while (run.state === 'running') {
      await sleep(PROGRESS_MS);
      run = await ask(`/${run.id}`);
    }
    const seconds = (performance.now() - began) / 1000;
    if (run.state !== 'completed' || run.failed > 0) throw new Error(`run ${run.id}: ${JSON.stringify(run)}`);
    const workersCpu = started.reduce((sum, { process }) => sum + cpuSeconds(process.pid!), 0) - before;
    return {
      seconds,
      runId: run.id,
      peakMb: Math.max(...started.map((worker) => worker.peakMb())),
      cpu: { workers: workersCpu, database: databaseCpu() - database },
    };
  } finally {
    await Promise.all(started.map((worker) => stop(worker.process)));
  }
}

const CANDIDATES = `
  SELECT r.*, r.inputs::text AS inputs, r.as_of::text AS as_of, i.risk_profile, i.equity_bps, i.most_bps,
         i.value_cents, i.turnover_cents, array_to_string(i.exceptions, ',') AS exceptions
    FROM run_items i JOIN recommendations r ON r.firm_id = i.firm_id AND r.id = i.recommendation_id
   WHERE i.firm_id = $1 AND i.run_id = $2 AND i.account_id > $3 ORDER BY i.account_id LIMIT $4`;

const BARE_RECOMMENDATIONS = `
  INSERT INTO recommendations (
    firm_id, as_of, known_at, created_at, created_by, policy_id, policy_version, engine_version,
    template_version, verdict_id, id, account_id, previous_id, inputs_hash, action, inputs, body)
  SELECT $1::uuid, $2::date, $3::timestamptz, $4::timestamptz, $5::uuid, $6::uuid, $7::int, $8, $9, $10::uuid,
         id::uuid, account_id::uuid, previous_id::uuid, inputs_hash, action, inputs::jsonb, body
    FROM unnest($11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[])
      AS row (id, account_id, previous_id, inputs_hash, action, inputs, body)`;

const BARE_ITEMS = `
  INSERT INTO run_items (
    firm_id, run_id, account_id, risk_profile, recommendation_id, action, equity_bps, most_bps, value_cents,
    turnover_cents, exceptions)
  SELECT $1::uuid, $2::uuid, account_id::uuid, risk_profile, recommendation_id::uuid, action, equity_bps::int,
         most_bps::int, value_cents::bigint, turnover_cents::bigint, string_to_array(exceptions, ',')
    FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                $11::text[])
      AS item (account_id, risk_profile, recommendation_id, action, equity_bps, most_bps, value_cents,
               turnover_cents, exceptions)`;

type Row = Readonly<Record<string, string | number | Date | null>>;

/** Seconds that PostgreSQL takes to insert the same rows again under other ids, a thousand a transaction. */
async function secondsOfBareInsert(
  url: string,
  firmId: string,
  runId: string,
): Promise<{ seconds: number; cpu: number }> {
  let milliseconds = 0;
  let cpu = 0;
  await withClient(url, async (client: pg.Client) => {
    const copy = randomUUID();
    await client.query(
      `INSERT INTO recommendation_runs
       SELECT (jsonb_populate_record(r, jsonb_build_object('id', $3::uuid, 'created_at', created_at + interval '1 ms'))).*
         FROM recommendation_runs r WHERE firm_id = $1 AND id = $2`,
      [firmId, runId, copy],
    );
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const { rows } = await client.query<Row>(CANDIDATES, [firmId, runId, after, ROWS_A_STATEMENT]);
      const first = rows[0];
      if (first === undefined) break;
      after = String(rows.at(-1)?.['account_id']);
      const column = (name: string): Buffer =>
        textArray(rows.map((row) => (row[name] === null ? null : String(row[name]))));
      // In the order of the ids they are copies of, so that the index grows as it did.
      const ids = textArray(rows.map((row) => String(row['id']).replace(/^(.{14})8/, '$17')));
      const common = ['as_of', 'known_at', 'created_at', 'created_by', 'policy_id', 'policy_version'].concat(
        'engine_version',
        'template_version',
        'verdict_id',
      );
      const own = ['account_id', 'previous_id', 'inputs_hash', 'action', 'inputs', 'body'];
      const recommendations = [firmId, ...common.map((name) => first[name]), ids, ...own.map(column)];
      const item = ['equity_bps', 'most_bps', 'value_cents', 'turnover_cents', 'exceptions'];
      const items = [
        firmId,
        copy,
        column('account_id'),
        column('risk_profile'),
        ids,
        column('action'),
        ...item.map(column),
      ];
      const cpuBefore = databaseCpu();
      const began = performance.now();
      await client.query('BEGIN');
      await client.query("SELECT set_config('app.firm_id', $1, true), set_config('role', 'aa_app', true)", [
        firmId,
      ]);
      await client.query({ name: 'recommendations', text: BARE_RECOMMENDATIONS, values: recommendations });
      await client.query({ name: 'items', text: BARE_ITEMS, values: items });
      await client.query('COMMIT');
      milliseconds += performance.now() - began;
      cpu += databaseCpu() - cpuBefore;
    }
  });
  return { seconds: milliseconds / 1000, cpu };
}

const inCpu = ({ cpu }: MeasuredRun): string =>
  `; processor time: workers ${cpu.workers.toFixed(1)} s, PostgreSQL ${cpu.database.toFixed(1)} s`;

const perAccount = (seconds: number, accounts: number): string =>
  `${((seconds / accounts) * 1e6).toFixed(0)} µs an account`;

const server = await EmbeddedPostgres.start({
  dataDir: join(folder, 'server'),
  clusterName: 'bench',
  report: (line) => process.stderr.write(`${line}\n`),
});
try {
  const postmaster = Number(
    readFileSync(join(server.folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  databaseCpu = () => cpuSecondsOfTree(postmaster);
  await server.createDatabase('bench');
  const url = server.url('bench');
  const service = await startService({ DATABASE_URL: url, SERVICE_WORKS: 'off' });
  try {
    const firm = await firmWith(url, BOOK);
    const first = await secondsOfRun(service, url, firm, 1);
    const bare = await secondsOfBareInsert(url, firm.firmId, first.runId);
    report({
      what: `a first run over ${thousands(BOOK)} accounts with 4 positions, read, advised and stored by one worker`,
      measured: `${first.seconds.toFixed(1)} s (${perAccount(first.seconds, BOOK)}), ${(first.seconds / bare.seconds).toFixed(2)} times the bare insert of the same rows (${bare.seconds.toFixed(1)} s, PostgreSQL's processor time ${bare.cpu.toFixed(1)} s)${inCpu(first)}`,
      target: `at most ${MOST_OF_BARE} times`,
      meets: first.seconds <= MOST_OF_BARE * bare.seconds,
    });
    const one = await secondsOfRun(service, url, firm, 1);
    const bareAgain = await secondsOfBareInsert(url, firm.firmId, one.runId);
    report({
      what: 'the next run, compared with the recommendations before',
      measured: `${one.seconds.toFixed(1)} s (${perAccount(one.seconds, BOOK)}), ${(one.seconds / bareAgain.seconds).toFixed(2)} times the bare insert (${bareAgain.seconds.toFixed(1)} s, PostgreSQL's processor time ${bareAgain.cpu.toFixed(1)} s)${inCpu(one)}`,
      target: `at most ${MOST_OF_BARE} times`,
      meets: one.seconds <= MOST_OF_BARE * bareAgain.seconds,
    });
    const two = await secondsOfRun(service, url, firm, 2);
    report({
      what: 'two workers against one, PostgreSQL on the same machine',
      measured: `${two.seconds.toFixed(1)} s, ${(one.seconds / two.seconds).toFixed(2)} times as fast${inCpu(two)}`,
      target: `at least ${LEAST_SPEEDUP} times`,
      meets: one.seconds >= LEAST_SPEEDUP * two.seconds,
    });
    const peaks = [first.peakMb, one.peakMb, two.peakMb];
    if (withMillion) {
      const large = await firmWith(url, MILLION);
      const million = await secondsOfRun(service, url, large, 1);
      peaks.push(million.peakMb);
      report({
        what: `a first run over ${thousands(MILLION)} accounts by one worker`,
        measured: `${million.seconds.toFixed(1)} s (${perAccount(million.seconds, MILLION)}), ${(million.seconds / first.seconds).toFixed(1)} times that over ${thousands(BOOK)}${inCpu(million)}`,
        target: `at most ${MOST_OF_TENTH} times`,
        meets: million.seconds <= MOST_OF_TENTH * first.seconds,
      });
    }
    const service_ = residentMb(service.process.pid!);
    report({
      what: 'resident in each process',
      measured: `${Math.max(...peaks).toFixed(0)} MB at most in a worker, ${service_.toFixed(0)} MB in the service`,
      target: `under ${MOST_RESIDENT_MB} MB`,
      meets: Math.max(...peaks, service_) < MOST_RESIDENT_MB,
    });
  } finally {
    await service.stop();
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

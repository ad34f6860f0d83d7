import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AppConfig } from '../../src/platform/config/app-config.js';
import { Database } from '../../src/platform/database/database.js';
import { DatabaseUnavailable } from '../../src/platform/database/database-unavailable.js';
import { EmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { withClient } from '../../src/platform/database/with-client.js';

const FIRM = '6f1c2b6e-0d53-4a52-9f0e-3a1f0c7d8e90';

jest.setTimeout(30_000);

describe('the embedded PostgreSQL', () => {
  let dataDir: string;
  let servers: EmbeddedPostgres[];
  let reports: string[];

  let clusters = 0;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'advisor-embedded-'));
    await chmod(dataDir, 0o711);
  });

  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  beforeEach(() => {
    clusters += 1;
    servers = [];
    reports = [];
  });

  afterEach(async () => {
    for (const server of servers) await server.stop();
  });

  /** A server of this test's own. */
  async function start(suffix = '', within = dataDir): Promise<EmbeddedPostgres> {
    const server = await EmbeddedPostgres.start({
      dataDir: within,
      clusterName: `cluster-${clusters}${suffix}`,
      report: (line) => reports.push(line),
    });
    servers.push(server);
    return server;
  }

  async function openDatabase(server: EmbeddedPostgres): Promise<Database> {
    await server.createDatabase('app');
    await withClient(server.url('app'), (client) => migrate(client));
    return new Database(new AppConfig().with({ databaseUrl: server.url('app') }));
  }

  const postmasterPid = async (server: EmbeddedPostgres): Promise<number> =>
    Number((await readFile(join(server.folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);

  it('keeps its data from one start to the next, and closes what others could read', async () => {
    const first = await start();
    await first.createDatabase('kept');
    await first.stop();
    const second = await start();
    const database = new Database(new AppConfig().with({ databaseUrl: second.url('kept') }));
    expect(await database.ready()).toBe(true);
    await database.onApplicationShutdown();
    expect((await stat(join(second.folder, 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(second.folder, 'data'))).mode & 0o777).toBe(0o700);
  });

  it('is taken over where a killed service left it running', async () => {
    const left = await start();
    const pid = await postmasterPid(left);
    await left.release();
    const next = await start();
    expect(next.wasRunning).toBe(true);
    expect(await postmasterPid(next)).toBe(pid);
    expect(next.url('app')).toBe(left.url('app'));
  });

  it('is started again after kill -9, answers 503 in between, and the pool recovers by itself', async () => {
    const server = await start();
    const database = await openDatabase(server);
    try {
      await database.asFirm(FIRM, (tx) => tx.client.count());
      process.kill(await postmasterPid(server), 'SIGKILL');
      const failures = new Set<string>();
      let recovered = false;
      for (let attempt = 0; attempt < 200 && !recovered; attempt++) {
        const outcomes = await Promise.allSettled([
          database.asFirm(FIRM, (tx) => tx.client.count()),
          database.queryAsFirm(FIRM, 'SELECT 1 AS one'),
          database.asOperator((tx) => tx.firm.count()),
        ]);
        const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
        for (const { reason } of failed) {
          failures.add(reason instanceof DatabaseUnavailable ? 'DatabaseUnavailable' : String(reason));
        }
        recovered = failed.length === 0 && reports.includes('PostgreSQL is back');
        await sleep(20);
      }
      expect([...failures]).toEqual(['DatabaseUnavailable']);
      expect(recovered).toBe(true);
      expect(await database.ready()).toBe(true);
    } finally {
      await database.onApplicationShutdown();
    }
  });

  it('ends open transactions with DatabaseUnavailable when it is killed', async () => {
    const server = await start();
    const database = await openDatabase(server);
    try {
      const open = database.asFirm(FIRM, async (tx) => {
        process.kill(await postmasterPid(server), 'SIGKILL');
        await sleep(300);
        return tx.client.count();
      });
      await expect(open).rejects.toBeInstanceOf(DatabaseUnavailable);
    } finally {
      await database.onApplicationShutdown();
    }
  });

  it('starts when a lock file names a process that is something else by now', async () => {
    const server = await start();
    await server.stop();
    const lock = join(server.folder, 'data', 'postmaster.pid');
    const { uid, gid } = await stat(join(server.folder, 'data'));
    await writeFile(lock, `${process.pid}\n${join(server.folder, 'data')}\n0\n5432\n/nowhere\n`);
    await chown(lock, uid, gid);
    expect((await start()).wasRunning).toBe(false);
  });

  it('is one cluster where two services start on it at once', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(first.url('postgres')).toBe(second.url('postgres'));
    await Promise.all([first.createDatabase('a'), second.createDatabase('b')]);
  });

  it('is a cluster of its own for each name', async () => {
    const [first, second] = await Promise.all([start('-one'), start('-two')]);
    expect(await postmasterPid(first)).not.toBe(await postmasterPid(second));
  });

  it('works in a directory whose path is too long for a socket', async () => {
    const server = await start('', join(dataDir, 'deep'.repeat(30)));
    await server.createDatabase('app');
    expect(server.url('app')).not.toContain('deep');
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('works for root in a directory only root can enter', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'advisor-closed-'));
    const server = await start('', closed);
    expect(server.folder).toMatch(/^\/var\/lib\/allocation-advisor\//);
    await server.stop();
    await rm(dirname(server.folder), { recursive: true });
    await rm(closed, { recursive: true });
  });
});

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rename, writeFile, mkdir, appendFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type pg from 'pg';
import { projectPath } from '../../src/platform/config/project-path.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { withClient } from '../../src/platform/database/with-client.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

jest.setTimeout(30_000);

describe('migrations', () => {
  let database: TestDatabase;
  let directory: string;

  beforeEach(async () => {
    database = await createTestDatabase({ migrated: false });
    directory = await mkdtemp(join(tmpdir(), 'migrations-'));
    await cp(projectPath('prisma', 'migrations'), directory, { recursive: true });
  });

  afterEach(async () => {
    await database.drop();
    await rm(directory, { recursive: true });
  });

  const apply = (url = database.url): Promise<string[]> =>
    withClient(url, (client) => migrate(client, directory));

  const query = <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> =>
    withClient(database.url, async (client) => (await client.query<Row>(sql)).rows);

  async function addMigration(name: string, sql: string): Promise<void> {
    await mkdir(join(directory, name));
    await writeFile(join(directory, name, 'migration.sql'), sql);
  }

  it('are applied once, however many services start at the same time', async () => {
    const applied = await Promise.all([1, 2, 3].map(() => apply()));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    expect(await apply()).toEqual([]);
  });

  it('are recorded as Prisma records them', async () => {
    const names = await apply();
    const rows = await query<{ migration_name: string; checksum: string; applied_steps_count: number }>(
      'SELECT * FROM _prisma_migrations ORDER BY migration_name',
    );
    expect(rows.map((row) => row.migration_name)).toEqual(names);
    expect(rows.every((row) => /^[0-9a-f]{64}$/.test(row.checksum) && row.applied_steps_count === 1)).toBe(
      true,
    );
  });

  it('leave nothing of a file that fails half way', async () => {
    await addMigration('99990101000000_bad', 'CREATE TABLE half (id int); SELECT 1 / 0;');
    await expect(apply()).rejects.toThrow(/99990101000000_bad failed.*division by zero/);
    expect(await query("SELECT FROM pg_tables WHERE tablename = 'half'")).toHaveLength(0);
    expect(await query("SELECT FROM pg_tables WHERE tablename = 'firms'")).toHaveLength(1);
  });

  it('refuse to go on when an applied file was changed afterwards', async () => {
    const [first] = await apply();
    await appendFile(join(directory, String(first), 'migration.sql'), '\n-- changed');
    await expect(apply()).rejects.toThrow(/was changed after it had been applied/);
  });

  it('work for a user who is no superuser and may create roles', async () => {
    const url = new URL(database.url);
    const name = url.pathname.slice(1);
    await query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'pw'`);
    await query(`ALTER DATABASE ${name} OWNER TO ${name}`);
    url.username = name;
    url.password = 'pw';
    // The roles exist already, made by the superuser who migrated the template.
    await expect(apply(url.href)).rejects.toThrow(/may not become it \(.*GRANT aa_app, aa_operator TO/);
    await query(`GRANT aa_app, aa_operator TO ${name}`);
    await apply(url.href);
    const [row] = await query<{ owner: string }>(
      "SELECT tableowner AS owner FROM pg_tables WHERE tablename = 'firms'",
    );
    expect(row).toEqual({ owner: name });
    await database.drop();
    await withClient(String(process.env['TEST_DATABASE_URL']), (client) => client.query(`DROP ROLE ${name}`));
  });

  it('keep a version in force that was, and give later scopes to keys that had all, under an owner who is no superuser', async () => {
    const LIFECYCLE = '20261121110000_policy_lifecycle';
    const later = (await readdir(directory)).filter(
      (name) => name >= LIFECYCLE && name !== 'migration_lock.toml',
    );
    const aside = await mkdtemp(join(tmpdir(), 'later-'));
    for (const name of later) await rename(join(directory, name), join(aside, name));
    const url = new URL(database.url);
    const owner = url.pathname.slice(1);
    await query(`CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD 'pw'`);
    await query(`ALTER DATABASE ${owner} OWNER TO ${owner}; GRANT aa_app, aa_operator TO ${owner}`);
    url.username = owner;
    url.password = 'pw';
    await apply(url.href);
    const [firm, person, policy] = [1, 2, 3].map((n) => `'00000000-0000-4000-8000-00000000000${n}'`);
    const key = (id: string, scopes: string) =>
      `INSERT INTO api_keys (firm_id, id, principal_id, name, secret_hash, last4, scopes, created_at)
       VALUES (${firm}, '${id}', ${person}, 'k', '\\x00', '0000', ARRAY[${scopes}], now())`;
    const all = `'market:read', 'macro:read', 'market-data:read', 'operator', 'accounts:read', 'accounts:write',
      'recommendations:read', 'recommendations:write', 'policies:read', 'policies:write', 'firm:read', 'firm:write',
      'keys:read', 'keys:write'`;
    await query(`
      INSERT INTO firms (id, name, default_policy_id, created_at, updated_at) VALUES (${firm}, 'F', ${policy}, now(), now());
      INSERT INTO principals VALUES (${firm}, ${person}, 'P', 'person', now());
      ${key('all', all)}; ${key('macro', `${all}, 'macro:write'`)}; ${key('some', "'policies:write', 'policies:read'")};
      INSERT INTO policies VALUES (${firm}, ${policy}, 'house', 'House', now());
      INSERT INTO policy_versions (firm_id, policy_id, version, document, document_hash, status, created_by, created_at)
        VALUES (${firm}, ${policy}, 1, '{}', 'sha256:0', 'active', ${person}, '2026-03-02T03:00:00Z'),
               (${firm}, ${policy}, 2, '{}', 'sha256:0', 'draft', ${person}, '2026-03-02T03:00:00Z')`);
    for (const name of later) await rename(join(aside, name), join(directory, name));
    await apply(url.href);
    expect(
      await query(
        'SELECT version, sequence, kind, active_from::text, at FROM policy_version_events ORDER BY version, sequence',
      ),
    ).toEqual([
      { version: 1, sequence: 1, kind: 'drafted', active_from: null, at: new Date('2026-03-02T03:00:00Z') },
      // 22:00 of the day before in New York.
      {
        version: 1,
        sequence: 2,
        kind: 'activated',
        active_from: '2026-03-01',
        at: new Date('2026-03-02T03:00:00Z'),
      },
      { version: 2, sequence: 1, kind: 'drafted', active_from: null, at: new Date('2026-03-02T03:00:00Z') },
    ]);
    const keys = await query<{ id: string; scopes: string[]; version: number }>(
      'SELECT id, scopes, version FROM api_keys ORDER BY id',
    );
    const gained = Object.fromEntries(
      keys.map(({ id, scopes, version }) => [
        id,
        [...scopes.filter((s) => /macro:write|approve/.test(s)), version],
      ]),
    );
    expect(gained).toEqual({
      all: ['macro:write', 'policies:approve', 2],
      macro: ['macro:write', 'policies:approve', 2],
      some: [1],
    });
    await database.drop();
    await withClient(String(process.env['TEST_DATABASE_URL']), (client) =>
      client.query(`DROP ROLE ${owner}`),
    );
    await rm(aside, { recursive: true });
  });

  it('lead to exactly the schema Prisma is given', async () => {
    await apply();
    const migrated = await shape();
    await query('DROP SCHEMA public CASCADE');
    const { stdout } = await promisify(execFile)(process.execPath, [
      projectPath('scripts', 'migration-diff.mjs'),
    ]);
    await query(stdout);
    expect(migrated).toEqual(await shape());
  });

  it('add the checks that Prisma has no words for', async () => {
    await apply();
    expect(
      await query(
        "SELECT conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1",
      ),
    ).toEqual(
      ['households_advice_unit', 'households_risk_profile', 'recommendations_subject', 'run_slices_unit'].map(
        (conname) => ({
          conname,
        }),
      ),
    );
  });

  /** Columns, indexes and constraints but for checks, without the migrations' own history. */
  async function shape(): Promise<unknown> {
    return {
      columns: await query(
        `SELECT table_name, column_name, udt_name, character_maximum_length, numeric_precision, numeric_scale,
                datetime_precision, is_nullable, column_default
           FROM information_schema.columns
          WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
          ORDER BY table_name, column_name`,
      ),
      indexes: await query(
        `SELECT indexdef FROM pg_indexes
          WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY indexdef`,
      ),
      constraints: await query(
        `SELECT conrelid::regclass::text AS "table", pg_get_constraintdef(oid) AS definition FROM pg_constraint
          WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'
            AND contype <> 'c'
          ORDER BY 1, 2`,
      ),
    };
  }
});

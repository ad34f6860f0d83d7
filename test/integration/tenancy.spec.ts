import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { AppConfig } from '../../src/platform/config/app-config.js';
import { Database } from '../../src/platform/database/database.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const NOW = new Date('2026-01-05T12:00:00Z');
const TENANT_TABLES = [
  'account_external_ids',
  'accounts',
  'api_keys',
  'audit_events',
  'book_members',
  'clients',
  'firms',
  'households',
  'macro_overrides',
  'market_facts',
  'policies',
  'policy_version_events',
  'policy_versions',
  'positions',
  'principals',
  'recommendation_runs',
  'recommendation_verdicts',
  'recommendations',
  'rule_records',
  'run_items',
  'run_slices',
];
const APPEND_ONLY = [
  'audit_events',
  'book_members',
  'fed_statements',
  'macro_observations',
  'policy_version_events',
  'policy_versions',
  'price_bars',
  'recommendation_verdicts',
  'recommendations',
  'rule_records',
  'run_items',
];

jest.setTimeout(30_000);

describe('tenancy', () => {
  let testDatabase: TestDatabase;
  let admin: pg.Client;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    admin = new pg.Client({ connectionString: testDatabase.url });
    await admin.connect();
    database = new Database(new AppConfig().with({ databaseUrl: testDatabase.url }));
  });

  afterAll(async () => {
    await database.onApplicationShutdown();
    await admin.end();
    await testDatabase.drop();
  });

  async function createFirm(name: string, on: Database = database): Promise<string> {
    const firmId = randomUUID();
    await on.asOperator(
      (tx) => tx.firm.create({ data: { id: firmId, name, createdAt: NOW, updatedAt: NOW } }),
      firmId,
    );
    await on.asFirm(firmId, (tx) => tx.client.create({ data: newClient(firmId, name) }));
    return firmId;
  }

  const newClient = (firmId: string, name: string) => ({
    firmId,
    id: randomUUID(),
    name,
    createdAt: NOW,
    updatedAt: NOW,
  });

  describe('the schema', () => {
    it('has row-level security, forced on owners too, on every table with a firm and on no other', async () => {
      const { rows } = await admin.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class
          WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity
          ORDER BY 1`,
      );
      expect(rows.map((row) => row.name)).toEqual(TENANT_TABLES);
      const { rows: withFirm } = await admin.query<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'firm_id' ORDER BY 1",
      );
      expect([...withFirm.map((row) => row.name), 'firms'].sort()).toEqual(TENANT_TABLES);
    });

    it('leads every key of a tenant table with the firm, so that it can be distributed by firm', async () => {
      const { rows } = await admin.query<{ table: string; name: string; columns: string[] }>(
        `SELECT t.relname AS "table", i.relname AS name,
                array_agg(a.attname::text ORDER BY k.position) AS columns
           FROM pg_index x
           JOIN pg_class t ON t.oid = x.indrelid
           JOIN pg_class i ON i.oid = x.indexrelid
           CROSS JOIN LATERAL unnest(x.indkey::int2[]) WITH ORDINALITY AS k (attnum, position)
           JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
          WHERE t.relname = ANY ($1)
          GROUP BY 1, 2`,
        [TENANT_TABLES],
      );
      expect(rows.length).toBeGreaterThanOrEqual(TENANT_TABLES.length);
      for (const { table, name, columns } of rows) {
        expect([name, columns[0]]).toEqual([name, table === 'firms' ? 'id' : 'firm_id']);
      }
    });

    it('leads every foreign key between tenant tables with the firm on both sides', async () => {
      const { rows } = await admin.query<{ name: string; own: string; referenced: string; target: string }>(
        `SELECT c.conname AS name, own.attname AS own, referenced.attname AS referenced, target.relname AS target
           FROM pg_constraint c
           JOIN pg_class t ON t.oid = c.conrelid
           JOIN pg_class target ON target.oid = c.confrelid
           JOIN pg_attribute own ON own.attrelid = c.conrelid AND own.attnum = c.conkey[1]
           JOIN pg_attribute referenced ON referenced.attrelid = c.confrelid AND referenced.attnum = c.confkey[1]
          WHERE c.contype = 'f' AND t.relname = ANY ($1)`,
        [TENANT_TABLES],
      );
      expect(rows.length).toBeGreaterThanOrEqual(10);
      for (const { name, own, referenced, target } of rows) {
        expect([name, own, referenced]).toEqual([name, 'firm_id', target === 'firms' ? 'id' : 'firm_id']);
      }
    });

    it('gives the two roles neither tables of their own nor a way around the policies', async () => {
      const { rows } = await admin.query(
        `SELECT rolname, rolsuper, rolbypassrls, rolcanlogin,
                (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS tables
           FROM pg_roles WHERE rolname IN ('aa_app', 'aa_operator') ORDER BY 1`,
      );
      const powerless = { rolsuper: false, rolbypassrls: false, rolcanlogin: false, tables: 0 };
      expect(rows).toEqual([
        { rolname: 'aa_app', ...powerless },
        { rolname: 'aa_operator', ...powerless },
      ]);
    });

    it.each(APPEND_ONLY)('refuses to change or remove rows of %s, even to a superuser', async (table) => {
      for (const sql of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
        await expect(admin.query(sql)).rejects.toThrow(/are never changed or removed/);
      }
      const shared = ['fed_statements', 'macro_observations', 'price_bars'];
      const column = shared.includes(table) ? 'source' : 'firm_id';
      await expect(admin.query(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow(
        /are never changed or removed/,
      );
    });
  });

  describe('a query that forgets the firm', () => {
    let first: string;
    let second: string;

    beforeAll(async () => {
      first = await createFirm('First Advisers');
      second = await createFirm('Second Advisers');
    });

    it('runs on a superuser’s URL here', async () => {
      const { rows } = await admin.query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user');
      expect(rows).toEqual([{ rolsuper: true }]);
    });

    it('sees only its firm’s rows through Prisma', async () => {
      const clients = await database.asFirm(first, (tx) => tx.client.findMany());
      expect(clients.map((client) => client.firmId)).toEqual([first]);
      expect(await database.asFirm(second, (tx) => tx.firm.findMany({ select: { id: true } }))).toEqual([
        { id: second },
      ]);
    });

    it('sees only its firm’s rows past Prisma', async () => {
      expect(await database.queryAsFirm(first, 'SELECT name FROM clients')).toEqual([
        { name: 'First Advisers' },
      ]);
      expect(await database.queryShared('SELECT name FROM clients')).toEqual([]);
    });

    it('changes only its firm’s rows', async () => {
      const { count } = await database.asFirm(first, (tx) =>
        tx.client.updateMany({ data: { updatedAt: NOW } }),
      );
      expect(count).toBe(1);
      expect(
        (await database.asFirm(first, (tx) => tx.client.deleteMany({ where: { firmId: second } }))).count,
      ).toBe(0);
    });

    it('can’t write another firm’s rows', async () => {
      await expect(
        database.asFirm(first, (tx) => tx.client.create({ data: newClient(second, 'Smuggled') })),
      ).rejects.toThrow(/row-level security/);
    });

    it('sees nothing at all where no firm is set', async () => {
      expect(await database.asOperator((tx) => tx.apiKey.findMany())).toEqual([]);
      await admin.query('BEGIN; SET LOCAL ROLE aa_app');
      expect((await admin.query('SELECT FROM clients')).rowCount).toBe(0);
      await admin.query('ROLLBACK');
    });

    it('can’t write what all firms share', async () => {
      await expect(
        database.asFirm(first, (tx) => tx.installation.create({ data: { dataset: 'real' } })),
      ).rejects.toThrow(/permission denied/);
    });

    it('leaves no role and no firm behind on the connection', async () => {
      await database.asFirm(first, (tx) => tx.client.count());
      await database.queryAsFirm(first, 'SELECT 1 AS one');
      const states = await Promise.all(
        Array.from({ length: 10 }, () =>
          database.asOperator(
            (tx) => tx.$queryRaw<{ firm: string }[]>`SELECT current_setting('app.firm_id') AS firm`,
          ),
        ),
      );
      expect(states.flat()).toEqual(states.map(() => ({ firm: '' })));
    });
  });

  it('gives dates as the text they are, and exact numbers as text', async () => {
    const [row] = await database.queryShared("SELECT date '2024-03-10' AS session, 1.10::numeric AS price");
    expect(row).toEqual({ session: '2024-03-10', price: '1.10' });
  });

  it('refuses a firm id that isn’t a UUID before asking the database', () => {
    expect(() => database.asFirm("' OR true --", (tx) => tx.client.findMany())).toThrow(TypeError);
    expect(() => database.queryAsFirm('', 'SELECT 1')).toThrow(TypeError);
  });

  it('lets the operator list firms, and see nothing of what they hold', async () => {
    const firmId = await createFirm('Listed Advisers');
    const firms = await database.asOperator((tx) => tx.firm.findMany({ where: { id: firmId } }));
    expect(firms).toHaveLength(1);
    await expect(database.asOperator((tx) => tx.account.findMany())).rejects.toThrow(/permission denied/);
  });

  it('keeps 50 firms with 40 requests each apart on 5 connections', async () => {
    const busy = new Database(new AppConfig().with({ databaseUrl: testDatabase.url }), 5);
    try {
      const firms = await Promise.all(
        Array.from({ length: 50 }, (_, index) => createFirm(`Firm ${index}`, busy)),
      );
      const answers = await Promise.all(
        firms.flatMap((firmId) =>
          Array.from({ length: 40 }, async (_, index) => {
            const rows =
              index % 2 === 0
                ? await busy.asFirm(firmId, (tx) => tx.client.findMany({ select: { firmId: true } }))
                : await busy.queryAsFirm(firmId, 'SELECT firm_id::text AS "firmId" FROM clients');
            return rows.length === 1 && rows[0]?.['firmId'] === firmId;
          }),
        ),
      );
      expect(answers).toHaveLength(2000);
      expect(answers.every(Boolean)).toBe(true);
    } finally {
      await busy.onApplicationShutdown();
    }
  });
});

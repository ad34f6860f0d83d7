import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { projectPath } from '../config/project-path.js';
import { StartFailure } from '../config/start-failure.js';

/** Any constant will do; it keeps two starting services from migrating one database at once. */
const LOCK = 7_226_412;

/** Prisma's own table, so that its command-line tools see the migrations as applied. */
const HISTORY = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** A migration that can't be applied, or history that doesn't match the files. */
export class MigrationRefused extends StartFailure {}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(directory, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    const hint = error instanceof pg.DatabaseError && error.hint !== undefined ? ` (${error.hint})` : '';
    const reason = `${error instanceof Error ? error.message : String(error)}${hint}`;
    throw new MigrationRefused(`Migration ${name} failed and nothing of it was kept: ${reason}`, {
      cause: error,
    });
  }
}

/**
 * Applies what the database hasn't had yet, each file in one transaction, and answers the names.
 * Safe when several services start at once: the others wait until this connection ends.
 * @throws MigrationRefused when a file fails, or one already applied has changed since.
 */
export async function migrate(
  client: pg.Client,
  directory: string = projectPath('prisma', 'migrations'),
): Promise<string[]> {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  await client.query(HISTORY);
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const pending: Migration[] = [];
  for (const migration of await readMigrations(directory)) {
    const checksum = applied.get(migration.name);
    if (checksum === undefined) pending.push(migration);
    else if (checksum !== migration.checksum) {
      throw new MigrationRefused(
        `Migration ${migration.name} was changed after it had been applied: write a further one instead.`,
      );
    }
  }
  for (const migration of pending) await apply(client, migration);
  return pending.map(({ name }) => name);
}

import { randomBytes } from 'node:crypto';
import { migrate } from '../../src/platform/database/migrate.js';
import { withClient } from '../../src/platform/database/with-client.js';

const TEMPLATE = 'advisor_test_template';

/** A database of one spec file's own, migrated and empty. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('TEST_DATABASE_URL is unset: is globalSetup missing?');
  return url;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function administer(sql: string): Promise<void> {
  await withClient(serverUrl(), (client) => client.query(sql));
}

/** Migrates once what every test database is then copied from. */
export async function prepareTemplate(): Promise<void> {
  await administer(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
  await administer(`CREATE DATABASE ${TEMPLATE}`);
  await withClient(urlOf(TEMPLATE), (client) => migrate(client));
}

export interface TestDatabaseOptions {
  readonly migrated?: boolean;
  /** A database to copy, to which nobody is connected. */
  readonly template?: TestDatabase;
}

/** An empty, migrated database or a copy of another; with `migrated: false`, one without any table. */
export async function createTestDatabase({
  migrated = true,
  template,
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const name = `advisor_test_${randomBytes(6).toString('hex')}`;
  const from = template === undefined ? TEMPLATE : new URL(template.url).pathname.slice(1);
  await administer(`CREATE DATABASE ${name}${migrated ? ` TEMPLATE ${from}` : ''}`);
  return {
    url: urlOf(name),
    drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

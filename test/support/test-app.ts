import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.setup.js';
import { SCOPES, type Scope } from '../../src/modules/auth/scopes.js';
import { createFirm } from '../../src/modules/firms/firm-creation.js';
import type { Clock } from '../../src/platform/clock/clock.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { AppConfig } from '../../src/platform/config/app-config.js';
import { Database } from '../../src/platform/database/database.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

export const TEST_NOW = new Date('2024-11-28T12:00:00.000Z');

export interface TestFirm {
  readonly firmId: string;
  readonly ownerId: string;
  readonly apiKey: string;
}

export interface TestAppOptions {
  /** By default one that stands at TEST_NOW. */
  readonly clock?: Clock;
  readonly config?: Partial<AppConfig>;
  /** Gives the URL by which the application reaches its database, where that is not the database's own. */
  readonly through?: (url: string) => Promise<string>;
}

export interface TestRequest {
  /** Absent: the firm's key; null: none at all. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface TestAnswer<Body> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Body;
  readonly text: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The real application on a database of its own, with one firm whose key may do everything. */
export class TestApp {
  private constructor(
    readonly nest: NestFastifyApplication,
    readonly database: Database,
    readonly testDatabase: TestDatabase,
    readonly clock: Clock,
    readonly firm: TestFirm,
  ) {}

  static async start(options: TestAppOptions = {}): Promise<TestApp> {
    const { clock = new FixedClock(TEST_NOW), through } = options;
    const testDatabase = await createTestDatabase();
    const databaseUrl = through ? await through(testDatabase.url) : testDatabase.url;
    const config = new AppConfig().with({ nodeEnv: 'test', ...options.config, databaseUrl });
    const nest = await createApp({ config, clock, logger: false });
    await nest.init();
    await nest.getHttpAdapter().getInstance().ready();
    const database = nest.get(Database);
    return new TestApp(nest, database, testDatabase, clock, await makeFirm(database, SCOPES, clock.now()));
  }

  /** A further firm, whose key has the scopes given. */
  addFirm(scopes: readonly Scope[] = SCOPES): Promise<TestFirm> {
    return makeFirm(this.database, scopes, this.clock.now());
  }

  async call<Body = Record<string, unknown>>(
    method: Method,
    url: string,
    { key = this.firm.apiKey, headers = {}, body }: TestRequest = {},
  ): Promise<TestAnswer<Body>> {
    const answer = await this.nest.inject({
      method,
      url,
      headers: { ...(key !== null && { authorization: `Bearer ${key}` }), ...headers },
      ...(body !== undefined && { payload: body as string | object }),
    });
    const isJson = /json/.test(String(answer.headers['content-type']));
    return {
      status: answer.statusCode,
      headers: answer.headers as Readonly<Record<string, string | undefined>>,
      body: (isJson ? answer.json() : undefined) as Body,
      text: answer.payload,
    };
  }

  async stop(): Promise<void> {
    await this.nest.close();
    await this.testDatabase.drop();
  }
}

export const startTestApp = (options?: TestAppOptions): Promise<TestApp> => TestApp.start(options);

async function makeFirm(database: Database, scopes: readonly Scope[], now: Date): Promise<TestFirm> {
  const firmId = randomUUID();
  return database.asOperator(
    (tx) => createFirm(tx, { firmId, name: `Firm ${firmId.slice(0, 8)}`, owner: 'Owner', scopes, now }),
    firmId,
  );
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDatabaseProxy, type DatabaseProxy } from '../support/database-proxy.js';
import { executeSql } from '../support/execute-sql.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let proxy: DatabaseProxy;

beforeAll(async () => {
  app = await startTestApp({
    through: async (url) => {
      proxy = await startDatabaseProxy(url);
      return proxy.url;
    },
  });
});
afterAll(async () => {
  await app.stop();
  await proxy.cut();
});

const open = { key: null };

describe('health', () => {
  it('needs no key', async () => {
    expect(await app.call('GET', '/health/live', open)).toMatchObject({
      status: 200,
      body: { status: 'ok' },
    });
  });

  it('is not ready before market data is loaded, and ready after', async () => {
    expect(await app.call('GET', '/health/ready', open)).toMatchObject({
      status: 503,
      body: { code: 'not-ready' },
    });
    const { url } = app.testDatabase;
    await executeSql(
      url,
      `INSERT INTO installation (id, dataset, data_revision) VALUES (1, 'sample', 1)
       ON CONFLICT (id) DO UPDATE SET data_revision = 1`,
    );
    expect(await app.call('GET', '/health/ready', open)).toMatchObject({
      status: 200,
      body: { status: 'ok' },
    });
  });
});

describe('a database that goes away', () => {
  it('gives 503 with Retry-After, and the service recovers by itself when it is back', async () => {
    expect((await app.call('GET', '/v1/accounts')).status).toBe(200);
    await proxy.cut();

    // The key is remembered, and the schema needs no database.
    expect((await app.call('GET', '/v1/policies/schema')).status).toBe(200);
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.call('GET', '/v1/accounts')));
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'database-unavailable' } });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    const body = { name: 'A', registration: 'individual', riskProfile: 'growth' };
    expect(await app.call('POST', '/v1/accounts', { body })).toMatchObject({ status: 503 });
    expect(await app.call('GET', '/health/ready', open)).toMatchObject({ status: 503 });
    expect((await app.call('GET', '/health/live', open)).status).toBe(200);

    await proxy.restore();
    expect(await app.call('GET', '/v1/accounts')).toMatchObject({ status: 200, body: { data: [] } });
    expect((await app.call('POST', '/v1/accounts', { body })).status).toBe(201);
    expect((await app.call('GET', '/health/ready', open)).status).toBe(200);
  });

  it('breaks a request in flight with 503 and stores nothing of it', async () => {
    const before = await executeSql(app.testDatabase.url, 'SELECT count(*) FROM accounts');
    await executeSql(
      app.testDatabase.url,
      `CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(2); RETURN NEW; END $$;
       CREATE TRIGGER dawdle BEFORE INSERT ON positions FOR EACH ROW EXECUTE FUNCTION dawdle()`,
    );
    const body = {
      name: 'B',
      registration: 'individual',
      riskProfile: 'growth',
      positions: [{ symbol: 'SPY', quantity: '1' }],
    };
    const inFlight = app.call('POST', '/v1/accounts', { body });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await proxy.cut();
    expect(await inFlight).toMatchObject({ status: 503, body: { code: 'database-unavailable' } });
    await proxy.restore();
    await executeSql(app.testDatabase.url, 'DROP FUNCTION dawdle CASCADE');
    expect(await executeSql(app.testDatabase.url, 'SELECT count(*) FROM accounts')).toEqual(before);
    expect((await app.call('POST', '/v1/accounts', { body })).status).toBe(201);
  });
});

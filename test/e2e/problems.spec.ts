import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { executeSql } from '../support/execute-sql.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let origin: { port: number; host: string };

beforeAll(async () => {
  app = await startTestApp();
  await app.nest.listen(0, '127.0.0.1');
  const { port, address } = app.nest.getHttpServer().address() as AddressInfo;
  origin = { port, host: address };
});
afterAll(() => app.stop());

const json = { 'content-type': 'application/json' };
const account = { name: 'A', registration: 'individual', riskProfile: 'growth' };

describe('every refusal is problem+json with a stable code', () => {
  it('for malformed JSON', async () => {
    const answer = await app.call('POST', '/v1/accounts', { headers: json, body: '{"name": ' });
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed-json', title: 'Bad Request' } });
  });

  it.each([
    ['a list in the positions', { positions: [[]] }, '/positions/0', 'not-an-object'],
    [
      'a full list there',
      { positions: [[{ symbol: 'SPY', quantity: '1' }]] },
      '/positions/0',
      'not-an-object',
    ],
    ['a list in the external ids', { externalIds: [[]] }, '/externalIds/0', 'not-an-object'],
    ['half a surrogate pair', { name: '\ud800x' }, '/name', 'malformed-text'],
  ])('for %s of an account', async (_, fields, pointer, code) => {
    const answer = await app.call('POST', '/v1/accounts', { body: { ...account, ...fields } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
  });

  it.each([
    ['no body', undefined, {}],
    ['an empty body', '', json],
    ['an array', '[]', json],
    ['null', 'null', json],
    ['text', '"hello"', json],
  ])('for %s where an object is needed', async (_, body, headers) => {
    const answer = await app.call('POST', '/v1/accounts', { headers, body });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '', code: 'not-an-object' }] } });
  });

  it.each(['__proto__', 'constructor'])('for a body that tries to reach a prototype by %s', async (name) => {
    const body = `{"name":"A","${name}":{"prototype":{"polluted":true}}}`;
    const answer = await app.call('POST', '/v1/accounts', { headers: json, body });
    expect(answer.status).toBe(400);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('for a body nested thousands deep', async () => {
    const depth = 200_000;
    const body = `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const answer = await app.call('POST', '/v1/accounts', { headers: json, body });
    expect(answer.status).toBe(400);
    expect(answer.body['code']).toBe('validation-failed');
  });

  it('for a media type we do not read', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
      const answer = await app.call('POST', '/v1/accounts', {
        headers: { 'content-type': type },
        body: 'name=A',
      });
      expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
    }
  });

  it('for a body of 10 MB, with or without its length announced', async () => {
    const body = JSON.stringify({ ...account, name: 'x'.repeat(10 * 1024 * 1024) });
    const announced = await app.call('POST', '/v1/accounts', { headers: json, body });
    expect(announced).toMatchObject({ status: 413, body: { code: 'body-too-large' } });

    const streamed = await fetch(`http://${origin.host}:${origin.port}/v1/accounts`, {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${app.firm.apiKey}` },
      body: new Blob([body]).stream(),
      duplex: 'half',
    });
    expect(streamed.status).toBe(413);
    expect(await streamed.json()).toMatchObject({ code: 'body-too-large' });
  });

  it('for a path or method that is not there', async () => {
    for (const [method, url] of [
      ['GET', '/v1/nowhere'],
      ['GET', '/'],
      ['PUT', '/v1/firm'],
    ] as const) {
      const answer = await app.call(method, url);
      expect(answer.headers['content-type']).toMatch('application/problem+json');
      expect(answer).toMatchObject({ status: 404, body: { code: 'no-such-route', instance: url } });
    }
  });

  it('for a URL that is not validly encoded', async () => {
    const answer = await app.call('GET', '/v1/accounts/%E0%A4%A');
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed-url' } });
  });

  it('for an id that is no UUID', async () => {
    const answer = await app.call('GET', '/v1/accounts/12345');
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/id', code: 'malformed-id' }] },
    });
  });

  it('for a cursor that is none of ours', async () => {
    for (const cursor of ['x', 'WyJhIiwiYiJd', 'W10', '%22']) {
      const answer = await app.call('GET', `/v1/accounts?cursor=${cursor}`);
      expect(answer).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/cursor', code: 'malformed-cursor' }] },
      });
    }
  });

  it('for a limit out of range and an unknown query parameter', async () => {
    const answer = await app.call('GET', '/v1/accounts?limit=500&colour=red');
    expect(answer.body).toMatchObject({
      code: 'validation-failed',
      errors: [
        { pointer: '/colour', code: 'unknown-field' },
        { pointer: '/limit', code: 'max' },
      ],
    });
    const others = [
      'limit=many',
      'limit=',
      'limit=1&limit=2',
      'riskProfile=a&riskProfile=b',
      'externalId=a%00b',
    ];
    for (const query of others) {
      expect(await app.call('GET', `/v1/accounts?${query}`)).toMatchObject({ status: 400 });
    }
  });
});

describe('a route that takes no body', () => {
  it('takes an empty one that is announced as JSON for none', async () => {
    const { body } = await app.call('POST', '/v1/accounts', { body: account });
    const url = `/v1/accounts/${String(body['id'])}`;
    const answer = await app.call('DELETE', url, { headers: { ...json, 'if-match': '"1"' }, body: '' });
    expect(answer).toMatchObject({ status: 204 });
  });
});

describe('every answer', () => {
  it('carries a request id of ours, or the one the caller sent where it is sane', async () => {
    const ours = await app.call('GET', '/v1/nowhere');
    expect(ours.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(ours.body['requestId']).toBe(ours.headers['x-request-id']);
    const theirs = await app.call('GET', '/v1/firm', { headers: { 'x-request-id': 'crm-sync.0042' } });
    expect(theirs.headers['x-request-id']).toBe('crm-sync.0042');
    const insane = await app.call('GET', '/v1/firm', { headers: { 'x-request-id': 'a b\tc<script>' } });
    expect(insane.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is not sniffed, framed or cached', async () => {
    expect((await app.call('GET', '/v1/firm')).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    });
  });
});

describe('what nobody foresaw', () => {
  it('is a 500 that tells neither message nor stack', async () => {
    const broken = await startTestApp();
    try {
      await executeSql(broken.testDatabase.url, 'ALTER TABLE clients RENAME COLUMN name TO label');
      const answer = await broken.call('POST', '/v1/accounts', {
        body: { ...account, client: { name: 'B' } },
      });
      expect(answer).toMatchObject({ status: 500, body: { code: 'internal-error' } });
      expect(answer.text).not.toMatch(/clients|prisma|column|\.ts|\.js|at /i);
    } finally {
      await broken.stop();
    }
  });

  it('does not take the service down: raw nonsense on the socket is answered and the next request works', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(origin.port, origin.host, () => socket.write('NONSENSE\r\n\r\n'));
      let received = '';
      socket.on('data', (chunk) => (received += chunk.toString()));
      socket.on('close', () => resolve(received));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 400/);
    expect((await app.call('GET', '/v1/firm')).status).toBe(200);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { startTestApp, TEST_NOW, type TestApp } from '../support/test-app.js';

let app: TestApp;
const clock = new FixedClock(TEST_NOW);

beforeAll(async () => {
  app = await startTestApp({ clock });
});
afterAll(() => app.stop());

const createKey = async (body: object, key = app.firm.apiKey) => {
  const answer = await app.call<{ key: string; id: string; version: number }>('POST', '/v1/api-keys', {
    key,
    body,
  });
  expect(answer.status).toBe(201);
  return answer.body;
};

describe('the key of a request', () => {
  const refusals: readonly [string, Readonly<Record<string, string>>, string][] = [
    ['no Authorization header', {}, 'missing-key'],
    ['another scheme', { authorization: 'Basic dXNlcjpwYXNz' }, 'malformed-key'],
    ['text that is no key', { authorization: 'Bearer hello' }, 'malformed-key'],
    [
      "a firm that doesn't exist",
      { authorization: `Bearer aa_live_${'0'.repeat(32)}${'a'.repeat(12)}_${'b'.repeat(64)}` },
      'unknown-key',
    ],
  ];

  it.each(refusals)('is refused with 401 where it is %s', async (_, headers, code) => {
    const answer = await app.call('GET', '/v1/firm', { key: null, headers });
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    expect(answer.body).toMatchObject({ status: 401, code, instance: '/v1/firm' });
  });

  it('is refused as unknown where only the secret is wrong', async () => {
    const key = app.firm.apiKey.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect((await app.call('GET', '/v1/firm')).status).toBe(200);
    expect(await app.call('GET', '/v1/firm', { key })).toMatchObject({
      status: 401,
      body: { code: 'unknown-key' },
    });
  });

  it('stops working the moment it expires, though it was just used', async () => {
    const expiresAt = new Date(TEST_NOW.getTime() + 60_000).toISOString();
    const { key } = await createKey({ name: 'short', scopes: ['firm:read'], expiresAt });
    expect((await app.call('GET', '/v1/firm', { key })).status).toBe(200);
    clock.set(new Date(expiresAt));
    expect(await app.call('GET', '/v1/firm', { key })).toMatchObject({
      status: 401,
      body: { code: 'expired-key' },
    });
    clock.set(TEST_NOW);
  });

  it('stops working the moment it is revoked, though it was just used', async () => {
    const { key, id } = await createKey({ name: 'doomed', scopes: ['firm:read'] });
    expect((await app.call('GET', '/v1/firm', { key })).status).toBe(200);
    const revoked = await app.call('DELETE', `/v1/api-keys/${id}`, { headers: { 'if-match': '"1"' } });
    expect(revoked.status).toBe(204);
    expect(await app.call('GET', '/v1/firm', { key })).toMatchObject({
      status: 401,
      body: { code: 'revoked-key' },
    });
  });

  it('is refused with 403, naming the scope, where it lacks one', async () => {
    const { key } = await createKey({ name: 'reader', scopes: ['accounts:read'] });
    const answer = await app.call('GET', '/v1/firm', { key });
    expect(answer).toMatchObject({ status: 403, body: { code: 'missing-scope' } });
    expect(answer.body['detail']).toContain('firm:read');
  });
});

describe('API keys', () => {
  it('are shown whole once, and never again', async () => {
    const { key, id } = await createKey({ name: 'once', scopes: ['firm:read'], principal: { name: 'CRM' } });
    const listed = await app.call('GET', '/v1/api-keys?limit=200');
    expect(listed.status).toBe(200);
    expect(listed.text).toContain(id);
    expect(listed.text).not.toContain(key.slice(-60));
    expect(listed.text).not.toMatch(/secretHash/i);
  });

  it('cannot grant what their maker lacks', async () => {
    const { key } = await createKey({ name: 'maker', scopes: ['keys:write', 'firm:read'] });
    const body = { name: 'greedy', scopes: ['firm:read', 'firm:write'] };
    expect(await app.call('POST', '/v1/api-keys', { key, body })).toMatchObject({
      status: 403,
      body: { code: 'missing-scope', errors: [{ pointer: '/scopes/1', code: 'scope-not-held' }] },
    });
  });

  it('reuse a principal of the same name', async () => {
    const request = { name: 'k', scopes: ['firm:read'], principal: { name: 'Custodian', kind: 'system' } };
    const [first, second] = [await createKey(request), await createKey(request)];
    expect(first).toHaveProperty('principal.id');
    expect(Reflect.get(second, 'principal')).toEqual(Reflect.get(first, 'principal'));
  });

  it('refuse an expiry in the past and name every bad field', async () => {
    const past = { name: 'p', scopes: ['firm:read'], expiresAt: '2020-01-01T00:00:00Z' };
    expect(await app.call('POST', '/v1/api-keys', { body: past })).toMatchObject({
      status: 422,
      body: { code: 'expiry-in-the-past', errors: [{ pointer: '/expiresAt' }] },
    });
    const bad = { name: '', scopes: ['firm:read', 'everything'], expiresAt: 'tomorrow', extra: 1 };
    const answer = await app.call<{ errors: { pointer: string; code: string }[] }>('POST', '/v1/api-keys', {
      body: bad,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/expiresAt malformed-instant',
      '/extra unknown-field',
      '/name is-length',
      '/scopes is-in',
    ]);
  });

  it('are revoked only by their firm, at the version it saw', async () => {
    const { id } = await createKey({ name: 'guarded', scopes: ['firm:read'] });
    const url = `/v1/api-keys/${id}`;
    const other = await app.addFirm();
    const ifMatch = { 'if-match': '"1"' };
    expect(await app.call('DELETE', url)).toMatchObject({
      status: 428,
      body: { code: 'precondition-required' },
    });
    expect(await app.call('DELETE', url, { headers: { 'if-match': '"7"' } })).toMatchObject({ status: 412 });
    expect(await app.call('DELETE', url, { key: other.apiKey, headers: ifMatch })).toMatchObject({
      status: 404,
    });
    expect((await app.call('DELETE', url, { headers: ifMatch })).status).toBe(204);
    expect(await app.call('DELETE', url, { headers: { 'if-match': '*' } })).toMatchObject({
      status: 409,
      body: { code: 'already-revoked' },
    });
  });

  it('leave the firm at least one that can make keys', async () => {
    const firm = await app.addFirm();
    const own = await app.call<{ data: { id: string }[] }>('GET', '/v1/api-keys', { key: firm.apiKey });
    const url = `/v1/api-keys/${own.body.data[0]?.id}`;
    const headers = { 'if-match': '*' };
    expect(await app.call('DELETE', url, { key: firm.apiKey, headers })).toMatchObject({
      status: 409,
      body: { code: 'last-key' },
    });
    await createKey({ name: 'reader', scopes: ['firm:read'] }, firm.apiKey);
    expect((await app.call('DELETE', url, { key: firm.apiKey, headers })).status).toBe(409);
    await createKey({ name: 'second', scopes: ['keys:write'] }, firm.apiKey);
    expect((await app.call('DELETE', url, { key: firm.apiKey, headers })).status).toBe(204);
  });

  it('are listed in pages that together hold each once', async () => {
    const ids: string[] = [];
    let cursor = '';
    for (let hasMore = true; hasMore;) {
      const page = await app.call<{ data: { id: string }[]; nextCursor: string | null; hasMore: boolean }>(
        'GET',
        `/v1/api-keys?limit=2${cursor}`,
      );
      expect(page.status).toBe(200);
      ids.push(...page.body.data.map(({ id }) => id));
      hasMore = page.body.hasMore;
      cursor = `&cursor=${page.body.nextCursor}`;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(5);
  });
});

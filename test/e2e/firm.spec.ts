import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

describe('the firm', () => {
  it('is the one the key belongs to', async () => {
    const other = await app.addFirm();
    const answer = await app.call('GET', '/v1/firm');
    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: { id: app.firm.firmId, version: 1 },
    });
    expect(await app.call('GET', '/v1/firm', { key: other.apiKey })).toMatchObject({
      body: { id: other.firmId },
    });
  });

  it('changes under If-Match alone, and only what is given', async () => {
    const body = { disclosures: 'All investing involves risk.' };
    expect(await app.call('PATCH', '/v1/firm', { body })).toMatchObject({
      status: 428,
      body: { code: 'precondition-required' },
    });
    const before = (await app.call('GET', '/v1/firm')).body;
    const headers = { 'if-match': '"1"' };
    expect(await app.call('PATCH', '/v1/firm', { headers, body })).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { ...before, ...body, version: 2 },
    });
    expect(await app.call('PATCH', '/v1/firm', { headers, body })).toMatchObject({
      status: 412,
      body: { code: 'stale-version' },
    });
  });

  it('takes only a policy of its own as the default', async () => {
    const other = await app.addFirm();
    const foreign = (await app.call('GET', '/v1/firm', { key: other.apiKey })).body['defaultPolicyId'];
    const patch = (body: object) => app.call('PATCH', '/v1/firm', { headers: { 'if-match': '*' }, body });
    expect(await patch({ defaultPolicyId: foreign })).toMatchObject({
      status: 422,
      body: { code: 'unknown-policy', errors: [{ pointer: '/defaultPolicyId' }] },
    });
    expect(await patch({ defaultPolicyId: 'house' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/defaultPolicyId', code: 'is-uuid' }] },
    });
    const { defaultPolicyId } = (await app.call('GET', '/v1/firm')).body;
    expect((await patch({ defaultPolicyId })).status).toBe(200);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountDto } from '../../src/modules/accounts/dto/account.dto.js';
import type { ClientDto } from '../../src/modules/clients/dto/client.dto.js';
import type { HouseholdDto } from '../../src/modules/clients/dto/household.dto.js';
import { accountRequest } from '../factories/account.factory.js';
import { executeSql } from '../support/execute-sql.js';
import { startTestApp, type TestApp, type TestFirm } from '../support/test-app.js';

const ABSENT = '00000000-0000-4000-8000-000000000000';

let app: TestApp;
let other: TestFirm;

beforeAll(async () => {
  app = await startTestApp();
  other = await app.addFirm();
});
afterAll(() => app.stop());

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

async function addHousehold(body: object = { name: 'Doe' }): Promise<HouseholdDto> {
  const answer = await app.call<HouseholdDto>('POST', '/v1/households', { body });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

async function addClient(body: object = { name: 'A. Doe' }): Promise<ClientDto> {
  const answer = await app.call<ClientDto>('POST', '/v1/clients', { body });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

async function addAccount(client: object): Promise<AccountDto> {
  const body = accountRequest({ client });
  const answer = await app.call<AccountDto>('POST', '/v1/accounts', { body });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

describe.each([
  ['clients', { name: 'A. Doe' }, { name: 'B. Roe' }],
  ['households', { name: 'Doe', adviceUnit: 'household', riskProfile: 'growth' }, { adviceUnit: 'account' }],
] as const)('%s', (kind, body, change) => {
  it('are created with Location and ETag, read, changed at a known version and deleted', async () => {
    const created = await app.call<ClientDto>('POST', `/v1/${kind}`, { body });
    const url = `/v1/${kind}/${created.body.id}`;
    expect(created).toMatchObject({ status: 201, headers: { etag: '"1"', location: url }, body });
    expect(await app.call('GET', url)).toMatchObject({ headers: { etag: '"1"' }, body: created.body });

    expect(await app.call('PATCH', url, { body: change })).toMatchObject({ status: 428 });
    const changed = await app.call('PATCH', url, { headers: ifMatch(1), body: change });
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { ...body, ...change } });
    expect(await app.call('PATCH', url, { headers: ifMatch(1), body: change })).toMatchObject({
      status: 412,
      body: { code: 'stale-version' },
    });

    expect(await app.call('DELETE', url, { headers: ifMatch(2) })).toMatchObject({ status: 204 });
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      const request = { headers: { 'if-match': '*' }, ...(method === 'PATCH' && { body: {} }) };
      expect(await app.call(method, url, request)).toMatchObject({
        status: 404,
        body: { code: `${kind.slice(0, -1)}-not-found` },
      });
    }
    const events = await executeSql(
      app.testDatabase.url,
      `SELECT action FROM audit_events WHERE subject_id = '${created.body.id}' ORDER BY at, action`,
    );
    expect(events.map(({ action }) => action).sort()).toEqual(
      ['created', 'deleted', 'updated'].map((what) => `${kind.slice(0, -1)}.${what}`),
    );
  });

  it('are listed page by page, each once', async () => {
    const firm = await app.addFirm();
    const made: string[] = [];
    for (let i = 0; i < 3; i++) {
      made.push((await app.call<ClientDto>('POST', `/v1/${kind}`, { key: firm.apiKey, body })).body.id);
    }
    const list = (query: string) =>
      app.call<{ data: { id: string }[]; nextCursor: string | null }>('GET', `/v1/${kind}?limit=2${query}`, {
        key: firm.apiKey,
      });
    const first = (await list('')).body;
    const second = (await list(`&cursor=${first.nextCursor}`)).body;
    expect(second.nextCursor).toBeNull();
    expect(new Set([...first.data, ...second.data].map(({ id }) => id))).toEqual(new Set(made));
  });

  it('of another firm do not exist', async () => {
    const { id } = (await app.call<ClientDto>('POST', `/v1/${kind}`, { body })).body;
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      const request = { key: other.apiKey, headers: { 'if-match': '*' } };
      const answer = await app.call(method, `/v1/${kind}/${id}`, {
        ...request,
        ...(method === 'PATCH' && { body: change }),
      });
      expect(answer).toMatchObject({ status: 404 });
    }
  });

  it('are refused with a bad field, naming it', async () => {
    expect(await app.call('POST', `/v1/${kind}`, { body: { ...body, name: '' } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/name', code: 'is-length' }] },
    });
    expect(await app.call('POST', `/v1/${kind}`, { body: { ...body, colour: 'red' } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/colour', code: 'unknown-field' }] },
    });
  });
});

describe('a household', () => {
  it('is advised by account unless it says otherwise', async () => {
    const household = await addHousehold();
    expect(household).toMatchObject({ adviceUnit: 'account' });
    expect(household).not.toHaveProperty('riskProfile');
  });

  it.each([
    [{ adviceUnit: 'household' }, 422, 'missing-risk-profile', '/riskProfile'],
    [{ adviceUnit: 'household', riskProfile: 'reckless' }, 422, 'unknown-risk-profile', '/riskProfile'],
    [{ adviceUnit: 'village' }, 400, 'is-in', '/adviceUnit'],
  ])('is refused as %j', async (fields, status, code, pointer) => {
    const answer = await app.call('POST', '/v1/households', { body: { name: 'Doe', ...fields } });
    expect(answer).toMatchObject({ status, body: { errors: [{ pointer, code }] } });
  });

  it('cannot become advised as one without a risk profile', async () => {
    const { id } = await addHousehold();
    const patch = (body: object) => app.call('PATCH', `/v1/households/${id}`, { headers: ifMatch(1), body });
    expect(await patch({ adviceUnit: 'household' })).toMatchObject({
      status: 422,
      body: { code: 'missing-risk-profile' },
    });
    expect(await patch({ adviceUnit: 'household', riskProfile: 'moderate' })).toMatchObject({ status: 200 });
  });

  it('has clients, whose accounts can be listed, and is not deleted before they have left', async () => {
    const household = await addHousehold();
    const client = await addClient({ name: 'A. Doe', householdId: household.id });
    const account = await addAccount({ id: client.id });
    expect(account.client).toEqual({ id: client.id, name: 'A. Doe', householdId: household.id });
    await addAccount({ name: 'Somebody else' });
    for (const query of [`householdId=${household.id}`, `clientId=${client.id}`]) {
      const { body } = await app.call<{ data: AccountDto[] }>('GET', `/v1/accounts?${query}`);
      expect(body.data.map(({ id }) => id)).toEqual([account.id]);
    }
    const members = await app.call('GET', `/v1/clients?householdId=${household.id}`);
    expect(members.body).toMatchObject({ data: [{ id: client.id }] });

    const url = `/v1/households/${household.id}`;
    expect(await app.call('DELETE', url, { headers: ifMatch(1) })).toMatchObject({
      status: 409,
      body: { code: 'household-has-clients' },
    });
    const left = await app.call('PATCH', `/v1/clients/${client.id}`, {
      headers: { 'if-match': '*' },
      body: { householdId: null },
    });
    expect(left.body).not.toHaveProperty('householdId');
    expect(await app.call('DELETE', url, { headers: ifMatch(1) })).toMatchObject({ status: 204 });
  });
});

describe('a client', () => {
  it('is not deleted while accounts belong to them', async () => {
    const client = await addClient();
    const account = await addAccount({ id: client.id });
    const url = `/v1/clients/${client.id}`;
    expect(await app.call('DELETE', url, { headers: { 'if-match': '*' } })).toMatchObject({
      status: 409,
      body: { code: 'client-has-accounts' },
    });
    await app.call('DELETE', `/v1/accounts/${account.id}`, { headers: { 'if-match': '*' } });
    expect(await app.call('DELETE', url, { headers: { 'if-match': '*' } })).toMatchObject({ status: 204 });
    const body = accountRequest({ client: { id: client.id } });
    expect(await app.call('POST', '/v1/accounts', { body })).toMatchObject({
      status: 422,
      body: { code: 'unknown-client' },
    });
  });

  it('joins no household that is not there', async () => {
    const body = { name: 'A. Doe', householdId: ABSENT };
    expect(await app.call('POST', '/v1/clients', { body })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/householdId', code: 'unknown-household' }] },
    });
  });

  it('is renamed through an account, at a further version', async () => {
    const { client } = await addAccount({ name: 'C. Roe' });
    await addAccount({ id: client!.id, name: 'C. Roe-Doe' });
    expect(await app.call('GET', `/v1/clients/${client!.id}`)).toMatchObject({
      body: { name: 'C. Roe-Doe', version: 2 },
    });
  });
});

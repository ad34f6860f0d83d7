import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountDto } from '../../src/modules/accounts/dto/account.dto.js';
import type { Problem } from '../../src/platform/http/problem.js';
import { accountRequest } from '../factories/account.factory.js';
import { executeSql } from '../support/execute-sql.js';
import { startTestApp, type TestApp, type TestFirm, type TestRequest } from '../support/test-app.js';

let app: TestApp;
let other: TestFirm;

beforeAll(async () => {
  app = await startTestApp();
  other = await app.addFirm();
});
afterAll(() => app.stop());

const create = async (fields: Parameters<typeof accountRequest>[0] = {}, key = app.firm.apiKey) => {
  const answer = await app.call<AccountDto>('POST', '/v1/accounts', { key, body: accountRequest(fields) });
  expect(answer.status).toBe(201);
  return answer.body;
};
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
const counts = () =>
  executeSql(
    app.testDatabase.url,
    `SELECT (SELECT count(*) FROM accounts) a, (SELECT count(*) FROM clients) c, (SELECT count(*) FROM positions) p,
            (SELECT count(*) FROM account_external_ids) e, (SELECT count(*) FROM audit_events) v`,
  );

describe('creating an account', () => {
  it('answers with the account, its Location and its ETag', async () => {
    const body = accountRequest({
      name: 'Doe IRA',
      registration: 'traditional_ira',
      client: { name: 'A. Doe' },
      externalIds: [{ system: 'wealthbox', externalId: '30776' }],
      cash: '12500.5',
      positions: [
        { symbol: 'SPY', quantity: '50' },
        { symbol: 'BRK.B', quantity: '0.125000', marketValue: '60.10' },
      ],
      constraints: { IWM: { maxBps: 3000 }, CASH: { minBps: 200 } },
    });
    const answer = await app.call<AccountDto>('POST', '/v1/accounts', { body });
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ etag: '"1"', location: `/v1/accounts/${answer.body.id}` });
    expect(answer.body).toEqual({
      ...body,
      id: answer.body.id,
      client: { id: answer.body.client?.id, name: 'A. Doe' },
      cash: '12500.50',
      positions: [
        { symbol: 'BRK.B', quantity: '0.125', marketValue: '60.10' },
        { symbol: 'SPY', quantity: '50' },
      ],
      version: 1,
      createdAt: '2024-11-28T12:00:00.000Z',
      updatedAt: '2024-11-28T12:00:00.000Z',
    });
    const read = await app.call('GET', answer.headers['location'] ?? '');
    expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: answer.body });
  });

  it('needs no more than a name, a registration and a risk profile', async () => {
    const account = await create();
    expect(account).toMatchObject({ cash: '0.00', positions: [], constraints: {}, externalIds: [] });
    expect(account).not.toHaveProperty('client');
  });

  it('links a client the firm has, and refuses one it has not', async () => {
    const { client } = await create({ client: { name: 'B. Roe' } });
    expect((await create({ client: { id: client!.id } })).client).toEqual(client);
    const foreign = accountRequest({ client: { id: client!.id } });
    expect(await app.call('POST', '/v1/accounts', { key: other.apiKey, body: foreign })).toMatchObject({
      status: 422,
      body: { code: 'unknown-client', errors: [{ pointer: '/client/id' }] },
    });
  });
});

describe('a bad account is refused whole, naming code and field:', () => {
  const refusals: readonly [string, object, number, readonly string[]][] = [
    ['negative cash', { cash: '-0.01' }, 400, ['/cash negative-cash']],
    ['cash as a number', { cash: 12.5 }, 400, ['/cash malformed-decimal']],
    ['cash to a tenth of a cent', { cash: '1.001' }, 400, ['/cash malformed-decimal']],
    ['cash that is NaN', { cash: 'NaN' }, 400, ['/cash malformed-decimal']],
    ['cash of null', { cash: null }, 400, ['/cash malformed-decimal']],
    ['an unknown registration', { registration: 'ira' }, 400, ['/registration is-in']],
    ['a name of nothing', { name: '' }, 400, ['/name is-length']],
    ['a name with a NUL character', { name: 'a\u0000b' }, 400, ['/name nul-character']],
    ['a missing risk profile', { riskProfile: undefined }, 400, ['/riskProfile is-string']],
    ['an unknown risk profile', { riskProfile: 'reckless' }, 422, ['/riskProfile unknown-risk-profile']],
    ['an unknown field', { colour: 'red' }, 400, ['/colour unknown-field']],
    ['a client without id and name', { client: {} }, 400, ['/client unnamed-client']],
    [
      'a malformed ticker',
      {
        positions: [
          { symbol: 'SPY', quantity: '1' },
          { symbol: 'spy!', quantity: '1' },
        ],
      },
      400,
      ['/positions/1/symbol malformed-ticker'],
    ],
    [
      'a symbol twice',
      {
        positions: [
          { symbol: 'SPY', quantity: '1' },
          { symbol: 'SPY', quantity: '2' },
        ],
      },
      400,
      ['/positions duplicate-symbol'],
    ],
    [
      'bad quantities and values',
      {
        positions: [
          { symbol: 'SPY', quantity: '-1' },
          { symbol: 'QQQ', quantity: '1.0000001' },
          { symbol: 'IWM', quantity: '1', marketValue: '-5' },
          { symbol: 'MDY', quantity: 5 },
        ],
      },
      400,
      [
        '/positions/0/quantity negative-quantity',
        '/positions/1/quantity malformed-decimal',
        '/positions/2/marketValue negative-market-value',
        '/positions/3/quantity malformed-decimal',
      ],
    ],
    ['positions that are no list', { positions: { SPY: 1 } }, 400, ['/positions is-array']],
    ['a position of null', { positions: [null] }, 400, ['/positions/0 not-an-object']],
    [
      'a bound over the whole',
      { constraints: { IWM: { maxBps: 10001 } } },
      400,
      ['/constraints/IWM/maxBps max'],
    ],
    [
      'half a basis point',
      { constraints: { IWM: { minBps: 0.5 } } },
      400,
      ['/constraints/IWM/minBps is-int'],
    ],
    [
      'a least over the most',
      { constraints: { SPY: { minBps: 500, maxBps: 400 } } },
      400,
      ['/constraints/SPY/maxBps min-above-max'],
    ],
    [
      'a bound on another symbol',
      { constraints: { GLD: { maxBps: 1 } } },
      400,
      ['/constraints/GLD unknown-field'],
    ],
    ['a bound that is no object', { constraints: { SPY: 5 } }, 400, ['/constraints/SPY not-an-object']],
    [
      'bounds that no split can meet',
      { riskProfile: 'aggressive', constraints: { IWM: { minBps: 6000 }, SPY: { minBps: 5000 } } },
      422,
      ['/constraints/IWM/minBps infeasible-bounds', '/constraints/SPY/minBps infeasible-bounds'],
    ],
    [
      'an external id twice',
      {
        externalIds: [
          { system: 'a', externalId: '1' },
          { system: 'a', externalId: '1' },
        ],
      },
      400,
      ['/externalIds duplicate-external-id'],
    ],
  ];

  it.each(refusals)('%s', async (_, fields, status, problems) => {
    const before = await counts();
    const body = { ...accountRequest(), ...fields };
    const answer = await app.call<Problem>('POST', '/v1/accounts', { body });
    expect(answer.status).toBe(status);
    expect(answer.body.errors?.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      ...problems,
    ]);
    expect(await counts()).toEqual(before);
  });

  it('the risk profiles there are stand in the message', async () => {
    const answer = await app.call('POST', '/v1/accounts', { body: accountRequest({ riskProfile: 'x' }) });
    expect(answer.body['detail']).toContain('conservative, moderate, growth, aggressive');
  });
});

describe('changing an account', () => {
  it('changes what is given, keeps the rest and raises the version', async () => {
    const before = await create({
      cash: '5.00',
      client: { name: 'C' },
      positions: [{ symbol: 'SPY', quantity: '1' }],
    });
    const url = `/v1/accounts/${before.id}`;
    const answer = await app.call<AccountDto>('PATCH', url, {
      headers: ifMatch(1),
      body: { name: 'New', client: { name: 'C. Doe' } },
    });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(answer.body).toEqual({
      ...before,
      name: 'New',
      client: { ...before.client, name: 'C. Doe' },
      version: 2,
    });
    expect((await app.call('GET', url)).body).toEqual(answer.body);
  });

  it('needs the version it changes', async () => {
    const { id } = await create();
    const url = `/v1/accounts/${id}`;
    const body = { name: 'New' };
    const expectations = [
      [{}, 428, 'precondition-required'],
      [ifMatch(2), 412, 'stale-version'],
      [{ 'if-match': 'W/"1"' }, 412, 'stale-version'],
      [{ 'if-match': 'nonsense' }, 412, 'stale-version'],
    ] as const;
    for (const [headers, status, code] of expectations) {
      expect(await app.call('PATCH', url, { headers, body })).toMatchObject({ status, body: { code } });
      expect(await app.call('DELETE', url, { headers })).toMatchObject({ status, body: { code } });
    }
    expect((await app.call('PATCH', url, { headers: { 'if-match': '*' }, body })).status).toBe(200);
  });

  it('lets one of two changes to the same version win', async () => {
    const { id } = await create();
    const change = (name: string) =>
      app.call('PATCH', `/v1/accounts/${id}`, { headers: ifMatch(1), body: { name } });
    const statuses = (await Promise.all([change('X'), change('Y')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412]);
  });

  it('refuses null for a field and bounds that do not fit the profile it has', async () => {
    const { id } = await create({ riskProfile: 'conservative' });
    const patch = (body: object) => app.call('PATCH', `/v1/accounts/${id}`, { headers: ifMatch(1), body });
    expect(await patch({ name: null })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/name' }] },
    });
    expect(await patch({ constraints: { SPY: { minBps: 9000 } } })).toMatchObject({
      status: 422,
      body: { code: 'infeasible-bounds' },
    });
  });

  it('deletes softly: it is gone for callers, its external ids are free, its row stays', async () => {
    const externalIds = [{ system: 'redtail', externalId: 'gone' }];
    const { id } = await create({ externalIds });
    expect((await app.call('DELETE', `/v1/accounts/${id}`, { headers: ifMatch(1) })).status).toBe(204);
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      const request: TestRequest = { headers: { 'if-match': '*' }, ...(method === 'PATCH' && { body: {} }) };
      expect(await app.call(method, `/v1/accounts/${id}`, request)).toMatchObject({
        status: 404,
        body: { code: 'account-not-found' },
      });
    }
    expect((await app.call('GET', '/v1/accounts?externalId=gone')).body).toMatchObject({ data: [] });
    await create({ externalIds });
    const [row] = await executeSql(
      app.testDatabase.url,
      `SELECT deleted_at FROM accounts WHERE id = '${id}'`,
    );
    expect(row?.['deleted_at']).toBeInstanceOf(Date);
  });

  it('leaves one audit event a write, naming who and what', async () => {
    const { id } = await create();
    await app.call('PATCH', `/v1/accounts/${id}`, { headers: ifMatch(1), body: { name: 'New' } });
    await app.call('DELETE', `/v1/accounts/${id}`, { headers: ifMatch(2) });
    const events = await executeSql(
      app.testDatabase.url,
      `SELECT action, principal_id, firm_id, details FROM audit_events WHERE subject_id = '${id}' ORDER BY action`,
    );
    const by = { principal_id: app.firm.ownerId, firm_id: app.firm.firmId };
    expect(events).toMatchObject([
      { ...by, action: 'account.created' },
      { ...by, action: 'account.deleted' },
      { ...by, action: 'account.updated', details: { fields: ['name'], version: 2 } },
    ]);
  });
});

describe('positions', () => {
  it('are replaced whole, with or without If-Match', async () => {
    const { id } = await create({ cash: '1.00', positions: [{ symbol: 'SPY', quantity: '1' }] });
    const url = `/v1/accounts/${id}/positions`;
    const positions = [{ symbol: 'IWM', quantity: '30' }];
    expect(await app.call('PUT', url, { body: { positions } })).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { positions, cash: '1.00', version: 2 },
    });
    const next = { positions: [], cash: '8000.00' };
    expect(await app.call('PUT', url, { headers: ifMatch(1), body: next })).toMatchObject({ status: 412 });
    expect(await app.call('PUT', url, { headers: ifMatch(2), body: next })).toMatchObject({
      status: 200,
      body: next,
    });
    expect(await app.call('PUT', url, { body: {} })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/positions', code: 'is-array' }] },
    });
  });
});

describe('upsert by external id', () => {
  const url = (id: string, system = 'wealthbox') => `/v1/accounts/by-external-id/${system}/${id}`;

  it('creates, then changes the same account, and keeps what a blind caller leaves out', async () => {
    const full = accountRequest({
      cash: '9.00',
      positions: [{ symbol: 'SPY', quantity: '1' }],
      client: { name: 'D' },
    });
    const created = await app.call<AccountDto>('PUT', url('100'), { body: full });
    expect(created.status).toBe(201);
    expect(created.headers['location']).toBe(`/v1/accounts/${created.body.id}`);
    expect(created.body.externalIds).toEqual([{ system: 'wealthbox', externalId: '100' }]);

    const changed = await app.call<AccountDto>('PUT', url('100'), {
      body: accountRequest({ name: 'Renamed', client: { name: 'D. Doe' } }),
    });
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(changed.body).toEqual({
      ...created.body,
      name: 'Renamed',
      client: { ...created.body.client, name: 'D. Doe' },
      version: 2,
    });
  });

  it('keeps the id it was called by when it replaces external ids', async () => {
    await app.call('PUT', url('200'), { body: accountRequest() });
    const externalIds = [{ system: 'redtail', externalId: '7' }];
    const answer = await app.call<AccountDto>('PUT', url('200'), { body: accountRequest({ externalIds }) });
    expect(answer.body.externalIds).toEqual([...externalIds, { system: 'wealthbox', externalId: '200' }]);
  });

  it('refuses an id that another account has', async () => {
    await app.call('PUT', url('300'), { body: accountRequest() });
    const body = accountRequest({ externalIds: [{ system: 'wealthbox', externalId: '300' }] });
    const taken = { code: 'external-id-taken', errors: [{ pointer: '/externalIds/0/externalId' }] };
    expect(await app.call('PUT', url('301'), { body })).toMatchObject({ status: 409, body: taken });
    expect(await app.call('POST', '/v1/accounts', { body })).toMatchObject({ status: 409, body: taken });
    expect(await app.call('GET', '/v1/accounts?externalId=301')).toMatchObject({ body: { data: [] } });
  });

  it('makes one account of twenty calls at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.call<AccountDto>('PUT', url('400'), { body: accountRequest() })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('honours If-Match where it is sent', async () => {
    expect(await app.call('PUT', url('500'), { headers: ifMatch(1), body: accountRequest() })).toMatchObject({
      status: 412,
    });
    await app.call('PUT', url('500'), { body: accountRequest() });
    expect((await app.call('PUT', url('500'), { headers: ifMatch(1), body: accountRequest() })).status).toBe(
      200,
    );
    expect((await app.call('PUT', url('500'), { headers: ifMatch(1), body: accountRequest() })).status).toBe(
      412,
    );
  });

  it('checks the path by the rules of an external id', async () => {
    const answer = await app.call('PUT', url('1', 'Wealth%20Box'), { body: accountRequest() });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/system', code: 'matches' }] },
    });
  });
});

describe("another firm's account", () => {
  it('does not exist, whatever is done with it', async () => {
    const { id } = await create({ externalIds: [{ system: 'wealthbox', externalId: 'mine' }] });
    const asOther = { key: other.apiKey, headers: { 'if-match': '*' } };
    const calls = [
      ['GET', `/v1/accounts/${id}`, undefined],
      ['PATCH', `/v1/accounts/${id}`, { name: 'Stolen' }],
      ['DELETE', `/v1/accounts/${id}`, undefined],
      ['PUT', `/v1/accounts/${id}/positions`, { positions: [] }],
    ] as const;
    for (const [method, url, body] of calls) {
      const answer = await app.call(method, url, { ...asOther, ...(body && { body }) });
      expect(answer).toMatchObject({ status: 404, body: { code: 'account-not-found' } });
    }
    expect(await app.call('GET', '/v1/accounts', { key: other.apiKey })).toMatchObject({
      body: { data: [] },
    });
    const own = await app.call<AccountDto>('PUT', '/v1/accounts/by-external-id/wealthbox/mine', {
      key: other.apiKey,
      body: accountRequest(),
    });
    expect(own.status).toBe(201);
    expect(own.body.id).not.toBe(id);
  });
});

describe('listing accounts', () => {
  it('gives each once over pages, filtered where asked', async () => {
    const firm = await app.addFirm();
    const made: string[] = [];
    for (let i = 0; i < 7; i++) {
      const riskProfile = i % 2 === 0 ? 'growth' : 'moderate';
      made.push((await create({ name: `L${i}`, riskProfile }, firm.apiKey)).id);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = await app.call<{ data: AccountDto[]; nextCursor: string | null; hasMore: boolean }>(
        'GET',
        `/v1/accounts?limit=3${query}`,
        { key: firm.apiKey },
      );
      expect(page.body.hasMore).toBe(page.body.nextCursor !== null);
      seen.push(...page.body.data.map(({ id }) => id));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(new Set(made));
    const moderate = await app.call<{ data: AccountDto[] }>('GET', '/v1/accounts?riskProfile=moderate', {
      key: firm.apiKey,
    });
    expect(moderate.body.data.map(({ riskProfile }) => riskProfile)).toEqual([
      'moderate',
      'moderate',
      'moderate',
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  RecommendationDto,
  RecommendationHeaderDto,
  ReplayDto,
} from '../../src/modules/recommendations/dto/recommendation.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { accountRequest } from '../factories/account.factory.js';
import { expectToAddUp, ruleIdsOf, weightOf } from '../support/advice.js';
import { executeSql } from '../support/execute-sql.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestAnswer, type TestApp, type TestFirm } from '../support/test-app.js';

interface Page {
  readonly data: readonly RecommendationHeaderDto[];
  readonly nextCursor: string | null;
  readonly hasMore: boolean;
}

const ABSENT = '00000000-0000-4000-8000-000000000000';
const HOLDINGS = { cash: '20000.00', positions: [{ symbol: 'SPY', quantity: '80' }] };

const clock = new FixedClock(TEST_NOW);
let app: TestApp;
let call: LoadedApp['call'];
let other: TestFirm;

beforeAll(async () => {
  ({ app, call } = await startLoadedApp({ clock }));
  other = await app.addFirm();
});
afterAll(() => app.stop());

async function addAccount(fields: Parameters<typeof accountRequest>[0] = {}): Promise<string> {
  const body = accountRequest({ riskProfile: 'aggressive', ...HOLDINGS, ...fields });
  const answer = await call<{ id: string }>('POST', '/v1/accounts', { body });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body.id;
}

/** A minute later, so that the order of an account's record is the order of asking. */
async function advise(account: string, ask: object = {}): Promise<TestAnswer<RecommendationDto>> {
  clock.set(new Date(clock.now().getTime() + 60_000));
  return call('POST', `/v1/accounts/${account}/recommendations`, { body: ask });
}

const countRows = async (): Promise<unknown> =>
  executeSql(
    app.testDatabase.url,
    'SELECT (SELECT count(*) FROM recommendations)::int, (SELECT count(*) FROM audit_events)::int AS events',
  );

describe('a stored recommendation', () => {
  it('is created with its place, and read again in the same bytes', async () => {
    const account = await addAccount();
    const created = await advise(account);
    const { id } = created.body;
    expect(created).toMatchObject({
      status: 201,
      headers: { location: `/v1/recommendations/${id}` },
      body: { accountId: account, createdAt: clock.now().toISOString(), asOf: '2024-11-27' },
    });
    expectToAddUp(created.body);
    for (const url of [`/v1/recommendations/${id}`, `/v1/accounts/${account}/recommendations/latest`]) {
      const read = await call('GET', url);
      expect(read).toMatchObject({ status: 200, text: created.text });
    }
  });

  it('is what a preview of the same account says, besides its identity', async () => {
    const account = await addAccount();
    const { body } = await advise(account);
    const { id, accountId, createdAt, ...advice } = body;
    const preview = await call('POST', '/v1/recommendations/preview', {
      body: { riskProfile: 'aggressive', ...HOLDINGS },
    });
    expect(preview.body).toEqual(advice);
    expect({ id, accountId, createdAt }).not.toEqual({});
  });

  it('is listed latest first, page by page, without its body', async () => {
    const account = await addAccount();
    const ids: string[] = [];
    for (const asOf of ['2024-11-21', '2024-11-22', '2024-11-25']) {
      ids.unshift((await advise(account, { asOf })).body.id);
    }
    const url = `/v1/accounts/${account}/recommendations`;
    const first = await call<Page>('GET', `${url}?limit=2`);
    expect(first.body.data).toMatchObject([
      { id: ids[0], accountId: account, asOf: '2024-11-25', policyVersion: 1 },
      { id: ids[1], asOf: '2024-11-22' },
    ]);
    expect(first.body.hasMore).toBe(true);
    const second = await call<Page>('GET', `${url}?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ data: [{ id: ids[2] }], nextCursor: null, hasMore: false });
  });

  it('stays as it was when the account changes, and cannot be changed or deleted', async () => {
    const account = await addAccount();
    const { body, text } = await advise(account);
    const changed = { riskProfile: 'conservative', cash: '1.00', constraints: { IWM: { maxBps: 100 } } };
    const patch = { body: changed, headers: { 'if-match': '*' } };
    expect(await call('PATCH', `/v1/accounts/${account}`, patch)).toMatchObject({ status: 200 });
    const url = `/v1/recommendations/${body.id}`;
    expect((await call('GET', url)).text).toBe(text);
    expect((await call<ReplayDto>('GET', `${url}/replay`)).body).toMatchObject({ identical: true });
    for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
      expect(await app.call(method, url, { body: {} })).toMatchObject({ status: 404 });
    }
  });

  it('replays identically, the first of an account and a later one, with and without asOf', async () => {
    const account = await addAccount();
    for (const ask of [{ asOf: '2023-06-07' }, {}, { asOf: '2024-08-05', knownAt: '2024-08-06T00:00:00Z' }]) {
      const { body } = await advise(account, ask);
      expect((await call<ReplayDto>('GET', `/v1/recommendations/${body.id}/replay`)).body).toEqual({
        identical: true,
        differences: [],
        engineVersion: body.engineVersion,
        recordedEngineVersion: body.engineVersion,
      });
    }
  });

  it('follows the one before it also where several are asked for at once', async () => {
    const id = await addAccount();
    const made = await Promise.all(
      Array.from({ length: 6 }, () =>
        call<RecommendationDto>('POST', `/v1/accounts/${id}/recommendations`, { body: {} }),
      ),
    );
    const since = made.map(({ body }) => body.changes?.since);
    expect(since.filter((one) => one === undefined)).toHaveLength(1);
    expect(new Set(since).size).toBe(made.length);
  });

  it('keeps to the bounds of its account and says so', async () => {
    const account = await addAccount({ constraints: { IWM: { maxBps: 1000 }, CASH: { minBps: 700 } } });
    const { body } = await advise(account);
    expectToAddUp(body);
    expect(weightOf(body, 'IWM')).toBeLessThanOrEqual(1000);
    expect(weightOf(body, 'CASH')).toBeGreaterThanOrEqual(700);
  });
});

describe('changes since the previous recommendation', () => {
  it('are absent from the first, and tell afterwards what differs', async () => {
    const account = await addAccount();
    const first = (await advise(account, { asOf: '2022-09-30' })).body;
    expect(first).not.toHaveProperty('changes');

    const second = (await advise(account)).body;
    expect(second.changes).toMatchObject({
      since: first.id,
      sinceAsOf: '2022-09-30',
      equityExposureBps: { from: 2500, to: 10_000 },
      marketRegime: { from: 'downtrend', to: 'confirmed_uptrend' },
      rotation: { from: first.rotation.settledState, to: 'rotation_to_smaller' },
    });
    expect(second.changes?.targets).toEqual(
      second.targets.map(({ symbol, weightBps }) => ({
        symbol,
        fromBps: weightOf(first, symbol),
        toBps: weightBps,
      })),
    );
    const wasOn = ruleIdsOf(first, 'fired');
    const isOn = ruleIdsOf(second, 'fired');
    expect(second.changes?.rulesOn).toEqual(isOn.filter((id) => !wasOn.includes(id)));
    expect(second.changes?.rulesOff).toEqual(wasOn.filter((id) => !isOn.includes(id)));
    expect(second.changes?.rulesOn).toContain('iwm-relative-strength');
  });

  it('are empty where nothing changed', async () => {
    const account = await addAccount();
    const first = (await advise(account)).body;
    expect((await advise(account)).body.changes).toEqual({
      since: first.id,
      sinceAsOf: '2024-11-27',
      targets: [],
      rulesOn: [],
      rulesOff: [],
    });
  });

  it('name a new risk profile', async () => {
    const account = await addAccount();
    await advise(account);
    const patch = { body: { riskProfile: 'growth' }, headers: { 'if-match': '*' } };
    await call('PATCH', `/v1/accounts/${account}`, patch);
    expect((await advise(account)).body.changes).toMatchObject({
      riskProfile: { from: 'aggressive', to: 'growth' },
      equityExposureBps: { from: 10_000, to: 8000 },
    });
  });
});

describe('a refused recommendation', () => {
  it.each([
    ['a holiday', { asOf: '2024-07-04' }, 422, 'not-a-session'],
    ['a session to come', { asOf: '2024-11-29' }, 422, 'as-of-in-future'],
    ['too little history', { asOf: '2021-03-01' }, 422, 'insufficient-history'],
    ['a knownAt in the future', { knownAt: '2099-01-01T00:00:00Z' }, 422, 'known-at-in-future'],
    ['an unknown policy', { policy: ABSENT }, 422, 'unknown-policy'],
    ['an unknown field', { riskProfile: 'growth' }, 400, 'validation-failed'],
    ['a malformed instant', { knownAt: 'now' }, 400, 'validation-failed'],
  ])('leaves nothing in the store: %s', async (_, ask, status, code) => {
    const account = await addAccount();
    const before = await countRows();
    expect(await advise(account, ask)).toMatchObject({ status, body: { code } });
    expect(await countRows()).toEqual(before);
    expect(await call('GET', `/v1/accounts/${account}/recommendations/latest`)).toMatchObject({
      status: 404,
      body: { code: 'recommendation-not-found' },
    });
  });

  it('is 404 for an account that is not there, or was deleted', async () => {
    expect(await advise(ABSENT)).toMatchObject({ status: 404, body: { code: 'account-not-found' } });
    const account = await addAccount();
    await app.call('DELETE', `/v1/accounts/${account}`, { headers: { 'if-match': '*' } });
    expect(await advise(account)).toMatchObject({ status: 404, body: { code: 'account-not-found' } });
  });

  it('is 400 for an id that is none, and 404 for a recommendation that is not there', async () => {
    for (const rest of ['', '/replay']) {
      expect(await call('GET', `/v1/recommendations/12${rest}`)).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/id', code: 'malformed-id' }] },
      });
      expect(await call('GET', `/v1/recommendations/${ABSENT}${rest}`)).toMatchObject({
        status: 404,
        body: { code: 'recommendation-not-found' },
      });
    }
  });
});

describe('who may see a recommendation', () => {
  it('is its own firm: to another, account and recommendation are not there', async () => {
    const account = await addAccount();
    const { body } = await advise(account);
    const routes = [
      ['GET', `/v1/accounts/${account}/recommendations`],
      ['GET', `/v1/accounts/${account}/recommendations/latest`],
      ['POST', `/v1/accounts/${account}/recommendations`],
      ['GET', `/v1/recommendations/${body.id}`],
      ['GET', `/v1/recommendations/${body.id}/replay`],
    ] as const;
    const before = await countRows();
    for (const [method, url] of routes) {
      const answer = await call(method, url, { key: other.apiKey, ...(method === 'POST' && { body: {} }) });
      expect(answer).toMatchObject({ status: 404, body: { code: expect.stringMatching(/-not-found$/) } });
      expect(answer.text).not.toContain('Doe');
    }
    expect(await countRows()).toEqual(before);
  });

  it('needs the scopes: writing is not in reading, nor reading in writing', async () => {
    const account = await addAccount();
    const { body } = await advise(account);
    const reader = (await app.addFirm(['recommendations:read', 'accounts:read'])).apiKey;
    const writer = (await app.addFirm(['recommendations:write', 'accounts:write'])).apiKey;
    const url = `/v1/accounts/${account}/recommendations`;
    for (const [method, route, key] of [
      ['POST', url, reader],
      ['GET', url, writer],
      ['GET', `${url}/latest`, writer],
      ['GET', `/v1/recommendations/${body.id}`, writer],
      ['GET', `/v1/recommendations/${body.id}/replay`, writer],
    ] as const) {
      const answer = await call(method, route, { key, ...(method === 'POST' && { body: {} }) });
      expect(answer).toMatchObject({ status: 403, body: { code: 'missing-scope' } });
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountDto } from '../../src/modules/accounts/dto/account.dto.js';
import type {
  RecommendationDto,
  ReplayDto,
} from '../../src/modules/recommendations/dto/recommendation.dto.js';
import type { ImpactDto } from '../../src/modules/runs/dto/impact.dto.js';
import type { RunDto } from '../../src/modules/runs/dto/run.dto.js';
import type { RunItemDto } from '../../src/modules/runs/dto/run-item.dto.js';
import type { StatementDto } from '../../src/modules/runs/dto/statement.dto.js';
import { HOUSE_POLICY } from '../../src/domain/policy/house-policy.js';
import { RunWorker } from '../../src/modules/runs/run-worker.service.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { accountRequest } from '../factories/account.factory.js';
import { ended } from '../support/ended-run.js';
import { executeSql } from '../support/execute-sql.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestApp, type TestFirm } from '../support/test-app.js';

const ABSENT = '00000000-0000-4000-8000-000000000000';
const RUNS = '/v1/recommendation-runs';

interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
  readonly hasMore: boolean;
}

const clock = new FixedClock(TEST_NOW);
let app: TestApp;
let call: LoadedApp['call'];
let other: TestFirm;
const accounts = new Map<string, string>();

const minuteLater = (): void => clock.set(new Date(clock.now().getTime() + 60_000));

async function addAccount(name: string, fields: Parameters<typeof accountRequest>[0] = {}): Promise<string> {
  const body = accountRequest({ name, riskProfile: 'aggressive', cash: '50000.00', ...fields });
  const answer = await call<AccountDto>('POST', '/v1/accounts', { body });
  expect(answer).toMatchObject({ status: 201 });
  accounts.set(name, answer.body.id);
  return answer.body.id;
}

/** A run over the book, ended. */
async function run(body: object = {}): Promise<RunDto> {
  minuteLater();
  const answer = await call<RunDto>('POST', RUNS, { body });
  expect(answer).toMatchObject({ status: 202, headers: { location: `${RUNS}/${answer.body.id}` } });
  return ended<RunDto>(call, `${RUNS}/${answer.body.id}`);
}

const itemsOf = async (id: string, query = ''): Promise<readonly RunItemDto[]> =>
  (await call<Page<RunItemDto>>('GET', `${RUNS}/${id}/items${query}`)).body.data;

const itemOf = async (id: string, name: string): Promise<RunItemDto | undefined> =>
  (await itemsOf(id)).find(({ accountId }) => accountId === accounts.get(name));

beforeAll(async () => {
  ({ app, call } = await startLoadedApp({ clock }));
  other = await app.addFirm();
  await addAccount('Plain', { positions: [{ symbol: 'SPY', quantity: '80' }] });
  await addAccount('=HYPERLINK("x")', { cash: '1000.00' });
  await addAccount('Growing', { riskProfile: 'growth', registration: 'roth_ira', cash: '7000000.00' });
  await addAccount('Needs cash', { constraints: { CASH: { minBps: 3000 } } });
  await addAccount('Bound', {
    constraints: { IWM: { maxBps: 100 }, MDY: { maxBps: 100 }, SPY: { maxBps: 3000 }, QQQ: { maxBps: 3000 } },
  });
  await addAccount('Empty', { cash: '0.00' });
  await addAccount('Unvalued', { positions: [{ symbol: 'AGG', quantity: '10' }] });
  const gone = await addAccount('Of a profile that is gone');
  await executeSql(app.testDatabase.url, `UPDATE accounts SET risk_profile = 'daring' WHERE id = '${gone}'`);
  await app.nest.get(RunWorker).start();
});
afterAll(() => app.stop());

describe('a run over the book', () => {
  it('advises every account, each with an item; one that cannot be advised stops nothing', async () => {
    const done = await run();
    expect(done).toMatchObject({ state: 'completed', total: 8, done: 7, failed: 1, asOf: '2024-11-27' });
    const items = await itemsOf(done.id);
    expect(items.map(({ accountId }) => accountId)).toEqual([...accounts.values()].sort());
    expect(await itemOf(done.id, 'Of a profile that is gone')).toEqual({
      accountId: accounts.get('Of a profile that is gone'),
      name: 'Of a profile that is gone',
      riskProfile: 'daring',
      exceptions: ['not_advised'],
      error: { code: 'unknown-risk-profile', message: expect.stringContaining('daring') },
    });
    expect(await itemOf(done.id, 'Plain')).toMatchObject({ exceptions: [], action: 'rebalance' });
    expect(await itemOf(done.id, 'Needs cash')).toMatchObject({ exceptions: ['cash_need'] });
    expect(await itemOf(done.id, 'Bound')).toMatchObject({
      exceptions: ['constraint_binds'],
      binding: ['IWM.max', 'MDY.max', 'SPY.max', 'QQQ.max'],
    });
    expect(await itemOf(done.id, 'Plain')).not.toHaveProperty('binding');
    expect(await itemOf(done.id, 'Empty')).toMatchObject({ exceptions: ['no_value'], action: 'hold' });
    expect(await itemOf(done.id, 'Unvalued')).toMatchObject({ advisedValue: '50000.00' });
  });

  it('stores what a single recommendation of the account would say, and it replays', async () => {
    const done = await run();
    const { recommendationId, ...item } = (await itemOf(done.id, 'Plain'))!;
    const stored = await call<RecommendationDto>('GET', `/v1/recommendations/${recommendationId}`);
    expect(stored).toMatchObject({ status: 200, body: { createdAt: done.createdAt, asOf: done.asOf } });
    const latest = await call('GET', `/v1/accounts/${item.accountId}/recommendations/latest`);
    expect(latest.text).toBe(stored.text);
    const replay = await call<ReplayDto>('GET', `/v1/recommendations/${recommendationId}/replay`);
    expect(replay.body).toMatchObject({ identical: true });

    minuteLater();
    const single = await call<RecommendationDto>('POST', `/v1/accounts/${item.accountId}/recommendations`, {
      body: {},
    });
    const own = { id: '', createdAt: '', knownAt: '', changes: {}, inputsHash: '' };
    expect({ ...single.body, ...own }).toEqual({ ...stored.body, ...own });
    expect(single.body.changes?.since).toBe(recommendationId);
  });

  it('tells what changed since the recommendation that was the latest when it was made', async () => {
    const account = accounts.get('Growing')!;
    minuteLater();
    const before = await call<RecommendationDto>('POST', `/v1/accounts/${account}/recommendations`, {
      body: { asOf: '2022-06-16' },
    });
    const done = await run();
    const item = await itemOf(done.id, 'Growing');
    expect(item?.changes).toMatchObject({ since: before.body.id, sinceAsOf: '2022-06-16' });
    const stored = await call<RecommendationDto>('GET', `/v1/recommendations/${item?.recommendationId}`);
    expect(stored.body.changes).toEqual(item?.changes);
  });

  it('can be of a session in the past, of one policy and of some accounts', async () => {
    const growth = await run({ asOf: '2022-06-16', filter: { riskProfile: 'growth' } });
    expect(growth).toMatchObject({ total: 1, asOf: '2022-06-16', filter: { riskProfile: 'growth' } });
    expect(await itemOf(growth.id, 'Growing')).toMatchObject({ exceptions: ['exposure_lowered'] });
    const roth = await run({ filter: { registration: 'roth_ira', riskProfile: 'growth' } });
    expect(roth).toMatchObject({ total: 1 });
    const named = await run({ filter: { accountIds: [accounts.get('Plain'), accounts.get('Bound')] } });
    expect(named).toMatchObject({ total: 2, done: 2, failed: 0 });
  });

  it('over no account at all is done at once, and its statement says so', async () => {
    minuteLater();
    const { body } = await call<RunDto>('POST', RUNS, { key: other.apiKey, body: {} });
    expect(body).toMatchObject({ state: 'completed', total: 0, done: 0, failed: 0 });
    const statement = await call<StatementDto>('GET', `${RUNS}/${body.id}/statement`, { key: other.apiKey });
    expect(statement.body).toMatchObject({ accounts: 0, fullyInvested: 0, turnover: '0.00', exceptions: [] });
    expect(statement.body).not.toHaveProperty('turnoverBps');
  });

  it('is listed latest first, and its items page by page', async () => {
    const done = await run();
    const list = await call<Page<RunDto>>('GET', `${RUNS}?limit=2`);
    expect(list.body).toMatchObject({ data: [{ id: done.id }, {}], hasMore: true });
    const first = await call<Page<RunItemDto>>('GET', `${RUNS}/${done.id}/items?limit=5`);
    const second = await call<Page<RunItemDto>>(
      'GET',
      `${RUNS}/${done.id}/items?limit=5&cursor=${first.body.nextCursor}`,
    );
    const ids = [...first.body.data, ...second.body.data].map(({ accountId }) => accountId);
    expect(ids).toEqual([...accounts.values()].sort());
    const noValue = await itemsOf(done.id, '?exception=no_value');
    expect(noValue.map(({ name }) => name)).toEqual(['Empty']);
  });
});

describe("a run's statement", () => {
  it('counts who is fully invested, and lists every exception with its reason', async () => {
    const done = await run();
    const { status, body } = await call<StatementDto>('GET', `${RUNS}/${done.id}/statement`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      headline: '4 of 8 accounts are fully invested.',
      policy: { version: 1, name: HOUSE_POLICY.name },
      frozen: false,
      dataQuality: { source: 'sample', sample: true },
      accounts: 8,
      fullyInvested: 4,
      errors: [{ code: 'unknown-risk-profile', accounts: 1 }],
      hasMoreExceptions: false,
    });
    expect(body.exceptions.map(({ name }) => name).sort()).toEqual(
      ['Bound', 'Empty', 'Needs cash', 'Of a profile that is gone'].sort(),
    );
    expect(body.exceptionCounts.map(({ reason, accounts: count }) => [reason, count])).toEqual([
      ['cash_need', 1],
      ['constraint_binds', 1],
      ['no_value', 1],
      ['not_advised', 1],
    ]);
    expect(body.largestChanges[0]).toMatchObject({ accountId: accounts.get('Growing') });
    const items = await itemsOf(done.id);
    const cents = (of: (item: RunItemDto) => string | undefined): number =>
      items.reduce((sum, item) => sum + Math.round(Number(of(item) ?? 0) * 100), 0);
    expect(Math.round(Number(body.advisedValue) * 100)).toBe(cents(({ advisedValue }) => advisedValue));
    expect(Math.round(Number(body.turnover) * 100)).toBe(cents(({ turnover }) => turnover));
  });

  it('comes as CSV with a line for each account, in which nothing is a formula', async () => {
    const done = await run();
    for (const [url, headers] of [
      [`${RUNS}/${done.id}/statement`, { accept: 'text/csv' }],
      [`${RUNS}/${done.id}/statement?format=csv`, {}],
    ] as const) {
      const answer = await app.call('GET', url, { headers });
      expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' } });
      const lines = answer.text.trimEnd().split('\r\n');
      expect(lines).toHaveLength(9);
      expect(lines[0]).toMatch(/^account_id,name,registration,/);
      expect(answer.text).toContain(`,"'=HYPERLINK(""x"")",`);
    }
  });

  it('comes as a page in which every text is escaped', async () => {
    await addAccount('<script>alert(1)</script>', { cash: '0.00' });
    const done = await run();
    const answer = await app.call('GET', `${RUNS}/${done.id}/statement`, {
      headers: { accept: 'text/html,application/xhtml+xml;q=0.9' },
    });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.text).toContain('of 9 accounts are fully invested');
    expect(answer.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(answer.text).not.toContain('<script');
  });
});

describe('what a policy version would change', () => {
  const impactOf = async (version: number, body: object = {}): Promise<ImpactDto> => {
    const { data } = (await call<Page<{ id: string }>>('GET', '/v1/policies')).body;
    const url = `/v1/policies/${data[0]?.id}/versions/${version}/impact`;
    const answer = await call<ImpactDto>('POST', url, { body });
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/v1/policy-impacts/${answer.body.id}` },
    });
    return ended<ImpactDto>(call, `/v1/policy-impacts/${answer.body.id}`);
  };

  const stored = async (): Promise<unknown> =>
    executeSql(
      app.testDatabase.url,
      'SELECT (SELECT count(*) FROM recommendations)::int, (SELECT count(*) FROM run_items)::int AS items',
    );

  it('is nothing where the version is the one in force, and nothing is stored of any account', async () => {
    const before = await stored();
    const { impact, total, dataQuality } = await impactOf(1);
    expect(impact).toMatchObject({ accounts: total, moved: 0, turnover: '0.00', mostMoved: [] });
    expect(dataQuality).toMatchObject({ sample: true });
    expect(await stored()).toEqual(before);
  });

  it('is told for a draft: accounts moved, turnover, exposure, by profile and the most moved', async () => {
    const baselineBps = { IWM: 1500, MDY: 1500, SPY: 4500, QQQ: 2500 };
    const { data } = (await call<Page<{ id: string }>>('GET', '/v1/policies')).body;
    const draft = await call('POST', `/v1/policies/${data[0]?.id}/versions`, {
      body: { document: { ...HOUSE_POLICY, baselineBps } },
    });
    expect(draft).toMatchObject({ status: 201, body: { version: 2, status: 'draft' } });
    const { impact, policy, against } = await impactOf(2, { asOf: '2024-11-27' });
    expect({ policy, against }).toMatchObject({ policy: { version: 2 }, against: { version: 1 } });
    expect(impact?.moved).toBeGreaterThan(0);
    expect(Number(impact?.turnover)).toBeGreaterThan(0);
    expect(impact?.equityExposureBps?.after).toBe(impact?.equityExposureBps?.before);
    expect(impact?.byRiskProfile.map(({ riskProfile }) => riskProfile)).toEqual([
      'aggressive',
      'daring',
      'growth',
    ]);
    expect(impact?.mostMoved[0]).toMatchObject({ accountId: accounts.get('Growing') });
    expect(impact?.errors.before).toEqual([{ code: 'unknown-risk-profile', accounts: 1 }]);
    const sum = (of: 'accounts' | 'moved'): number =>
      impact!.byRiskProfile.reduce((total, part) => total + part[of], 0);
    expect({ accounts: sum('accounts'), moved: sum('moved') }).toEqual({
      accounts: impact?.accounts,
      moved: impact?.moved,
    });
    const listed = await call<Page<{ id: string }>>('GET', `/v1/policies/${data[0]?.id}/versions/2/impact`);
    expect(listed).toMatchObject({ status: 200, body: { data: [{ policy, against, state: 'completed' }] } });
    const backwards = await impactOf(1, { against: 2 });
    expect(backwards.impact).toMatchObject({ moved: impact?.moved, turnover: impact?.turnover });
  });

  it('is 404 of a version or a policy that is not there, and 400 for a bad body', async () => {
    const { data } = (await call<Page<{ id: string }>>('GET', '/v1/policies')).body;
    const url = `/v1/policies/${data[0]?.id}/versions`;
    const notFound = { status: 404, body: { code: 'policy-version-not-found' } };
    expect(await call('POST', `${url}/9/impact`, { body: {} })).toMatchObject(notFound);
    expect(await call('GET', `${url}/9/impact`)).toMatchObject(notFound);
    expect(await call('POST', `${url}/1/impact`, { body: { against: 9 } })).toMatchObject(notFound);
    expect(await call('POST', `/v1/policies/${ABSENT}/versions/1/impact`, { body: {} })).toMatchObject(
      notFound,
    );
    expect(await call('POST', `${url}/1/impact`, { body: {}, key: other.apiKey })).toMatchObject(notFound);
    expect(await call('POST', `${url}/1/impact`, { body: { against: 0 } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/against' }] },
    });
    expect(await call('GET', `/v1/policy-impacts/${ABSENT}`)).toMatchObject({
      status: 404,
      body: { code: 'impact-not-found' },
    });
  });
});

describe('accounts as they are', () => {
  it('are advised by all of their terms, as a single recommendation of each is', async () => {
    const name = 'Of terms of its own';
    const id = await addAccount(name, {
      positions: [{ symbol: 'SPY', quantity: '80' }],
      constraints: { SPY: { neverBuy: true } },
      equity: { maxBps: 9000 },
      cashNeeds: { standing: '5000', withdrawals: [{ date: '2024-12-31', amount: '2500.50', note: 'Tax' }] },
      drift: { minBps: 100, to: 'band-edge' },
    });
    const done = await run({ filter: { accountIds: [id] } });
    const item = (await itemOf(done.id, name))!;
    expect(item).toMatchObject({ action: 'rebalance', mostEquityBps: 10_000 });
    const stored = await call<RecommendationDto>('GET', `/v1/recommendations/${item.recommendationId}`);
    expect(stored.body).toMatchObject({ cashNeed: { amount: '7500.50' }, tradeTo: 'band-edge' });
    const replay = await call<ReplayDto>('GET', `/v1/recommendations/${item.recommendationId}/replay`);
    expect(replay.body).toMatchObject({ identical: true });

    minuteLater();
    const single = await call<RecommendationDto>('POST', `/v1/accounts/${id}/recommendations`, { body: {} });
    const own = { id: '', createdAt: '', knownAt: '', changes: {}, inputsHash: '' };
    expect({ ...single.body, ...own }).toEqual({ ...stored.body, ...own });
    const inputs = `SELECT inputs - 'revision' AS inputs FROM recommendations WHERE account_id = '${id}'`;
    const [byRun, bySingle] = await executeSql(app.testDatabase.url, inputs);
    expect(byRun).toEqual(bySingle);
  });
});

describe('a household advised as one', () => {
  let householdId: string;
  let members: string[];

  beforeAll(async () => {
    const household = { name: 'Doe', adviceUnit: 'household', riskProfile: 'aggressive' };
    householdId = (await call<{ id: string }>('POST', '/v1/households', { body: household })).body.id;
    members = [];
    for (const [name, fields] of [
      ['Hers', { cash: '30000.00', constraints: { IWM: { maxBps: 0 } } }],
      ['His', { cash: '10000.00', riskProfile: 'growth' }],
    ] as const) {
      const client = { body: { name: `${name} Doe`, householdId } };
      const { id: clientId } = (await call<{ id: string }>('POST', '/v1/clients', client)).body;
      members.push(await addAccount(name, { client: { id: clientId }, ...fields }));
    }
  });

  it('has one recommendation, which is that of each of its accounts, and it replays', async () => {
    const done = await run();
    expect(done).toMatchObject({ state: 'completed', failed: 1 });
    const [hers, his] = [await itemOf(done.id, 'Hers'), await itemOf(done.id, 'His')];
    const { recommendationId, action } = hers!;
    expect(hers).toMatchObject({ householdId, riskProfile: 'aggressive', advisedValue: '30000.00' });
    expect(his).toMatchObject({ householdId, riskProfile: 'growth', advisedValue: '10000.00' });
    expect(his).toMatchObject({ recommendationId, action, exceptions: ['constraint_binds'] });

    const stored = await call<RecommendationDto>('GET', `/v1/recommendations/${recommendationId}`);
    expect(stored.body).toMatchObject({ householdId, advisedValue: '40000.00', createdAt: done.createdAt });
    const ofAccounts = stored.body.accounts!.map(({ accountId, turnover }) => [accountId, turnover]);
    expect(ofAccounts.sort()).toEqual([hers, his].map((item) => [item!.accountId, item!.turnover]).sort());
    const latest = await call('GET', `/v1/households/${householdId}/recommendations/latest`);
    expect(latest.text).toBe(stored.text);
    const replay = await call<ReplayDto>('GET', `/v1/recommendations/${recommendationId}/replay`);
    expect(replay.body).toMatchObject({ identical: true });

    minuteLater();
    const url = `/v1/households/${householdId}/recommendations`;
    const single = await call<RecommendationDto>('POST', url, { body: {} });
    const own = { id: '', createdAt: '', knownAt: '', changes: {}, inputsHash: '' };
    expect({ ...single.body, ...own }).toEqual({ ...stored.body, ...own });
    expect(single.body.changes?.since).toBe(recommendationId);
    const next = await itemOf((await run()).id, 'His');
    expect(next?.changes?.since).toBe(single.body.id);
  });

  it('is taken whole where the filter takes one of its accounts', async () => {
    const done = await run({ filter: { accountIds: [members[1]] } });
    expect(done).toMatchObject({ total: 2, done: 2, failed: 0 });
    expect(await run({ filter: { riskProfile: 'growth' } })).toMatchObject({ total: 3 });
  });

  it('counts in the statement with each of its accounts', async () => {
    const done = await run({ filter: { accountIds: members } });
    const { recommendationId } = (await itemOf(done.id, 'His'))!;
    const { body } = await call<StatementDto>('GET', `${RUNS}/${done.id}/statement`);
    expect(body).toMatchObject({
      accounts: 2,
      fullyInvested: 0,
      actions: { hold: 0, rebalance: 2 },
      advisedValue: '40000.00',
      exceptionCounts: [{ reason: 'constraint_binds', accounts: 2 }],
      largestChanges: [{ name: 'Hers' }, { name: 'His' }],
    });
    const moved = body.largestChanges.reduce((sum, { turnover }) => sum + Number(turnover), 0);
    expect(moved).toBeGreaterThan(0);
    expect(Number(body.turnover)).toBeCloseTo(moved, 2);
    const csv = await app.call('GET', `${RUNS}/${done.id}/statement?format=csv`);
    const [head, ...lines] = csv.text.trimEnd().split('\r\n');
    expect(head).toMatch(/,household_id,binding$/);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toContain(`,${recommendationId},${householdId},`);
  });

  it('is an error of each of its accounts where it cannot be advised', async () => {
    const [hers] = members;
    const etag = { headers: { 'if-match': '*' } };
    const needs = { body: { cashNeeds: { standing: '30000.01' } }, ...etag };
    expect((await call('PATCH', `/v1/accounts/${hers}`, needs)).status).toBe(200);
    const done = await run({ filter: { accountIds: members } });
    expect(done).toMatchObject({ total: 2, done: 0, failed: 2 });
    for (const name of ['Hers', 'His']) {
      expect(await itemOf(done.id, name)).toMatchObject({
        householdId,
        exceptions: ['not_advised'],
        error: { code: 'cash-needs-over-value', message: expect.stringContaining(hers!) },
      });
    }
    const none = { body: { cashNeeds: {} }, ...etag };
    expect((await call('PATCH', `/v1/accounts/${hers}`, none)).status).toBe(200);
  });

  it('is one of what a policy version would change, with all of its accounts', async () => {
    const { defaultPolicyId } = (await call<{ defaultPolicyId: string }>('GET', '/v1/firm')).body;
    const url = `/v1/policies/${defaultPolicyId}/versions`;
    const baselineBps = { IWM: 1000, MDY: 1000, SPY: 6000, QQQ: 2000 };
    const draft = await call<{ version: number }>('POST', url, {
      body: { document: { ...HOUSE_POLICY, baselineBps } },
    });
    const asked = await call<ImpactDto>('POST', `${url}/${draft.body.version}/impact`, { body: {} });
    const { impact, total, done } = await ended<ImpactDto>(call, `/v1/policy-impacts/${asked.body.id}`);
    expect(total).toBe(accounts.size);
    expect(impact?.accounts).toBe(accounts.size);
    expect(impact?.mostMoved).toContainEqual(expect.objectContaining({ householdId }));
    expect(done).toBe(accounts.size - 1);
  });

  it('is advised account by account once its unit is the account', async () => {
    const patch = { headers: { 'if-match': '*' }, body: { adviceUnit: 'account' } };
    expect((await call('PATCH', `/v1/households/${householdId}`, patch)).status).toBe(200);
    const done = await run({ filter: { accountIds: members } });
    expect(done).toMatchObject({ done: 2, failed: 0 });
    expect(await itemOf(done.id, 'Hers')).not.toHaveProperty('householdId');
  });
});

describe('runs that cannot be', () => {
  it.each([
    [{ filter: { registration: 'club' } }, 400, '/filter/registration'],
    [{ filter: { accountIds: ['x'] } }, 400, '/filter/accountIds'],
    [{ filter: { accountIds: [] } }, 400, '/filter/accountIds'],
    [{ filter: { name: 'x' } }, 400, '/filter/name'],
    [{ filter: null }, 400, '/filter'],
    [{ filter: { accountIds: [ABSENT] } }, 422, '/filter/accountIds/0'],
    [{ filter: { riskProfile: 'reckless' } }, 422, '/filter/riskProfile'],
    [{ policy: ABSENT }, 422, '/policy'],
    [{ asOf: '2024-11-28' }, 422, '/asOf'],
    [{ knownAt: '2099-01-01T00:00:00Z' }, 422, '/knownAt'],
  ])('%j is refused with the field named', async (body, status, pointer) => {
    const answer = await call<{ errors: { pointer: string }[] }>('POST', RUNS, { body });
    expect({ status: answer.status, pointer: answer.body.errors[0]?.pointer }).toEqual({ status, pointer });
  });

  it("another firm's accounts are unknown, and its runs are not there", async () => {
    const theirs = await call('POST', RUNS, {
      key: other.apiKey,
      body: { filter: { accountIds: [accounts.get('Plain')] } },
    });
    expect(theirs).toMatchObject({ status: 422, body: { code: 'unknown-account' } });
    const done = await run();
    for (const path of [done.id, `${done.id}/items`, `${done.id}/statement`]) {
      const answer = await call('GET', `${RUNS}/${path}`, { key: other.apiKey });
      expect(answer).toMatchObject({ status: 404, body: { code: 'run-not-found' } });
    }
    expect(await call('GET', `${RUNS}/${ABSENT}`)).toMatchObject({ status: 404 });
    expect(await call('GET', `${RUNS}/x`)).toMatchObject({ status: 400 });
    expect(await call('GET', `${RUNS}/${done.id}/items?cursor=WyJ4Il0`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/cursor', code: 'malformed-cursor' }] },
    });
    expect(await call('GET', `${RUNS}/${done.id}/items?exception=bad`)).toMatchObject({ status: 400 });
    expect(await call('GET', `${RUNS}/${done.id}/statement?format=pdf`)).toMatchObject({ status: 400 });
  });
});

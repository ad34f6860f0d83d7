import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreateLinkDto, LinkDto } from '../../src/modules/pages/dto/link.dto.js';
import type { RecommendationDto } from '../../src/modules/recommendations/dto/recommendation.dto.js';
import type { RunDto } from '../../src/modules/runs/dto/run.dto.js';
import { RunWorker } from '../../src/modules/runs/run-worker.service.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { accountRequest } from '../factories/account.factory.js';
import { ended } from '../support/ended-run.js';
import { executeSql } from '../support/execute-sql.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestAnswer, type TestApp, type TestFirm } from '../support/test-app.js';

const ABSENT = '00000000-0000-4000-8000-000000000000';
const READER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let clock: FixedClock;
let app: TestApp;
let call: LoadedApp['call'];
let other: TestFirm;

beforeAll(async () => {
  clock = new FixedClock(TEST_NOW);
  ({ app, call } = await startLoadedApp({ clock }));
  other = await app.addFirm();
});
afterAll(() => app.stop());

const chart = (query = '', headers: Readonly<Record<string, string>> = {}) =>
  app.call('GET', `/v1/market-regime/${query}`, { headers });

const makeLink = (body: object, key?: string) =>
  call<LinkDto & { code: string; errors: { pointer: string; code: string }[] }>('POST', '/v1/links', {
    body,
    ...(key !== undefined && { key }),
  });

async function pathOf(body: CreateLinkDto, key?: string): Promise<string> {
  const { status, body: link } = await makeLink(body, key);
  expect(status).toBe(201);
  const { pathname, search } = new URL(link.url);
  return pathname + search;
}

const open = (
  path: string,
  headers: Readonly<Record<string, string>> = READER,
): Promise<TestAnswer<{ code: string }>> => app.call('GET', path, { key: null, headers });

async function recommend(name = 'Doe taxable', ask: object = {}): Promise<RecommendationDto> {
  const account = accountRequest({ name, riskProfile: 'aggressive', cash: '10000.00' });
  const { id } = (await call<{ id: string }>('POST', '/v1/accounts', { body: account })).body;
  return (await call<RecommendationDto>('POST', `/v1/accounts/${id}/recommendations`, { body: ask })).body;
}

describe('chart.svg', () => {
  it('is a picture that says what it shows, the same bytes for the same question', async () => {
    const first = await chart('IWM/chart.svg');
    expect(first).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'private, no-cache' },
    });
    expect(first.text).toContain('IWM, 252 sessions to November 27, 2024');
    expect(first.text).toContain('Synthetic sample data');
    await chart('QQQ/chart.svg?layout=narrow');
    expect((await chart('IWM/chart.svg')).text).toBe(first.text);
  });

  it('is not sent again to whoever has it', async () => {
    const { headers, text } = await chart('IWM/chart.svg');
    const tag = headers['etag'] ?? '';
    expect(tag).toBe(`"${createHash('sha256').update(text).digest('base64url')}"`);
    expect(await chart('IWM/chart.svg', { 'if-none-match': `"x", W/${tag}` })).toMatchObject({
      status: 304,
      text: '',
    });
    expect(await chart('IWM/chart.svg?sessions=100', { 'if-none-match': tag })).toMatchObject({
      status: 200,
    });
  });

  it('shows the sessions asked for, up to the close asked for', async () => {
    const { text } = await chart('MDY/chart.svg?asOf=2023-06-07&sessions=21&knownAt=2024-11-27T22:00:00Z');
    expect(text).toContain('MDY, 21 sessions to June 7, 2023');
    expect(text).not.toContain('2024-11-27');
  });

  it('refuses what it can not draw, naming the field', async () => {
    const refusals = [
      ['SPX/chart.svg', 404, 'unknown-symbol', '/symbol'],
      ['IWM/chart.svg?sessions=20', 400, 'min', '/sessions'],
      ['IWM/chart.svg?sessions=1261', 400, 'max', '/sessions'],
      ['IWM/chart.svg?sessions=many', 400, 'is-int', '/sessions'],
      ['IWM/chart.svg?layout=square', 400, 'is-in', '/layout'],
      ['IWM/chart.svg?asOf=2024-11-28', 422, 'not-a-session', '/asOf'],
      ['IWM/chart.svg?colour=red', 400, 'unknown-field', '/colour'],
    ] as const;
    for (const [query, status, code, pointer] of refusals) {
      const answer = await call<{ errors: unknown[] }>('GET', `/v1/market-regime/${query}`);
      expect({ query, status: answer.status, errors: answer.body.errors }).toEqual({
        query,
        status,
        errors: [expect.objectContaining({ code, pointer })],
      });
    }
    expect((await call('GET', '/v1/market-regime/IWM/chart.svg', { key: null })).status).toBe(401);
  });
});

describe('a link', () => {
  it('opens its page in a browser without a key, for a quarter of an hour', async () => {
    const { body } = await makeLink({ page: 'board' });
    expect(body.url).toMatch(/^http:\/\/[^/]+\/board\?token=[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(Date.parse(body.expiresAt) - TEST_NOW.getTime()).toBe(15 * 60_000);
  });

  it('begins with the address that callers are told of, where one is set', async () => {
    const published = await startLoadedApp({ config: { publicUrl: 'https://advice.example.com/aa' } });
    try {
      const { body } = await published.call<LinkDto>('POST', '/v1/links', { body: { page: 'board' } });
      expect(body.url).toMatch(/^https:\/\/advice\.example\.com\/aa\/board\?token=/);
    } finally {
      await published.app.stop();
    }
  });

  it('is not made for an address that is none', async () => {
    for (const host of ['example.com/path', 'a b', 'user@example.com', 'example.com:port']) {
      const body = { page: 'board' };
      const answer = await call<{ code: string }>('POST', '/v1/links', { body, headers: { host } });
      expect({ host, status: answer.status, code: answer.body.code }).toEqual({
        host,
        status: 400,
        code: 'malformed-host',
      });
    }
    const reached = await call<LinkDto>('POST', '/v1/links', {
      body: { page: 'board' },
      headers: { host: 'Advice.example.com:8080' },
    });
    expect(reached.body.url).toMatch(/^http:\/\/advice\.example\.com:8080\/board\?token=/);
  });

  it('is not made to a board that can not be judged, but to a chart of that session', async () => {
    const asked = { asOf: '2021-01-05' };
    const refused = await makeLink({ page: 'board', ...asked });
    expect(refused.status).toBe(422);
    const preview = await call('POST', '/v1/recommendations/preview', {
      body: { riskProfile: 'growth', ...asked },
    });
    expect(preview).toMatchObject({ status: 422, body: { code: refused.body.code } });
    expect((await makeLink({ page: 'chart', symbol: 'IWM', ...asked })).status).toBe(201);
  });

  it('is refused after its time, for another page and once it is tampered with', async () => {
    const board = await pathOf({ page: 'board' });
    const picture = await pathOf({ page: 'chart', symbol: 'IWM' });
    const token = new URL(board, 'http://x').searchParams.get('token') ?? '';
    const wrong = [
      `/report?token=${token}`,
      `/chart.svg?token=${token}`,
      `/board?token=${token}x`,
      '/board',
      '/board?token=',
    ];
    for (const path of [...wrong, picture.replace('/chart.svg', '/board')]) {
      const answer = await open(path, { accept: 'application/json' });
      expect({ path, status: answer.status, code: answer.body.code }).toEqual({
        path,
        status: 401,
        code: 'link-invalid',
      });
    }
    expect((await open(board)).status).toBe(200);

    const later = new FixedClock(new Date(TEST_NOW.getTime() + 16 * 60_000));
    const secret = 'the same secret for both processes, as it is set';
    const early = await startLoadedApp({ config: { linkSecret: secret } });
    const late = await startLoadedApp({ config: { linkSecret: secret }, clock: later });
    try {
      const { body } = await early.call<LinkDto>('POST', '/v1/links', { body: { page: 'board' } });
      const { pathname, search } = new URL(body.url);
      const answer = await late.app.call<{ code: string }>('GET', pathname + search, {
        key: null,
        headers: { accept: 'application/problem+json' },
      });
      expect(answer).toMatchObject({ status: 401, body: { code: 'link-expired' } });
    } finally {
      await Promise.all([early.app.stop(), late.app.stop()]);
    }
  });

  it('is refused with a short page to a reader, and with problem+json to a program', async () => {
    const page = await open('/board?token=x');
    expect(page).toMatchObject({ status: 401, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(page.text).toContain('link-invalid');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const problem = await call('GET', '/board?token=x', {
      key: null,
      headers: { accept: 'application/json' },
    });
    expect(problem).toMatchObject({ status: 401, body: { code: 'link-invalid', instance: '/board' } });
    expect(problem.text).not.toContain('token=');
  });

  it('is no key, and a key is no link', async () => {
    const token = new URL(await pathOf({ page: 'board' }), 'http://x').searchParams.get('token') ?? '';
    expect(await call('GET', '/v1/market-regime', { key: token })).toMatchObject({ status: 401 });
    expect((await open(`/board?token=${app.firm.apiKey}`)).status).toBe(401);
  });

  it('takes the parameters of its page and no others', async () => {
    const refusals = [
      [{}, 'page', 'is-in'],
      [{ page: 'ledger' }, 'page', 'is-in'],
      [{ page: 'report' }, 'recommendationId', 'missing-field'],
      [{ page: 'report', recommendationId: 'x' }, 'recommendationId', 'is-uuid'],
      [{ page: 'statement' }, 'runId', 'missing-field'],
      [{ page: 'statement', runId: 'x' }, 'runId', 'is-uuid'],
      [{ page: 'statement', runId: ABSENT, asOf: '2024-11-27' }, 'asOf', 'not-of-this-page'],
      [{ page: 'chart' }, 'symbol', 'missing-field'],
      [{ page: 'board', symbol: 'IWM' }, 'symbol', 'not-of-this-page'],
      [{ page: 'chart', symbol: 'IWM', sessions: 5 }, 'sessions', 'min'],
    ] as const;
    for (const [body, field, code] of refusals) {
      const answer = await makeLink(body);
      expect({ body, status: answer.status, errors: answer.body.errors }).toEqual({
        body,
        status: 400,
        errors: [expect.objectContaining({ pointer: `/${field}`, code })],
      });
    }
    expect(await makeLink({ page: 'chart', symbol: 'SPX' })).toMatchObject({ status: 404 });
    expect(await makeLink({ page: 'board', asOf: '2024-11-28' })).toMatchObject({ status: 422 });
    expect(await makeLink({ page: 'report', recommendationId: ABSENT })).toMatchObject({ status: 404 });
    expect(await makeLink({ page: 'statement', runId: ABSENT })).toMatchObject({
      status: 404,
      body: { code: 'run-not-found' },
    });
  });

  it('is made by keys that may read what the page shows, of their own firm', async () => {
    const reader = await app.addFirm(['market:read']);
    expect(await makeLink({ page: 'chart', symbol: 'IWM' }, reader.apiKey)).toMatchObject({ status: 201 });
    expect(await makeLink({ page: 'board' }, reader.apiKey)).toMatchObject({
      status: 403,
      body: { code: 'missing-scope' },
    });
    const { id } = await recommend();
    expect(await makeLink({ page: 'report', recommendationId: id }, other.apiKey)).toMatchObject({
      status: 404,
      body: { code: 'recommendation-not-found' },
    });
  });
});

describe('the market board', () => {
  it('shows the market, the economy, the model and its rules, and says that it is the sample', async () => {
    const { status, headers, text } = await open(await pathOf({ page: 'board' }));
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    const [style = ''] = /(?<=<style>)[^]*?(?=<\/style>)/.exec(text) ?? [];
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script|unsafe/);
    expect(text).not.toMatch(/<script|href="(?!data:)|src=/);
    for (const shown of [
      'Sample data',
      'Confirmed uptrend',
      'Rotation to smaller',
      'Macro stance: neutral',
      'Model split of equity',
      'IWM relative strength',
      'What would change it',
      'Changed since November 26, 2024',
      'promises no result',
    ]) {
      expect(text).toContain(shown);
    }
    expect(text.match(/<svg /g)).toHaveLength(5);
  });

  it('shows an earlier session, with what changed on it', async () => {
    const days = ['2024-11-06', '2024-11-15', '2022-09-30'];
    const pages = await Promise.all(
      days.map(async (asOf) => (await open(await pathOf({ page: 'board', asOf }))).text),
    );
    expect(pages[1]).toContain('Switched on: IWM breakout');
    expect(pages[2]).toContain('Downtrend');
    expect(pages[2]).not.toContain('2024-11');
  });
});

describe('the client report', () => {
  it('shows the stored recommendation with the names and disclosures of the firm, as text', async () => {
    const name = `<img src=x onerror=alert(1)> & "Co"`;
    await call('PATCH', '/v1/firm', {
      headers: { 'if-match': '*' },
      body: { name, disclosures: '</style><script>alert(2)</script>\nAll investing involves risk.' },
    });
    const stored = await recommend('</title><script>alert(3)</script>');
    const { status, text } = await open(await pathOf({ page: 'report', recommendationId: stored.id }));
    expect(status).toBe(200);
    expect(text).not.toMatch(/<script|<img/);
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Co&quot;');
    expect(text).toContain('All investing involves risk.');
    for (const { weightBps } of stored.targets) expect(text).toContain(`${weightBps / 100} %`);
    for (const sentence of stored.evidence) expect(text).toContain(sentence.slice(0, 60));
    expect(text).toContain(stored.inputsHash);
    expect(text).toContain('expresses a view');
    expect(text).toContain('Sample data');
  });

  it('is of the recommendation as it was, and of the market as of its close', async () => {
    const stored = await recommend('Earlier', { asOf: '2024-03-28' });
    const { text } = await open(await pathOf({ page: 'report', recommendationId: stored.id }));
    expect(text).toContain('As of the close of March 28, 2024');
    expect(text).toMatch(/252 sessions to March 28, 2024/);
  });

  it('tells what changed since the recommendation before, and outlives its account', async () => {
    const { accountId } = await recommend('Closing soon', { asOf: '2022-09-30' });
    const second = (
      await call<RecommendationDto>('POST', `/v1/accounts/${accountId}/recommendations`, { body: {} })
    ).body;
    const path = await pathOf({ page: 'report', recommendationId: second.id });
    await call('DELETE', `/v1/accounts/${accountId}`, { headers: { 'if-match': '*' } });
    const { status, text } = await open(path);
    expect(status).toBe(200);
    expect(text).toContain('Changed since the recommendation of September 30, 2022');
    expect(text).toContain('Market regime, settled: downtrend → confirmed uptrend.');
    expect(text).toContain('Recommendation for a closed account');
  });

  it("tells of a household what each of its accounts trades to, by the account's name", async () => {
    const named = { name: 'Doe household', adviceUnit: 'household', riskProfile: 'aggressive' };
    const { id: householdId } = (await call<{ id: string }>('POST', '/v1/households', { body: named })).body;
    for (const [name, fields] of [
      ['Hers & joint', { constraints: { IWM: { maxBps: 0 } } }],
      ['His', {}],
    ] as const) {
      const client = { body: { name, householdId } };
      const { id } = (await call<{ id: string }>('POST', '/v1/clients', client)).body;
      const account = { name, riskProfile: 'aggressive', cash: '50000.00', client: { id }, ...fields };
      expect(await call('POST', '/v1/accounts', { body: accountRequest(account) })).toMatchObject({
        status: 201,
      });
    }
    const url = `/v1/households/${householdId}/recommendations`;
    const { body: stored } = await call<RecommendationDto>('POST', url, { body: {} });
    const { text } = await open(await pathOf({ page: 'report', recommendationId: stored.id }));
    expect(text).toContain('Recommendation for Doe household');
    expect(text).toContain('What each account trades to');
    expect(text).toContain('Hers &amp; joint');
    const iwm = stored.targets.find(({ symbol }) => symbol === 'IWM')!.tradeToAmount!;
    expect(text).toContain(Number(iwm).toLocaleString('en-US', { minimumFractionDigits: 2 }));
  });
});

describe('the statement of a run', () => {
  const RUNS = '/v1/recommendation-runs';
  let firm: TestFirm;
  let key: string;
  let statement: { page: 'statement'; runId: string };

  const addAccount = async (
    name: string,
    fields: Parameters<typeof accountRequest>[0] = {},
  ): Promise<string> => {
    const body = accountRequest({ name, riskProfile: 'aggressive', cash: '50000.00', ...fields });
    return (await call<{ id: string }>('POST', '/v1/accounts', { key, body })).body.id;
  };

  const startRun = async (body: object = {}): Promise<string> => {
    clock.set(new Date(clock.now().getTime() + 1000));
    return (await call<RunDto>('POST', RUNS, { key, body })).body.id;
  };

  const linkTo = async (runId: string): Promise<string> =>
    (await open(await pathOf({ page: 'statement', runId }, key))).text;

  beforeAll(async () => {
    firm = await app.addFirm();
    key = firm.apiKey;
    await call('PATCH', '/v1/firm', {
      key,
      headers: { 'if-match': '*' },
      body: {
        name: 'Ridge & Sons',
        disclosures: '</style><script>alert(2)</script>\nInvesting involves risk.',
      },
    });
    await addAccount('Plain <b>', { cash: '7000000.00' });
    await addAccount('Growing', { riskProfile: 'growth' });
    await addAccount('Needs cash', { constraints: { CASH: { minBps: 3000 } } });
    await addAccount('</title><script>alert(3)</script>', { cash: '0.00' });
    const gone = await addAccount('Of a profile that is gone');
    await executeSql(
      app.testDatabase.url,
      `UPDATE accounts SET risk_profile = 'daring' WHERE id = '${gone}'`,
    );
    statement = { page: 'statement', runId: await startRun() };
  });

  it('has no link while the run is under way', async () => {
    expect(await makeLink(statement, key)).toMatchObject({ status: 409, body: { code: 'run-not-finished' } });
    await app.nest.get(RunWorker).start();
    await ended(call, `${RUNS}/${statement.runId}`, key);
    expect(await makeLink(statement, key)).toMatchObject({ status: 201 });
  });

  it('tells who is fully invested, why others are not, what moves most, and what it rests on', async () => {
    const { status, headers, text } = await open(await pathOf(statement, key));
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers['cache-control']).toBe('private, no-store');
    for (const shown of [
      '2 of 5 accounts are fully invested.',
      'As of the close of November 27, 2024',
      'Ridge &amp; Sons',
      'Sample data',
      'The cash that the account needs or must hold at least',
      'Unknown risk profile',
      '$7,000,000.00',
      'Needs cash',
      'Every account that is not fully invested',
      'Investing involves risk.',
      statement.runId,
      'Known at',
      ', version 1',
    ]) {
      expect(text).toContain(shown);
    }
    expect(text).toContain('Plain &lt;b&gt;');
    expect(text).toContain('&lt;/title&gt;&lt;script&gt;alert(3)&lt;/script&gt;');
    expect(text).not.toMatch(/<script|<b>|This run is not of the whole book|Incomplete/);
  });

  it('is the same page to a key and by a link', async () => {
    const { status, headers, text } = await app.call('GET', `${RUNS}/${statement.runId}/statement`, {
      key,
      headers: READER,
    });
    const linked = await open(await pathOf(statement, key));
    expect({ status, text }).toEqual({ status: 200, text: linked.text });
    for (const name of ['content-type', 'content-security-policy', 'cache-control', 'referrer-policy']) {
      expect(headers[name]).toBe(linked.headers[name]);
    }
    expect(headers['vary']).toContain('accept');
  });

  it('says so where it is not of the whole book, and where nothing is to be told', async () => {
    const runId = await startRun({ filter: { riskProfile: 'growth' } });
    await ended(call, `${RUNS}/${runId}`, key);
    const text = await linkTo(runId);
    expect(text).toContain('not of the whole book, but of accounts of the risk profile ‘growth’.');
    expect(text).toContain('1 of 1 accounts are fully invested.');
    expect(text).toContain('None: every account was advised.');
  });

  it('says so where accounts are missing since the run failed', async () => {
    const runId = await startRun();
    await ended(call, `${RUNS}/${runId}`, key);
    const failed = `UPDATE recommendation_runs SET state = 'failed' WHERE id = '${runId}'`;
    const lost = `UPDATE run_slices SET state = 'failed', totals = NULL WHERE run_id = '${runId}'`;
    await executeSql(app.testDatabase.url, failed);
    await executeSql(app.testDatabase.url, lost);
    expect(await linkTo(runId)).toContain('Incomplete: 5 of 5 accounts are missing');
  });

  it('outlives its accounts', async () => {
    const id = await addAccount('Closing soon', { cash: '9000000.00' });
    const runId = await startRun({ filter: { accountIds: [id] } });
    await ended(call, `${RUNS}/${runId}`, key);
    expect(await linkTo(runId)).toContain('Closing soon');
    await call('DELETE', `/v1/accounts/${id}`, { key, headers: { 'if-match': '*' } });
    expect(await linkTo(runId)).toContain(`closed account ${id}`);
  });

  it('is linked to by keys that may read recommendations, of its own firm', async () => {
    expect(await makeLink(statement, other.apiKey)).toMatchObject({
      status: 404,
      body: { code: 'run-not-found' },
    });
    const reader = await app.addFirm(['market:read']);
    expect(await makeLink(statement, reader.apiKey)).toMatchObject({
      status: 403,
      body: { code: 'missing-scope' },
    });
  });
});

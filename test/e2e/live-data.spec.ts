import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SyncRunner } from '../../src/modules/market-data/sync/sync-runner.service.js';
import type { SyncDto } from '../../src/modules/market-data/sync/sync.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { LiveMarket } from '../support/live-market.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

type Json = Record<string, unknown>;

const FIRST_EVENING = new Date('2024-11-27T01:30:00Z');
const SECOND_EVENING = new Date('2024-11-28T01:30:00Z');

describe('a correction that arrives a day after the first sync into an empty database', () => {
  const clock = new FixedClock(FIRST_EVENING);
  let market: LiveMarket;
  let app: TestApp;
  let recommendationId: string;

  beforeAll(async () => {
    market = await LiveMarket.upTo('2024-11-26');
    app = await startTestApp({ clock, config: market.config() });
  });
  afterAll(async () => {
    await app.stop();
    await market.close();
  });

  const get = async <Body = Json>(url: string): Promise<Body> => {
    const { status, body } = await app.call<Body>('GET', url);
    expect(status).toBe(200);
    return body;
  };
  async function sync(): Promise<SyncDto> {
    const { status, body, headers } = await app.call<SyncDto>('POST', '/v1/market-data/sync', { body: {} });
    expect(status).toBe(202);
    expect(headers['location']).toBe(`/v1/market-data/sync/${body.id}`);
    await app.nest.get(SyncRunner).drain();
    return get<SyncDto>(`/v1/market-data/sync/${body.id}`);
  }
  const closeOf = async (query: string): Promise<unknown> => {
    const { symbols } = await get<{ symbols: Json[] }>(`/v1/market-regime?${query}`);
    return symbols.find(({ symbol }) => symbol === 'IWM')?.['close'];
  };

  it('has every needed symbol and series after the first sync, each bar with its source', async () => {
    const job = await sync();
    expect(job).toMatchObject({ state: 'succeeded', through: '2024-11-26', done: 36, total: 36 });
    const failed = job.items.filter(({ state }) => state !== 'succeeded').map(({ name }) => name);
    expect(failed).toEqual(['XLK', 'XLV', 'XLE', 'XLY', 'XLP', 'XLU', 'XLB', 'XLRE', 'XLC']);
    const { data } = await get<{ data: Json[] }>('/v1/market-data/bars?symbol=IWM&from=2024-11-26');
    expect(data).toMatchObject([{ source: 'tiingo', assumed: true }]);
    expect(await get('/v1/market-data/quality')).toMatchObject({ expectedSession: '2024-11-26', issues: [] });
  });

  it('advises on the evening of the first day', async () => {
    const { body: account } = await app.call('POST', '/v1/accounts', {
      body: { name: 'Trust', registration: 'trust', riskProfile: 'aggressive', cash: '100000.00' },
    });
    const advised = await app.call('POST', `/v1/accounts/${String(account['id'])}/recommendations`, {
      body: {},
    });
    expect(advised).toMatchObject({ status: 201, body: { asOf: '2024-11-26', frozen: false } });
    recommendationId = String(advised.body['id']);
  });

  it("uses the correction in the next day's regime", async () => {
    const before = await closeOf('asOf=2024-11-26');
    clock.set(SECOND_EVENING);
    market.advanceTo('2024-11-27');
    market.correct(market.tiingo, 'IWM', '2024-11-26', { close: 163.21, low: 163 });
    market.tiingo.days.set('XLK', market.tiingo.days.get('XLF') ?? []);
    market.fred.series.get('DGS10')?.push({ date: '2024-11-25', value: 4.01, realtimeStart: '2024-11-27' });

    const job = await sync();
    expect(job.state).toBe('succeeded');
    expect(job.items.find(({ name }) => name === 'IWM')).toMatchObject({ inserted: 1, corrected: 1 });
    expect(job.items.find(({ name }) => name === 'SPY')).toMatchObject({ inserted: 1, corrected: 0 });

    const regime = await get<{ sectorPerformance: Json[] }>('/v1/market-regime');
    expect(regime).toMatchObject({ asOf: '2024-11-27', frozen: false });
    expect(regime.sectorPerformance.map(({ symbol }) => symbol)).toEqual(['XLF', 'XLI', 'XLK']);
    expect(await closeOf('asOf=2024-11-26')).toBe(163.21);
    expect(await closeOf(`asOf=2024-11-26&knownAt=${FIRST_EVENING.toISOString()}`)).toBe(before);
  });

  it("replays yesterday's recommendation unchanged, also by a sector fund that came since", async () => {
    expect(await get(`/v1/recommendations/${recommendationId}/replay`)).toMatchObject({
      identical: true,
      differences: [],
    });
  });

  it('names it in the quality report and on answers that used the data', async () => {
    const revisedBar = {
      code: 'revised-bar',
      symbol: 'IWM',
      date: '2024-11-26',
      to: 163.21,
      source: 'tiingo',
      learnedAt: SECOND_EVENING.toISOString(),
    };
    const { issues } = await get<{ issues: Json[] }>('/v1/market-data/quality');
    expect(issues).toMatchObject([
      { code: 'revised-observation', series: 'DGS10', date: '2024-11-25', to: 4.01, source: 'fred' },
      revisedBar,
    ]);
    const { dataQuality } = await get<{ dataQuality: { issues: Json[] } }>('/v1/market-regime');
    expect(dataQuality.issues).toEqual(expect.arrayContaining([expect.objectContaining(revisedBar)]));
  });

  it('names it in the next recommendation as revised since the previous one, and that replays', async () => {
    const { accountId } = await get<{ accountId: string }>(`/v1/recommendations/${recommendationId}`);
    const next = await app.call('POST', `/v1/accounts/${accountId}/recommendations`, { body: {} });
    expect(next).toMatchObject({
      status: 201,
      body: {
        asOf: '2024-11-27',
        changes: {
          since: recommendationId,
          revisions: expect.arrayContaining([
            expect.objectContaining({ code: 'revised-bar', symbol: 'IWM', date: '2024-11-26', to: 163.21 }),
            expect.objectContaining({ code: 'revised-observation', series: 'DGS10', date: '2024-11-25' }),
          ]),
        },
      },
    });
    const third = await app.call('POST', `/v1/accounts/${accountId}/recommendations`, { body: {} });
    expect(third.body['changes']).not.toHaveProperty('revisions');
    expect(await get(`/v1/recommendations/${String(next.body['id'])}/replay`)).toMatchObject({
      identical: true,
    });
  });

  it.each([
    ['no body', undefined],
    ['an empty body announced as JSON', ''],
  ])('takes %s for everything', async (_, body) => {
    const { status, body: job } = await app.call<SyncDto>('POST', '/v1/market-data/sync', {
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body }),
    });
    await app.nest.get(SyncRunner).drain();
    expect({ status, total: job.total }).toEqual({ status: 202, total: 36 });
  });

  it('refuses null, which is a body', async () => {
    const answer = await app.call('POST', '/v1/market-data/sync', {
      headers: { 'content-type': 'application/json' },
      body: 'null',
    });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: 'not-an-object' }] } });
  });

  it('adds nothing when it syncs once more', async () => {
    const job = await sync();
    expect(job.items.map(({ inserted, corrected }) => inserted + corrected)).toEqual(Array(36).fill(0));
  });
});

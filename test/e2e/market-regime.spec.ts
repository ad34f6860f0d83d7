import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MarketRegimeDto } from '../../src/modules/market-regime/dto/market-regime.dto.js';
import type { SymbolAnswerDto } from '../../src/modules/market-regime/dto/symbol-reading.dto.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestApp } from '../support/test-app.js';

let app: TestApp;
let call: LoadedApp['call'];

beforeAll(async () => {
  ({ app, call } = await startLoadedApp());
});
afterAll(() => app.stop());

const regime = (query = '') => call<MarketRegimeDto>('GET', `/v1/market-regime${query}`);
const symbol = (name: string, query = '') =>
  call<SymbolAnswerDto>('GET', `/v1/market-regime/${name}${query}`);

describe('the market regime', () => {
  it('tells the small caps breakout of the sample: rotation out of QQQ in a strong tape', async () => {
    const { status, body } = await regime();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      asOf: '2024-11-27',
      knownAt: TEST_NOW.toISOString(),
      state: 'confirmed_uptrend',
      settledState: 'confirmed_uptrend',
      rotation: { state: 'rotation_to_smaller', evidence: { sessions: 21, spyVersus200: 'above' } },
      breadth: { of: 4, above50: 4, above200: 4 },
      frozen: false,
      dataQuality: { source: 'sample', sample: true },
    });
    expect(body.symbols.map((reading) => reading.symbol)).toEqual(['IWM', 'MDY', 'SPY', 'QQQ']);
    expect(body.sectors.map((reading) => reading.symbol)).toEqual(['XLF', 'XLI']);
    expect(body.sectorPerformance.map(({ symbol }) => symbol)).toEqual(['XLF', 'XLI']);
    const [{ performance } = {}] = body.sectorPerformance;
    expect(performance).toEqual(body.sectors[0]?.performance);
    expect(performance).toBeDefined();
    for (const { movingAverages, macd, rsi14, unavailable } of body.symbols) {
      expect(movingAverages.map(({ period }) => period)).toEqual(expect.arrayContaining([50, 100, 200]));
      expect(macd).toBeDefined();
      expect(rsi14).toBeGreaterThan(0);
      expect(unavailable).toEqual([]);
    }
    const { IWM, SPY, QQQ } = body.rotation.evidence.returnsPct;
    expect(IWM).toBeGreaterThan(SPY);
    expect(QQQ).toBeLessThan(SPY);
  });

  it('is another at another close, and the same bytes for the same asOf and knownAt', async () => {
    const query = '?asOf=2022-09-30&knownAt=2024-11-27T22:00:00Z';
    const first = await regime(query);
    expect(first.body).toMatchObject({ asOf: '2022-09-30', state: 'downtrend' });
    await regime();
    expect((await regime(query)).text).toBe(first.text);
  });

  it('agrees with the reading of each symbol', async () => {
    const { body } = await regime();
    for (const reading of [...body.symbols, ...body.sectors]) {
      expect((await symbol(reading.symbol)).body).toMatchObject({ ...reading, asOf: '2024-11-27' });
    }
  });

  it('reads moving averages as the mean of the stored closes', async () => {
    interface Bars {
      readonly data: readonly { readonly close: number }[];
    }
    const { body } = await app.call<Bars>(
      'GET',
      '/v1/market-data/bars?symbol=IWM&from=2023-01-01&to=2024-11-27&limit=1000',
    );
    const closes = body.data.map(({ close }) => close);
    for (const { period, value } of (await symbol('IWM')).body.movingAverages) {
      const last = closes.slice(-period);
      expect(value).toBeCloseTo(last.reduce((total, close) => total + close, 0) / period, 3);
    }
  });

  it('leaves out what a short history cannot tell, and says why', async () => {
    const { status, body } = await symbol('IWM', '?asOf=2021-06-01');
    expect(status).toBe(200);
    expect(body.macd).toMatchObject({ unsettled: true });
    expect(body.movingAverages.map(({ period }) => period)).toEqual([10, 50, 100]);
    for (const absent of ['trend', 'stacked']) expect(body).not.toHaveProperty(absent);
    for (const reading of ['trend', 'movingAverages.200']) {
      const { needs, has, ...why } = body.unavailable.find((one) => one.reading === reading) ?? {};
      expect(why).toEqual({ reading, code: 'insufficient-history', subject: 'IWM' });
      expect(needs).toBeGreaterThan(has ?? NaN);
    }
  });
});

describe('a question for the market regime is refused', () => {
  it.each([
    ['a holiday', 'asOf=2024-07-04', 422, 'not-a-session', '/asOf'],
    ['a session to come', 'asOf=2024-11-29', 422, 'as-of-in-future', '/asOf'],
    ['a session before the data', 'asOf=2020-12-31', 422, 'as-of-before-data', '/asOf'],
    ['a date that is none', 'asOf=2024-02-30', 400, 'invalid-date', '/asOf'],
    ['a knownAt in the future', 'knownAt=2099-01-01T00:00:00Z', 422, 'known-at-in-future', '/knownAt'],
  ])('for %s', async (_, query, status, code, pointer) => {
    for (const answer of [await regime(`?${query}`), await symbol('IWM', `?${query}`)]) {
      expect(answer).toMatchObject({ status, body: { code, errors: [{ pointer, code }] } });
    }
  });

  it.each([
    ['an unknown parameter', 'as_of=2024-11-27', '/as_of', 'unknown-field'],
    ['a malformed instant', 'knownAt=today', '/knownAt', 'malformed-instant'],
    ['a parameter twice', 'asOf=2024-11-26&asOf=2024-11-27', '/asOf', 'is-string'],
  ])('for %s', async (_, query, pointer, code) => {
    expect(await regime(`?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'validation-failed', errors: [{ pointer, code }] },
    });
  });

  it('for too little history of the market, as of its first sessions', async () => {
    expect(await regime('?asOf=2021-03-01')).toMatchObject({
      status: 422,
      body: { code: 'insufficient-history', errors: [{ pointer: '/asOf' }] },
    });
  });

  it.each(['GLD', 'iwm', 'IWM%20', '__proto__', '%27%3B--'])(
    'for a symbol that is not read: %s',
    async (name) => {
      expect(await symbol(name)).toMatchObject({
        status: 404,
        body: { code: 'unknown-symbol', errors: [{ pointer: '/symbol' }] },
      });
    },
  );

  it('without the scope', async () => {
    const { apiKey } = await app.addFirm(['macro:read']);
    for (const url of ['/v1/market-regime', '/v1/market-regime/IWM']) {
      expect(await call('GET', url, { key: apiKey })).toMatchObject({
        status: 403,
        body: { code: 'missing-scope' },
      });
    }
  });
});

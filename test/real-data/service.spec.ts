import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MarketRegimeDto } from '../../src/modules/market-regime/dto/market-regime.dto.js';
import type { AdviceDto } from '../../src/modules/recommendations/dto/recommendation.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { expectToAddUp, weightOf } from '../support/advice.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { hasRealData, REAL_DATA_DIR } from '../support/real-data.js';
import type { TestApp } from '../support/test-app.js';

/** Nearly two years after the last real price. */
const NOW = new Date('2026-11-21T12:00:00Z');
const LOADING_MS = 120_000;

(hasRealData() ? describe : describe.skip)('the service on real prices and macro series', () => {
  let app: TestApp;
  let call: LoadedApp['call'];

  beforeAll(async () => {
    ({ app, call } = await startLoadedApp({
      clock: new FixedClock(NOW),
      config: {
        marketDataDir: resolve(join(REAL_DATA_DIR, 'prices')),
        macroDataDir: resolve(join(REAL_DATA_DIR, 'macro')),
      },
    }));
  }, LOADING_MS);
  afterAll(() => app.stop());

  const regime = async (query: string): Promise<MarketRegimeDto> => {
    const answer = await call<MarketRegimeDto>('GET', `/v1/market-regime${query}`);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };

  const aggressive = async (asOf?: string): Promise<AdviceDto> => {
    const body = { riskProfile: 'aggressive', cash: '100000.00', ...(asOf !== undefined && { asOf }) };
    const answer = await call<AdviceDto>('POST', '/v1/recommendations/preview', { body });
    expect(answer).toMatchObject({ status: 200 });
    expectToAddUp(answer.body);
    return answer.body;
  };

  it('reads rotation to smaller companies in a confirmed uptrend as of 2024-11-27', async () => {
    const { state, rotation, symbols, dataQuality } = await regime('?asOf=2024-11-27');
    expect({ state, rotation: rotation.state }).toEqual({
      state: 'confirmed_uptrend',
      rotation: 'rotation_to_smaller',
    });
    for (const { movingAverages } of symbols) {
      const long = movingAverages.filter(({ period }) => period >= 50);
      expect(long.map(({ period, position, slope }) => [period, position, slope])).toEqual(
        [50, 100, 200].map((period) => [period, 'above', 'rising']),
      );
    }
    const of = (symbol: string) => symbols.find((reading) => reading.symbol === symbol);
    expect(of('SPY')?.macd?.state).toBe('buy');
    expect(of('QQQ')?.macd).toMatchObject({ state: 'sell', turning: 'down' });
    expect(of('IWM')?.relativeStrength).toMatchObject({ state: 'up', trough: { date: '2024-07-05' } });
    expect(dataQuality).toMatchObject({ source: 'real', sample: false });
  });

  it('is then fully invested and overweights IWM and MDY, funded from QQQ and SPY', async () => {
    const advice = await aggressive('2024-11-27');
    expect(advice).toMatchObject({
      equityExposureBps: 10_000,
      frozen: false,
      dataQuality: { sample: false },
    });
    const [baseline] = advice.waterfall;
    for (const symbol of ['IWM', 'MDY'] as const) {
      expect(weightOf(advice, symbol)).toBeGreaterThan(baseline?.weights[symbol] ?? NaN);
    }
    for (const symbol of ['QQQ', 'SPY'] as const) {
      expect(weightOf(advice, symbol)).toBeLessThan(baseline?.weights[symbol] ?? NaN);
    }
  });

  it.each(['2018-12-24', '2020-03-23', '2022-06-16'])(
    'holds a quarter of equity and no tilt to smaller companies as of %s',
    async (asOf) => {
      const advice = await aggressive(asOf);
      expect(advice).toMatchObject({
        equityExposureBps: 2500,
        marketRegime: { state: 'downtrend' },
        rotation: { state: 'risk_off' },
      });
      const towardSmaller = advice.rationale.filter(
        ({ outcome, moves }) =>
          outcome === 'fired' && moves.some(({ symbol, bps }) => /IWM|MDY/.test(symbol) && bps > 0),
      );
      expect(towardSmaller).toEqual([]);
      const sleeve = advice.waterfall.findLast(({ step }) => step !== 'exposure')?.weights;
      const [baseline] = advice.waterfall;
      expect({ IWM: sleeve?.IWM, MDY: sleeve?.MDY }).toEqual({
        IWM: baseline?.weights.IWM,
        MDY: baseline?.weights.MDY,
      });
    },
  );

  it('freezes today at the last session whose prices it has, and says why', async () => {
    const frozen = {
      asOf: '2024-12-31',
      frozen: true,
      frozenReason: { code: 'stale-prices', expected: '2026-11-20', last: '2024-12-31' },
      dataQuality: { source: 'real', sample: false, stale: true },
    };
    expect(await regime('')).toMatchObject(frozen);
    expect(await aggressive()).toMatchObject(frozen);
  });

  it('makes no link to a board of a day whose history is too short to judge, though its chart is shown', async () => {
    const asked = { asOf: '2000-05-30', knownAt: '2001-01-01T00:00:00Z' };
    const chart = await call('POST', '/v1/links', { body: { page: 'chart', symbol: 'SPY', ...asked } });
    expect(chart).toMatchObject({ status: 201 });
    const advice = await call<{ code: string }>('POST', '/v1/recommendations/preview', {
      body: { riskProfile: 'aggressive', ...asked },
    });
    expect(advice).toMatchObject({ status: 422, body: { code: 'insufficient-history' } });
    const board = await call('POST', '/v1/links', { body: { page: 'board', ...asked } });
    expect(board).toMatchObject({ status: 422, body: { code: 'insufficient-history' } });
  });

  it('gives the same bytes for the same asOf and knownAt', async () => {
    const body = { riskProfile: 'growth', asOf: '2023-12-14', knownAt: '2024-01-02T00:00:00Z' };
    const ask = async (): Promise<string> =>
      (await call('POST', '/v1/recommendations/preview', { body })).text;
    const first = await ask();
    await aggressive('2023-11-27');
    expect(await ask()).toBe(first);
  });
});

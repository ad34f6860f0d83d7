import { afterEach, describe, expect, it } from '@jest/globals';
import type { MacroAssessmentDto } from '../../src/modules/macro/dto/macro-assessment.dto.js';
import type { MarketRegimeDto } from '../../src/modules/market-regime/dto/market-regime.dto.js';
import type { AdviceDto } from '../../src/modules/recommendations/dto/recommendation.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { accountRequest } from '../factories/account.factory.js';
import { expectToAddUp, ruleIdsOf } from '../support/advice.js';
import { executeSql } from '../support/execute-sql.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { writeMarketFiles, type MarketFilesOptions } from '../support/market-files.js';
import { TEST_NOW, type TestAnswer } from '../support/test-app.js';

const PREVIEW = '/v1/recommendations/preview';
const BODY = { riskProfile: 'aggressive', cash: '100000.00' };

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

/** An installation of its own data, the sample's rows less what the options leave out. */
async function installation(options: MarketFilesOptions, now = TEST_NOW): Promise<LoadedApp> {
  const files = await writeMarketFiles(options);
  const loaded = await startLoadedApp({ config: files.config, clock: new FixedClock(now) });
  stop = async () => {
    await loaded.app.stop();
    await files.remove();
  };
  return loaded;
}

const preview = ({ call }: LoadedApp, fields: object = {}): Promise<TestAnswer<AdviceDto>> =>
  call<AdviceDto>('POST', PREVIEW, { body: { ...BODY, ...fields } });

describe('without one of the advised four', () => {
  it('every answer is refused, naming the symbol, and nothing is stored', async () => {
    const loaded = await installation({ without: ['MDY'] });
    const { call, app } = loaded;
    const refusal = {
      status: 422,
      body: { code: 'missing-history', errors: [{ pointer: '/symbols/MDY', code: 'missing-history' }] },
    };
    expect(await preview(loaded)).toMatchObject(refusal);
    for (const url of ['/v1/market-regime', '/v1/market-regime/SPY', '/v1/macro/assessment']) {
      expect(await call('GET', url)).toMatchObject(refusal);
    }
    const account = (await call<{ id: string }>('POST', '/v1/accounts', { body: accountRequest() })).body.id;
    expect(await call('POST', `/v1/accounts/${account}/recommendations`, { body: {} })).toMatchObject(
      refusal,
    );
    expect(
      await executeSql(app.testDatabase.url, 'SELECT count(*)::int AS stored FROM recommendations'),
    ).toEqual([{ stored: 0 }]);
  });

  it('or without any data at all, it says which are missing', async () => {
    const loaded = await installation({ without: ['IWM', 'MDY', 'SPY', 'QQQ', 'XLF', 'XLI'] });
    const { body } = await preview(loaded);
    expect(body).toMatchObject({
      code: 'missing-history',
      errors: ['IWM', 'MDY', 'SPY', 'QQQ'].map((symbol) => ({ pointer: `/symbols/${symbol}` })),
    });
  });
});

describe('with a short history of one of the four', () => {
  it('is refused where there are not 200 sessions and more behind the close', async () => {
    const loaded = await installation({
      keep: (symbol, { session }) => symbol !== 'IWM' || session >= '2024-07-01',
    });
    expect(await preview(loaded)).toMatchObject({
      status: 422,
      body: { code: 'insufficient-history', errors: [{ code: 'insufficient-history' }] },
    });
  });
});

describe('without any other series', () => {
  it('the answer comes: without a sector fund only its reading is gone', async () => {
    const loaded = await installation({ without: ['XLF'] });
    const { body } = await loaded.call<MarketRegimeDto>('GET', '/v1/market-regime');
    expect(body.sectors.map(({ symbol }) => symbol)).toEqual(['XLI']);
    expect(body.dataQuality).toMatchObject({ source: 'real', sample: false });
    expect(await loaded.call('GET', '/v1/market-regime/XLF')).toMatchObject({
      status: 422,
      body: { code: 'no-bar', errors: [{ pointer: '/symbol' }] },
    });
    const advice = await preview(loaded);
    expect(advice).toMatchObject({ status: 200, body: { equityExposureBps: 10_000 } });
    expectToAddUp(advice.body);
  });

  it('the answer comes: without macro series what needs them is unavailable', async () => {
    const loaded = await installation({ without: ['DGS10', 'DFF', 'DTWEXBGS'] });
    const asOf = '2024-06-14';
    const url = `/v1/macro/assessment?asOf=${asOf}`;
    const macro = (await loaded.call<MacroAssessmentDto>('GET', url)).body;
    expect(macro.fed.action).toBe('holding');
    for (const reading of ['yields', 'stance']) expect(macro).not.toHaveProperty(reading);
    expect(macro.fed).not.toHaveProperty('bias');
    expect(macro.unavailable).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ reading: 'yields', code: 'missing-series', subject: 'DGS10' }),
        expect.objectContaining({ reading: 'fed.bias', code: 'missing-series', subject: 'DFF' }),
      ]),
    );

    const { status, body } = await preview(loaded, { asOf });
    expect(status).toBe(200);
    expectToAddUp(body);
    expect(body.macroStance).toBe('unavailable');
    expect(ruleIdsOf(body, 'unavailable')).toContain('fed-hold-softening');
    expect(body.dataQuality.issues).toEqual(
      expect.arrayContaining([
        { code: 'missing-series', series: 'DGS10' },
        { code: 'missing-series', series: 'DFF' },
      ]),
    );
  });
});

describe('with prices that have stopped', () => {
  it('the advice is frozen at the last complete session, with the reason', async () => {
    const loaded = await installation({}, new Date('2024-12-16T12:00:00Z'));
    const frozen = {
      asOf: '2024-11-27',
      frozen: true,
      frozenReason: {
        code: 'stale-prices',
        expected: '2024-12-13',
        last: '2024-11-27',
        missingSessions: 11,
      },
      dataQuality: { stale: true },
    };
    const { body } = await preview(loaded);
    expect(body).toMatchObject(frozen);
    expect(body.dataQuality.issues).toContainEqual({ code: 'stale-prices', lastDate: '2024-11-27' });
    expect(body.summary).toMatch(/2024|November 27/);
    expect((await loaded.call('GET', '/v1/market-regime')).body).toMatchObject(frozen);
  });

  it('of one symbol alone, too', async () => {
    const loaded = await installation({
      keep: (symbol, { session }) => symbol !== 'QQQ' || session <= '2024-11-20',
    });
    expect((await preview(loaded)).body).toMatchObject({ asOf: '2024-11-20', frozen: true });
    expect((await preview(loaded, { asOf: '2024-11-19' })).body).toMatchObject({
      asOf: '2024-11-19',
      frozen: false,
    });
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MassiveServer } from '../../../../../test/support/provider-servers/massive-server.js';
import { altering } from '../../../../../test/support/provider-servers/provider-server.js';
import { NO_RATE, TEST_LIMITS } from '../../../../../test/support/provider-servers/test-limits.js';
import { SystemClock } from '../../../../platform/clock/clock.js';
import { MassiveProvider } from './massive.provider.js';

const day = (date: string, close: number, more: object = {}) => ({
  date,
  open: close,
  high: close + 1,
  low: close - 1,
  close,
  volume: 1000,
  ...more,
});

describe('prices from Massive', () => {
  const server = new MassiveServer();
  const provider = (apiKey = 'massive-test-key') =>
    new MassiveProvider(
      { apiKey, baseUrl: server.url, rate: NO_RATE, limits: TEST_LIMITS },
      new SystemClock(),
    );

  beforeAll(() => server.listen());
  afterAll(() => server.close());
  afterEach(() => {
    server.behave();
    server.pageSize = 50_000;
    server.requests.length = 0;
  });

  it('are raw bars dated in New York in summer and in winter, with splits and dividends', async () => {
    server.days.set('QQQ', [
      day('2026-10-30', 500),
      day('2026-11-02', 502, { divCash: 0.75, volume: 1000.6 }),
      day('2026-11-03', 2510, { splitFactor: 0.2 }),
    ]);
    const { bars, actions } = await provider().bars('QQQ', '2026-10-30', '2026-11-03');
    expect(bars.map(({ session, close, volume }) => [session, close, volume])).toEqual([
      ['2026-10-30', 500, 1000],
      ['2026-11-02', 502, 1001],
      ['2026-11-03', 2510, 1000],
    ]);
    expect(bars[0]).toEqual({
      session: '2026-10-30',
      open: 500,
      high: 501,
      low: 499,
      close: 500,
      volume: 1000,
      source: 'massive',
    });
    expect(actions).toEqual([
      { kind: 'cash_dividend', exDate: '2026-11-02', amount: 0.75, source: 'massive' },
      { kind: 'split', exDate: '2026-11-03', ratio: 0.2, source: 'massive' },
    ]);
    expect(server.requests.every(({ authorization }) => authorization === 'Bearer massive-test-key')).toBe(
      true,
    );
    expect(server.requests[0]?.query.adjusted).toBe('false');
  });

  it('are read page by page, from the configured address whatever host next_url names', async () => {
    const days = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'];
    server.days.set(
      'QQQ',
      days.map((date, i) => day(date, 500 + i, { divCash: 0.1 })),
    );
    server.pageSize = 2;
    const { bars, actions } = await provider().bars('QQQ', '2026-11-16', '2026-11-20');
    expect(bars.map(({ session }) => session)).toEqual(days);
    expect(actions.map(({ exDate }) => exDate)).toEqual(days);
    expect(server.requests).toHaveLength(3 + 3 + 1);
  });

  it('add up a regular and a special dividend of one ex-date', async () => {
    server.days.set('QQQ', [day('2026-11-18', 500, { divCash: 0.1 })]);
    const twice = altering((body) => {
      const { results } = body as { results?: { cash_amount?: number }[] };
      const first = results?.[0];
      return first?.cash_amount === undefined
        ? body
        : { ...(body as object), results: [first, { ...first, cash_amount: 0.2 }] };
    });
    server.misbehave(twice);
    const { actions } = await provider().bars('QQQ', '2026-11-18', '2026-11-18');
    expect(actions).toMatchObject([{ kind: 'cash_dividend', amount: 0.3 }]);
  });

  it('accept what a plan without real-time data answers', async () => {
    server.days.set('QQQ', [day('2026-11-18', 500)]);
    server.misbehave(altering((body) => ({ ...(body as object), status: 'DELAYED' })));
    expect((await provider().bars('QQQ', '2026-11-18', '2026-11-18')).bars).toHaveLength(1);
  });

  it('are refused where the answer is about another symbol, or adjusted after all', async () => {
    server.days.set('QQQ', [day('2026-11-18', 500)]);
    server.misbehave(altering((body) => ({ ...(body as object), ticker: 'QQQM' })));
    await expect(provider().bars('QQQ', '2026-11-18', '2026-11-18')).rejects.toMatchObject({
      code: 'moved',
      message: expect.stringContaining('answered with QQQM'),
    });
    server.misbehave(altering((body) => ({ ...(body as object), adjusted: true })));
    await expect(provider().bars('QQQ', '2026-11-18', '2026-11-18')).rejects.toMatchObject({
      code: 'malformed-answer',
    });
  });

  it('fail by the documented answer for a wrong key', async () => {
    await expect(provider('another-key').bars('QQQ', '2026-11-18', '2026-11-18')).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('Unknown API Key'),
    });
  });

  it('are none where nothing matches', async () => {
    expect(await provider().bars('XLI', '2026-11-18', '2026-11-18')).toEqual({ bars: [], actions: [] });
  });
});

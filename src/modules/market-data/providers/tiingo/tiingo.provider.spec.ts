import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answering } from '../../../../../test/support/provider-servers/provider-server.js';
import { NO_RATE, TEST_LIMITS } from '../../../../../test/support/provider-servers/test-limits.js';
import { TiingoServer } from '../../../../../test/support/provider-servers/tiingo-server.js';
import { SystemClock } from '../../../../platform/clock/clock.js';
import { TiingoProvider } from './tiingo.provider.js';

const day = (date: string, close: number, more: object = {}) => ({
  date,
  open: close,
  high: close + 1,
  low: close - 1,
  close,
  volume: 1000,
  ...more,
});

describe('prices from Tiingo', () => {
  const server = new TiingoServer();
  const provider = (apiKey = 'tiingo-test-key') =>
    new TiingoProvider(
      { apiKey, baseUrl: server.url, rate: NO_RATE, limits: TEST_LIMITS },
      new SystemClock(),
    );

  beforeAll(() => server.listen());
  afterAll(() => server.close());

  it('are raw bars, with the splits and dividends of the ex-dates in the range', async () => {
    server.days.set('SPY', [
      day('2026-11-17', 600),
      day('2026-11-18', 602, { divCash: 1.75 }),
      day('2026-11-19', 301, { splitFactor: 2 }),
      day('2026-11-20', 303),
    ]);
    expect(await provider().bars('SPY', '2026-11-18', '2026-11-19')).toEqual({
      bars: [
        {
          session: '2026-11-18',
          open: 602,
          high: 603,
          low: 601,
          close: 602,
          volume: 1000,
          adjClose: 602,
          source: 'tiingo',
        },
        {
          session: '2026-11-19',
          open: 301,
          high: 302,
          low: 300,
          close: 301,
          volume: 1000,
          adjClose: 301,
          source: 'tiingo',
        },
      ],
      actions: [
        { kind: 'cash_dividend', exDate: '2026-11-18', amount: 1.75, source: 'tiingo' },
        { kind: 'split', exDate: '2026-11-19', ratio: 2, source: 'tiingo' },
      ],
    });
  });

  it('are asked for with the key in a header and nothing of it in the URL', async () => {
    server.requests.length = 0;
    await provider().bars('SPY', '2026-11-18', '2026-11-19');
    expect(server.requests).toMatchObject([
      {
        path: '/tiingo/daily/SPY/prices',
        query: { startDate: '2026-11-18', endDate: '2026-11-19', format: 'json' },
        authorization: 'Token tiingo-test-key',
      },
    ]);
  });

  it('fail by the documented answers for a wrong key and an unknown ticker', async () => {
    await expect(provider('another-key').bars('SPY', '2026-11-18', '2026-11-19')).rejects.toMatchObject({
      code: 'unauthorized',
      message: "tiingo doesn't accept the key: status 401, Invalid token.",
    });
    await expect(provider().bars('XLF', '2026-11-18', '2026-11-19')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('take the sentence about a used-up allowance for what it is, though its status is 200', async () => {
    server.misbehave(
      answering({
        headers: { 'content-type': 'text/html' },
        body: 'You have run over your 500 symbol look up for this month. Please upgrade.',
      }),
    );
    await expect(provider().bars('SPY', '2026-11-18', '2026-11-19')).rejects.toMatchObject({
      code: 'rate-limited',
    });
    server.behave();
  });

  it('are refused where a split has no ratio or a dividend is below zero', async () => {
    for (const wrong of [{ splitFactor: 0 }, { divCash: -1 }]) {
      server.days.set('SPY', [day('2026-11-18', 600, wrong)]);
      await expect(provider().bars('SPY', '2026-11-18', '2026-11-18')).rejects.toMatchObject({
        code: 'malformed-answer',
      });
    }
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { FredServer, type FredVintage } from '../../../../../test/support/provider-servers/fred-server.js';
import { altering } from '../../../../../test/support/provider-servers/provider-server.js';
import { NO_RATE, TEST_LIMITS } from '../../../../../test/support/provider-servers/test-limits.js';
import { SystemClock } from '../../../../platform/clock/clock.js';
import { FredProvider } from './fred.provider.js';

const v = (date: string, realtimeStart: string, value: number | null): FredVintage => ({
  date,
  realtimeStart,
  value,
});

/** First published in the archive's first vintage, then month by month, with a revision and a gap. */
const UNRATE: readonly FredVintage[] = [
  v('2026-06-01', '2026-08-07', 4.1),
  v('2026-07-01', '2026-08-07', 4.2),
  v('2026-08-01', '2026-09-04', 4.3),
  v('2026-07-01', '2026-09-04', 4.25),
  v('2026-09-01', '2026-10-02', null),
  v('2026-09-01', '2026-10-20', 4.4),
];

const day = (n: number): string => new Date(Date.UTC(2010, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);

describe('vintages from FRED', () => {
  const server = new FredServer();
  const provider = (apiKey = '0123456789abcdef0123456789abcdef') =>
    new FredProvider(
      {
        apiKey,
        baseUrl: server.url,
        rate: NO_RATE,
        limits: { ...TEST_LIMITS, maxBytes: 1e7, attemptMs: 5000 },
      },
      new SystemClock(),
    );
  const observationRequests = () => server.requests.filter(({ path }) => path.endsWith('observations'));

  beforeAll(() => server.listen());
  afterAll(() => server.close());
  afterEach(() => {
    server.behave();
    server.pageSize = 100_000;
    server.mostVintages = 2000;
    server.requests.length = 0;
  });

  it('are every new and revised value with the day it became public; a full stop is no value', async () => {
    server.series.set('UNRATE', [...UNRATE]);
    expect(await provider().vintages('UNRATE')).toEqual([
      { date: '2026-06-01', realtimeStart: '2026-08-07', value: 4.1, archiveStart: true },
      { date: '2026-07-01', realtimeStart: '2026-08-07', value: 4.2, archiveStart: true },
      { date: '2026-07-01', realtimeStart: '2026-09-04', value: 4.25, archiveStart: false },
      { date: '2026-08-01', realtimeStart: '2026-09-04', value: 4.3, archiveStart: false },
      { date: '2026-09-01', realtimeStart: '2026-10-20', value: 4.4, archiveStart: false },
    ]);
    expect(observationRequests()[0]?.query).toMatchObject({
      realtime_start: '2026-08-07',
      realtime_end: '2026-10-20',
      output_type: '1',
    });
    expect(observationRequests()[0]?.query).not.toHaveProperty('vintage_dates');
  });

  it('are only the later ones where asked so, though FRED cuts older ones to the period', async () => {
    server.series.set('UNRATE', [...UNRATE]);
    const rows = await provider().vintages('UNRATE', { realtimeFrom: '2026-09-04' });
    expect(rows.map(({ date, realtimeStart }) => [date, realtimeStart])).toEqual([
      ['2026-07-01', '2026-09-04'],
      ['2026-08-01', '2026-09-04'],
      ['2026-09-01', '2026-10-20'],
    ]);
    // The vintage before leads, to tell what changed on the day itself.
    expect(observationRequests()[0]?.query.realtime_start).toBe('2026-08-07');
    expect(await provider().vintages('UNRATE', { realtimeFrom: '2026-10-21' })).toEqual([]);
  });

  it('are only those of later dates where asked so', async () => {
    server.series.set('UNRATE', [...UNRATE]);
    const rows = await provider().vintages('UNRATE', { from: '2026-08-01' });
    expect(rows.map(({ date }) => date)).toEqual(['2026-08-01', '2026-09-01']);
  });

  it('come past the cap of 2,000 vintages, the same as without one', async () => {
    const daily = Array.from({ length: 4500 }, (_, n) => v(day(n), day(n + 1), n / 100));
    daily.push(v(day(10), day(4000), 99));
    server.series.set('DFF', daily);
    const rows = await provider().vintages('DFF');
    expect(observationRequests()).toHaveLength(3);
    expect(rows).toHaveLength(4501);
    expect(rows.map(({ date, realtimeStart, value }) => v(date, realtimeStart ?? '', value))).toEqual(
      [...daily].sort((a, b) => (`${a.realtimeStart} ${a.date}` < `${b.realtimeStart} ${b.date}` ? -1 : 1)),
    );
  });

  it('are read page by page', async () => {
    server.series.set('UNRATE', [...UNRATE]);
    const whole = await provider().vintages('UNRATE');
    server.pageSize = 2;
    expect(await provider().vintages('UNRATE')).toEqual(whole);
  });

  it('are values without a day where ALFRED does not keep the series', async () => {
    server.series.set('BAMLH0A0HYM2', [
      v('2026-11-19', '2026-11-20', 3.1),
      v('2026-11-20', '2026-11-20', null),
    ]);
    server.withoutVintages.add('BAMLH0A0HYM2');
    expect(await provider().vintages('BAMLH0A0HYM2')).toEqual([
      { date: '2026-11-19', value: 3.1, realtimeStart: null, archiveStart: false },
    ]);
  });

  it('are values without a day, too, where the archive has the series and no vintage of it', async () => {
    server.series.set('UNRATE', [...UNRATE]);
    server.misbehaveOnce(altering((body) => ({ ...(body as object), vintage_dates: [], count: 0 })));
    const rows = await provider().vintages('UNRATE');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ realtimeStart }) => realtimeStart === null)).toBe(true);
  });

  it('fail by the documented answers for a wrong key and an unknown series, without the key', async () => {
    const wrong = 'feedfeedfeedfeedfeedfeedfeedfeed';
    await expect(provider(wrong).vintages('UNRATE')).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.not.stringContaining(wrong),
    });
    await expect(provider().vintages('PAYEMS')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are refused where a value is neither a decimal nor a full stop', async () => {
    server.series.set('UNRATE', [...UNRATE]);
    for (const value of ['', 'n/a', '1,000', '0x10', '1e3', 'NaN']) {
      server.misbehave(
        altering((body) => {
          const { observations } = body as { observations?: object[] };
          return observations
            ? { ...(body as object), observations: observations.map((row) => ({ ...row, value })) }
            : body;
        }),
      );
      await expect(provider().vintages('UNRATE')).rejects.toMatchObject({ code: 'malformed-answer' });
    }
  });

  it('are refused where the list ends before its count', async () => {
    server.series.set('UNRATE', [...UNRATE]);
    server.misbehave(altering((body) => ({ ...(body as object), count: 1000 })));
    await expect(provider().vintages('UNRATE')).rejects.toMatchObject({ code: 'malformed-answer' });
  });
});

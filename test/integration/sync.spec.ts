import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { MarketDataModule } from '../../src/modules/market-data/market-data.module.js';
import { MarketDataReader } from '../../src/modules/market-data/market-data-reader.service.js';
import { MarketDataWriter } from '../../src/modules/market-data/market-data-writer.service.js';
import { BarsService } from '../../src/modules/market-data/bars.service.js';
import { QualityService } from '../../src/modules/market-data/quality.service.js';
import { SyncSchedule } from '../../src/modules/market-data/sync/sync-schedule.service.js';
import { SyncRunner } from '../../src/modules/market-data/sync/sync-runner.service.js';
import type { SyncAsked } from '../../src/modules/market-data/sync/sync.service.js';
import { SyncService } from '../../src/modules/market-data/sync/sync.service.js';
import type { SyncJob } from '../../src/modules/market-data/sync/sync-job.js';
import type { BarRow } from '../../src/domain/market/validate-bars.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { ClockModule } from '../../src/platform/clock/clock.module.js';
import { AppConfig } from '../../src/platform/config/app-config.js';
import { ConfigModule } from '../../src/platform/config/config.module.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { withClient } from '../../src/platform/database/with-client.js';
import { LiveMarket } from '../support/live-market.js';
import { answering } from '../support/provider-servers/provider-server.js';
import { rowsOf } from '../support/synthetic-market.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const EVENING = new Date('2024-11-27T01:30:00Z');

describe('a synchronisation', () => {
  let market: LiveMarket;
  let database: TestDatabase;
  let clock: FixedClock;
  const apps: INestApplicationContext[] = [];

  beforeEach(async () => {
    market = await LiveMarket.upTo('2024-11-26');
    database = await createTestDatabase();
    clock = new FixedClock(EVENING);
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await market.close();
    await database.drop();
  });

  async function start(
    sources: Parameters<LiveMarket['config']>[0] = ['tiingo', 'massive', 'fred'],
    settings: Partial<AppConfig> = {},
  ): Promise<INestApplicationContext> {
    const config = new AppConfig().with({
      ...market.config(sources),
      ...settings,
      databaseUrl: database.url,
    });
    const app = await Test.createTestingModule({
      imports: [ConfigModule.register(config), ClockModule.register(clock), DatabaseModule, MarketDataModule],
    }).compile();
    app.enableShutdownHooks([]);
    apps.push(app);
    return app;
  }
  async function sync(app: INestApplicationContext, asked: SyncAsked): Promise<SyncJob> {
    const { id } = await app.get(SyncService).begin('request', asked);
    await app.get(SyncRunner).drain();
    return app.get(SyncService).find(id);
  }
  const closes = async (app: INestApplicationContext): Promise<number[]> => {
    const { bars } = await app.get(MarketDataReader).read();
    return [...(bars.get('IWM')?.close ?? [])];
  };
  const issuesOf = async (app: INestApplicationContext): Promise<unknown[]> => [
    ...(await app.get(QualityService).report(undefined)).issues,
  ];
  const query = <Row extends object>(sql: string): Promise<Row[]> =>
    withClient(database.url, async (client) => (await client.query<Row>(sql)).rows);

  it('takes the next source where the first fails, says why, and marks the bars', async () => {
    const app = await start();
    market.tiingo.misbehave(answering({ status: 403, body: { detail: 'not in your plan' } }));
    const { state, items } = await sync(app, { symbols: ['IWM'] });
    expect(state).toBe('succeeded');
    expect(items).toMatchObject([
      { name: 'IWM', source: 'massive', failures: [{ source: 'tiingo', code: 'forbidden' }] },
    ]);
    const page = await app.get(BarsService).list({ symbol: 'IWM', from: '2024-11-26', limit: 1 });
    expect(page.data).toMatchObject([{ source: 'massive' }]);
  });

  it('fails the symbol that no source has, with every code, and goes on with the others', async () => {
    const app = await start();
    market.tiingo.days.delete('IWM');
    market.massive.days.delete('IWM');
    const { state, items } = await sync(app, { symbols: ['IWM', 'SPY'] });
    expect(state).toBe('failed');
    expect(items).toMatchObject([
      { name: 'IWM', state: 'failed', failures: [{ code: 'not-found' }, { code: 'no-data' }] },
      { name: 'SPY', state: 'succeeded', source: 'tiingo' },
    ]);
  });

  it('stores nothing of an answer with a bad bar', async () => {
    const app = await start(['tiingo']);
    market.correct(market.tiingo, 'IWM', '2024-11-25', { high: 1, low: 2 });
    const { items } = await sync(app, { symbols: ['IWM'] });
    expect(items).toMatchObject([{ state: 'failed', failures: [{ code: 'invalid-rows' }] }]);
    expect(await closes(app)).toEqual([]);
  });

  it('keeps the bars of the preferred source where the fallback differs, and names the disagreement', async () => {
    const app = await start();
    await sync(app, { symbols: ['IWM'] });
    const before = (await closes(app)).at(-1)!;
    market.correct(market.massive, 'IWM', '2024-11-26', { close: before + 0.6, high: before + 5 });
    market.tiingo.misbehave(answering({ status: 404, body: {} }));
    await sync(app, { symbols: ['IWM'] });
    expect((await closes(app)).at(-1)).toBe(before);
    expect(await issuesOf(app)).toMatchObject([
      { code: 'sources-disagree', symbol: 'IWM', date: '2024-11-26', from: before, source: 'massive' },
    ]);
  });

  it('compares with the second source while the first serves', async () => {
    const app = await start();
    market.correct(market.massive, 'IWM', '2024-11-22', { close: 1, low: 1 });
    await sync(app, { symbols: ['IWM'] });
    expect(await issuesOf(app)).toMatchObject([
      { code: 'sources-disagree', date: '2024-11-22', to: 1, source: 'massive' },
    ]);
  });

  it('derives split-adjusted and total-return closes as of what was known of splits and dividends', async () => {
    const app = await start(['tiingo']);
    await sync(app, { symbols: ['IWM'] });
    const old = (await closes(app)).at(-1)!;
    clock.set(new Date('2024-11-28T01:30:00Z'));
    market.advanceTo('2024-11-27');
    market.correct(market.tiingo, 'IWM', '2024-11-27', {
      open: old / 2,
      high: old / 2 + 1,
      low: old / 2 - 1,
      close: old / 2,
      splitFactor: 2,
      divCash: 0.5,
    });
    await sync(app, { symbols: ['IWM'] });
    expect((await closes(app)).slice(-2)).toEqual([old / 2, old / 2]);
    const { data } = await app.get(BarsService).list({ symbol: 'IWM', from: '2024-11-26', limit: 5 });
    expect(data[0]).toMatchObject({ close: old / 2, adjClose: expect.closeTo(old / 2 - 0.5, 5) });
    expect(data[1]).toMatchObject({ close: old / 2, adjClose: old / 2 });
    expect(await issuesOf(app)).toEqual([]);
    const before = await app.get(MarketDataReader).read({ knownAt: EVENING });
    expect(before.bars.get('IWM')?.close.at(-1)).toBe(old);
  });

  it('withdraws an action that its own source no longer tells of, where the answer has the session', async () => {
    const app = await start(['tiingo']);
    market.correct(market.tiingo, 'IWM', '2024-11-25', { divCash: 0.5 });
    market.correct(market.tiingo, 'IWM', '2024-10-01', { divCash: 0.4 });
    await sync(app, { symbols: ['IWM'] });
    const dividends = async (): Promise<unknown[]> =>
      ((await app.get(MarketDataReader).read()).actions.get('IWM') ?? []).map(({ exDate, value }) => [
        exDate,
        value,
      ]);
    clock.set(new Date('2024-11-28T01:30:00Z'));
    market.correct(market.tiingo, 'IWM', '2024-11-25', { divCash: 0 });
    market.correct(market.tiingo, 'IWM', '2024-10-01', { divCash: 0 });
    await sync(app, { symbols: ['IWM'] });
    expect(await dividends()).toEqual([
      ['2024-10-01', 0.4],
      ['2024-11-25', 0],
    ]);
    expect(await issuesOf(app)).toMatchObject([
      { code: 'withdrawn-action', action: 'dividend', symbol: 'IWM', date: '2024-11-25', from: 0.5, to: 0 },
    ]);
    const before = await app.get(MarketDataReader).read({ knownAt: EVENING });
    expect(before.actions.get('IWM')).toMatchObject([{ value: 0.4 }, { value: 0.5 }]);

    market.correct(market.tiingo, 'IWM', '2024-11-25', { divCash: 0.6 });
    await sync(app, { symbols: ['IWM'] });
    expect(await dividends()).toContainEqual(['2024-11-25', 0.6]);
    expect(await issuesOf(app)).toMatchObject([
      { code: 'revised-action', to: 0.6 },
      { code: 'withdrawn-action' },
    ]);
  });

  it('keeps an action of the preferred source where the fallback tells otherwise, or not at all', async () => {
    const app = await start(['tiingo', 'massive']);
    market.correct(market.tiingo, 'IWM', '2024-11-25', { divCash: 0.5 });
    market.correct(market.tiingo, 'IWM', '2024-11-22', { divCash: 0.3 });
    await sync(app, { symbols: ['IWM'] });
    market.correct(market.massive, 'IWM', '2024-11-25', { divCash: 0.7 });
    market.tiingo.misbehave(answering({ status: 404, body: {} }));
    await sync(app, { symbols: ['IWM'] });
    const { actions } = await app.get(MarketDataReader).read();
    expect(actions.get('IWM')).toMatchObject([
      { exDate: '2024-11-22', value: 0.3, source: 'tiingo' },
      { exDate: '2024-11-25', value: 0.5, source: 'tiingo' },
    ]);
    expect(await issuesOf(app)).toMatchObject([
      {
        code: 'actions-disagree',
        action: 'dividend',
        date: '2024-11-25',
        from: 0.5,
        to: 0.7,
        source: 'massive',
      },
    ]);
  });

  it("replaces the fallback's action by what the preferred source says, and no longer doubts it", async () => {
    const app = await start(['tiingo', 'massive']);
    market.correct(market.massive, 'IWM', '2024-11-25', { divCash: 0.7 });
    market.correct(market.tiingo, 'IWM', '2024-11-25', { divCash: 0.5 });
    const { tiingo } = market;
    const days = tiingo.days.get('IWM') ?? [];
    tiingo.days.delete('IWM');
    await sync(app, { symbols: ['IWM'] });
    tiingo.days.set('IWM', days);
    clock.set(new Date('2024-11-28T01:30:00Z'));
    await sync(app, { symbols: ['IWM'] });
    const { actions } = await app.get(MarketDataReader).read();
    expect(actions.get('IWM')).toMatchObject([{ exDate: '2024-11-25', value: 0.5, source: 'tiingo' }]);
    expect(await issuesOf(app)).toMatchObject([{ code: 'revised-action', from: 0.7, to: 0.5 }]);
  });

  it("goes on from a file's adjusted closes: dividends up to its end are in them, later ones count once", async () => {
    const app = await start(['tiingo']);
    const file = (session: string, close: number, adjClose: number): BarRow => ({
      symbol: 'IWM',
      session,
      open: close,
      high: close,
      low: close,
      close,
      adjClose,
      volume: 1,
    });
    // A dividend of 2 went ex on the 22nd: the file's closes before it say so.
    const rows = [file('2024-11-21', 100, 98), file('2024-11-22', 100, 100), file('2024-11-25', 100, 100)];
    await app.get(MarketDataWriter).storeBars(rows, { source: 'csv' });
    market.tiingo.days.set(
      'IWM',
      [...rows.map(({ session }) => session), '2024-11-26', '2024-11-27'].map((date) => ({
        date,
        open: 100,
        high: 100,
        low: 100,
        close: 100,
        volume: 1,
        divCash: date === '2024-11-22' ? 2 : date === '2024-11-27' ? 1 : 0,
      })),
    );
    clock.set(new Date('2024-11-28T01:30:00Z'));
    await sync(app, { symbols: ['IWM'] });
    const { data } = await app.get(BarsService).list({ symbol: 'IWM', limit: 9 });
    expect(data.map(({ session, adjClose, source }) => [session, adjClose, source])).toEqual([
      ['2024-11-21', 97.02, 'csv'],
      ['2024-11-22', 99, 'csv'],
      ['2024-11-25', 99, 'csv'],
      ['2024-11-26', 99, 'tiingo'],
      ['2024-11-27', 100, 'tiingo'],
    ]);
  });

  it('names a split that nobody announced', async () => {
    const app = await start(['tiingo']);
    await sync(app, { symbols: ['IWM'] });
    const old = (await closes(app)).at(-1)!;
    clock.set(new Date('2024-11-28T01:30:00Z'));
    market.advanceTo('2024-11-27');
    const third = { open: old / 3, high: old / 3 + 1, low: old / 3 - 1, close: old / 3 };
    market.correct(market.tiingo, 'IWM', '2024-11-27', third);
    await sync(app, { symbols: ['IWM'] });
    expect(await issuesOf(app)).toMatchObject([
      { code: 'unannounced-split', symbol: 'IWM', date: '2024-11-27', from: old },
    ]);
  });

  it('shows each vintage of a series from its release on, and a rule only before the archive', async () => {
    const app = await start(['fred']);
    const released = market.fred.series.get('CPILFESL') ?? [];
    const last = released.at(-1)!;
    released.push({ ...last, value: last.value! + 1, realtimeStart: '2024-11-20' });
    await sync(app, { series: ['CPILFESL'] });
    const at = async (knownAt: string): Promise<number | undefined> => {
      const { macro } = await app.get(MarketDataReader).read({ knownAt: new Date(knownAt) });
      return rowsOf(macro.get('CPILFESL')!)
        .filter(({ date }) => date === last.date)
        .at(-1)?.value;
    };
    expect(await at('2024-11-20T13:29:59Z')).toBe(last.value);
    expect(await at('2024-11-20T13:30:00Z')).toBe(last.value! + 1);
  });

  it('asks only what can have changed, and about the whole of a daily series once a month', async () => {
    const app = await start(['fred']);
    const series = ['DGS10', 'PAYEMS'];
    const asked = async (): Promise<string[][]> => {
      market.fred.requests.length = 0;
      await sync(app, { series });
      return market.fred.requests
        .filter(({ path }) => path.endsWith('observations'))
        .map(({ query: { series_id: id = '', observation_start: from = 'all' } }) => [id, from])
        .sort();
    };
    const revised = (): Promise<object[]> =>
      query(`SELECT value::float8, learned_at FROM macro_observations
             WHERE series_id = 'DGS10' AND observation_date = '2022-03-01' ORDER BY learned_at`);
    expect(await asked()).toEqual([
      ['DGS10', 'all'],
      ['PAYEMS', 'all'],
    ]);
    clock.set(new Date('2024-11-28T01:30:00Z'));
    market.advanceTo('2024-11-27');
    market.fred.series.get('DGS10')?.push({ date: '2022-03-01', realtimeStart: '2024-11-27', value: 9.5 });
    expect(await asked()).toEqual([
      ['DGS10', '2023-10-23'],
      ['PAYEMS', 'all'],
    ]);
    expect(await revised()).toHaveLength(1);

    clock.set(new Date('2024-12-03T01:30:00Z'));
    expect(await asked()).toContainEqual(['DGS10', 'all']);
    expect(await revised()).toMatchObject([{}, { value: 9.5, learned_at: clock.now() }]);
  });

  it('is done once where two instances are asked at the same time', async () => {
    const [one, two] = [await start(['tiingo']), await start(['tiingo'])];
    const [first, second] = await Promise.all([
      one.get(SyncService).begin('request'),
      two.get(SyncService).begin('schedule'),
    ]);
    expect(second.id).toBe(first.id);
    await Promise.all([one.get(SyncRunner).drain(), two.get(SyncRunner).drain()]);
    expect(market.tiingo.requests).toHaveLength(21);
    expect(await query('SELECT state FROM sync_jobs')).toEqual([{ state: 'succeeded' }]);
    expect(await query('SELECT data_revision::int AS revision FROM installation')).toEqual([
      { revision: 12 },
    ]);
  });

  it('is begun once by a schedule that fires while it runs', async () => {
    const app = await start(['tiingo'], { syncSchedule: '* * * * * *' });
    let released = (): void => undefined;
    const gate = new Promise<void>((resolve) => (released = resolve));
    market.tiingo.misbehave(async (response, usual) => {
      await gate;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(usual().body));
    });
    app.get(SyncSchedule).start();
    await setTimeout(2_500);
    expect(await query('SELECT state, trigger FROM sync_jobs')).toEqual([
      { state: 'running', trigger: 'schedule' },
    ]);
    app.get(SyncSchedule).beforeApplicationShutdown();
    market.tiingo.behave();
    released();
    await app.get(SyncRunner).drain();
    expect(await query('SELECT count(*)::int AS jobs FROM sync_jobs')).toEqual([{ jobs: 1 }]);
  });

  it('goes on with what is left where the instance that did it was killed', async () => {
    const app = await start(['tiingo']);
    const job = await app.get(SyncService).begin('request');
    await app.get(SyncRunner).drain();
    // As a killed instance leaves it: running, some items done, no lock held.
    await query(`UPDATE sync_jobs SET state = 'running', running = true, finished_at = NULL`);
    await query(`UPDATE sync_items SET state = 'pending' WHERE name IN ('QQQ', 'XLF')`);
    const before = market.tiingo.requests.length;
    await app.get(SyncRunner).drain();
    expect(
      market.tiingo.requests
        .slice(before)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['/tiingo/daily/QQQ/prices', '/tiingo/daily/XLF/prices']);
    expect(await app.get(SyncService).find(job.id)).toMatchObject({ state: 'succeeded' });
  });

  it.each<[string, SyncAsked, string]>([
    ['a symbol that is none of ours', { symbols: ['AAPL'] }, 'unknown-symbol'],
    ['a series that is none of ours', { series: ['GDP'] }, 'unknown-series'],
  ])('is refused for %s', async (_, asked, code) => {
    const app = await start();
    await expect(app.get(SyncService).begin('request', asked)).rejects.toMatchObject({ code });
  });
});

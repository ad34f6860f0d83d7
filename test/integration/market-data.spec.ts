import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { sessionClose } from '../../src/domain/market/trading-calendar.js';
import { releasedAt } from '../../src/domain/readings/macro/release-rules.js';
import { DataLoader } from '../../src/modules/market-data/data-loader.service.js';
import { MarketDataReader } from '../../src/modules/market-data/market-data-reader.service.js';
import { MarketDataModule } from '../../src/modules/market-data/market-data.module.js';
import { ObservationsService } from '../../src/modules/market-data/observations.service.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { ClockModule } from '../../src/platform/clock/clock.module.js';
import { AppConfig } from '../../src/platform/config/app-config.js';
import { ConfigModule } from '../../src/platform/config/config.module.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { rowsOf } from '../support/synthetic-market.js';
import { createTestDatabase } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

const clock = new FixedClock(new Date('2024-12-02T22:00:00Z'));

function start(config: AppConfig): Promise<INestApplicationContext> {
  return Test.createTestingModule({
    imports: [ConfigModule.register(config), ClockModule.register(clock), DatabaseModule, MarketDataModule],
  }).compile();
}

const HEADER = 'date,open,high,low,close,adj_close,volume';
const IWM = [
  HEADER,
  '2024-11-25,100,102,99,101,100.5,1000',
  '2024-11-26,101,103,100,102,101.5,1100',
  '2024-11-27,102,104,101,103.123456,102.5,1200',
];

describe('loading from directories', () => {
  let database: TestDatabase;
  let directory: string;
  let app: INestApplicationContext;
  let lines: string[];

  const write = (name: string, rows: readonly string[]): Promise<void> =>
    writeFile(join(directory, name), rows.join('\n') + '\n');
  const load = () => app.get(DataLoader).load((line) => lines.push(line));
  const reader = (): MarketDataReader => app.get(MarketDataReader);

  beforeAll(async () => {
    database = await createTestDatabase();
    directory = await mkdtemp(join(tmpdir(), 'market-data-'));
    app = await start(
      new AppConfig().with({ databaseUrl: database.url, marketDataDir: directory, macroDataDir: directory }),
    );
  });
  beforeEach(() => {
    lines = [];
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
    await rm(directory, { recursive: true });
  });

  it('stores the files of known symbols and series, and says what it left alone and what is missing', async () => {
    await write('IWM.csv', IWM);
    await write('AAPL.csv', IWM);
    await write('DGS10.csv', [
      'date,value',
      '2024-11-26,4.30',
      '2024-11-27,4.25',
      '2024-11-28,.',
      '2024-11-29,4.2',
    ]);
    const report = await load();
    expect(report).toEqual({
      loaded: [
        { name: 'IWM.csv', rows: 3, inserted: 3, corrected: 0 },
        { name: 'DGS10.csv', rows: 3, inserted: 3, corrected: 0 },
      ],
      unchanged: [],
      refused: [],
    });
    expect(lines.join('\n')).toContain('not used: AAPL.csv');
    expect(lines.join('\n')).toMatch(/missing: MDY, SPY, QQQ, XLF, XLI, DFEDTARU/);
    expect(lines.filter((line) => line.includes('XLK'))).toEqual([
      expect.stringMatching(/^not there, optional: XLK, .*, IJR, .*, QQQM$/),
    ]);
  });

  it('reads them back as columns, in the dataset "real"', async () => {
    const { dataset, revision, bars, macro } = await reader().read();
    expect([dataset, revision]).toEqual(['real', '2']);
    expect([...bars.keys()]).toEqual(['IWM']);
    expect(bars.get('IWM')).toEqual({
      symbol: 'IWM',
      sessions: ['2024-11-25', '2024-11-26', '2024-11-27'],
      open: Float64Array.of(100, 101, 102),
      high: Float64Array.of(102, 103, 104),
      low: Float64Array.of(99, 100, 101),
      close: Float64Array.of(101, 102, 103.123456),
      volume: Float64Array.of(1000, 1100, 1200),
    });
    expect(rowsOf(macro.get('DGS10')!)).toEqual([
      { date: '2024-11-26', value: 4.3, releasedAt: releasedAt('DGS10', '2024-11-26'), assumed: true },
      { date: '2024-11-27', value: 4.25, releasedAt: releasedAt('DGS10', '2024-11-27'), assumed: true },
      { date: '2024-11-29', value: 4.2, releasedAt: releasedAt('DGS10', '2024-11-29'), assumed: true },
    ]);
    expect(macro.has('DFF')).toBe(false);
  });

  it('returns the same object while nothing changes, also for an instant after the last version', async () => {
    const data = await reader().read();
    expect(await reader().read()).toBe(data);
    expect(await reader().read({ knownAt: new Date('2024-12-02T21:00:00Z') })).toBe(data);
  });

  it('loads nothing from unchanged files', async () => {
    expect(await load()).toMatchObject({ loaded: [], unchanged: ['IWM.csv', 'DGS10.csv'] });
    expect(await reader().revision()).toBe('2');
  });

  it('shows at an instant in the past only sessions that had closed and figures that were public', async () => {
    const close = new Date(sessionClose('2024-11-26'));
    const { bars, macro } = await reader().read({ knownAt: close });
    expect(bars.get('IWM')?.sessions).toEqual(['2024-11-25', '2024-11-26']);
    expect(macro.has('DGS10')).toBe(false);
    const before = await reader().read({ knownAt: new Date(close.getTime() - 1) });
    expect(before.bars.get('IWM')?.sessions).toEqual(['2024-11-25']);
    const evening = await reader().read({ knownAt: new Date('2024-11-26T23:00:00Z') });
    expect(evening.macro.get('DGS10')?.dates).toEqual(['2024-11-26']);
  });

  it('takes a changed row as a correction from now on, and adds nothing for the others', async () => {
    clock.set(new Date('2024-12-03T12:00:00Z'));
    await write('IWM.csv', [...IWM.slice(0, 2), '2024-11-26,101,103,100,102.5,101.5,1100', ...IWM.slice(3)]);
    await write('DGS10.csv', ['date,value', '2024-11-26,4.31', '2024-11-27,4.25', '2024-11-29,4.2']);
    expect((await load()).loaded).toEqual([
      { name: 'IWM.csv', rows: 3, inserted: 0, corrected: 1 },
      { name: 'DGS10.csv', rows: 3, inserted: 0, corrected: 1 },
    ]);
    const now = await reader().read();
    expect(now.revision).toBe('4');
    expect(now.bars.get('IWM')?.close[1]).toBe(102.5);
    expect(rowsOf(now.macro.get('DGS10')!).at(-1)).toEqual({
      date: '2024-11-26',
      value: 4.31,
      releasedAt: Date.parse('2024-12-03T12:00:00Z'),
      assumed: false,
    });
    const before = await reader().read({ knownAt: new Date('2024-12-03T11:59:59Z') });
    expect(before.bars.get('IWM')?.close[1]).toBe(102);
    expect(before.macro.get('DGS10')?.values).toEqual(Float64Array.of(4.3, 4.25, 4.2));
  });

  it('notices a file that goes back to earlier content', async () => {
    clock.set(new Date('2024-12-03T13:00:00Z'));
    await write('IWM.csv', IWM);
    expect((await load()).loaded).toEqual([{ name: 'IWM.csv', rows: 3, inserted: 0, corrected: 1 }]);
    expect((await reader().read()).bars.get('IWM')?.close[1]).toBe(102);
  });

  it('learns what is added later when it is added, so that a past instant still knows what it knew', async () => {
    clock.set(new Date('2024-12-03T14:00:00Z'));
    await write('IWM.csv', [...IWM, '2024-11-29,103,105,102,104,103.5,900']);
    await write('DGS10.csv', [
      'date,value',
      '2024-11-26,4.31',
      '2024-11-27,4.25',
      '2024-11-29,4.2',
      '2024-12-02,4.15',
    ]);
    await load();
    const now = await reader().read();
    expect(now.bars.get('IWM')?.sessions.at(-1)).toBe('2024-11-29');
    expect(rowsOf(now.macro.get('DGS10')!).find(({ date }) => date === '2024-12-02')).toEqual({
      date: '2024-12-02',
      value: 4.15,
      releasedAt: releasedAt('DGS10', '2024-12-02'),
      assumed: true,
    });
    const before = await reader().read({ knownAt: new Date('2024-12-03T13:59:59Z') });
    expect(before.bars.get('IWM')?.sessions.at(-1)).toBe('2024-11-27');
    expect(before.macro.get('DGS10')?.dates).not.toContain('2024-12-02');
  });

  it('takes a figure that is in hand before its rule says as public now', async () => {
    clock.set(new Date('2024-12-03T21:30:00Z'));
    await write('DGS10.csv', [
      'date,value',
      '2024-11-26,4.31',
      '2024-11-27,4.25',
      '2024-11-29,4.2',
      '2024-12-03,4.1',
    ]);
    await load();
    expect(rowsOf((await reader().read()).macro.get('DGS10')!).at(-1)).toEqual({
      date: '2024-12-03',
      value: 4.1,
      releasedAt: Date.parse('2024-12-03T21:30:00Z'),
      assumed: false,
    });
  });

  it('pages through the vintages of a series', async () => {
    const observations = app.get(ObservationsService);
    const first = await observations.list('DGS10', { limit: 2 });
    expect(first.data.map(({ date, value }) => [date, value])).toEqual([
      ['2024-11-26', 4.3],
      ['2024-11-26', 4.31],
    ]);
    const second = await observations.list('DGS10', { limit: 5, cursor: first.nextCursor ?? '' });
    expect(second.data.map(({ date }) => date)).toEqual([
      '2024-11-27',
      '2024-11-29',
      '2024-12-02',
      '2024-12-03',
    ]);
    expect(second).toMatchObject({ hasMore: false, nextCursor: null });
    const known = await observations.list('DGS10', {
      limit: 9,
      releasedBy: new Date('2024-11-27T12:00:00Z'),
    });
    expect(known.data).toEqual([
      {
        date: '2024-11-26',
        value: 4.3,
        releasedAt: '2024-11-26T23:00:00.000Z',
        learnedAt: '2024-11-26T23:00:00.000Z',
        assumed: true,
        source: 'csv',
      },
    ]);
  });

  it('reads breadth from a directory of its own, public at the close, under the name of its proxy too', async () => {
    const breadthDataDir = await mkdtemp(join(tmpdir(), 'breadth-'));
    await writeFile(
      join(breadthDataDir, 'S5FI_COMPUTED.csv'),
      'date,value\n2024-11-26,61\n2024-11-27,62.5\n',
    );
    const app = await start(new AppConfig().with({ databaseUrl: database.url, breadthDataDir }));
    try {
      const report = await app.get(DataLoader).load(() => undefined);
      expect(report.loaded).toMatchObject([{ name: 'S5FI_COMPUTED.csv', rows: 2 }]);
      const { macro } = await app.get(MarketDataReader).read();
      expect(rowsOf(macro.get('S5FI')!)).toMatchObject([
        { date: '2024-11-26', value: 61 },
        { date: '2024-11-27', value: 62.5, releasedAt: Date.parse('2024-11-27T21:00:00Z') },
      ]);
    } finally {
      await app.close();
      await rm(breadthDataDir, { recursive: true });
    }
  });

  describe('of a bad file', () => {
    const stored = async (): Promise<unknown> => {
      const { revision, bars } = await reader().read();
      return { revision, symbols: [...bars.keys()] };
    };

    afterEach(() => rm(join(directory, 'MDY.csv'), { force: true }));

    it.each<[string, string[], RegExp]>([
      ['with a bad row', [...IWM, '2024-11-29,102,1,101,103,,5'], /row 3: high 1 is below the low/],
      ['with a repeated session', [...IWM, IWM[3]!], /row 3: session '2024-11-27' repeats/],
      ['with a holiday', [HEADER, '2024-11-28,1,1,1,1,1,1'], /row 0: session '2024-11-28' is a day without/],
      ['with text for a price', [HEADER, '2024-11-27,1,1,1,one,1,1'], /row 0: close NaN is not a number/],
      ['with too few columns', [HEADER, '2024-11-27,1,1'], /not valid CSV/],
      ['without a column', ['date,open,high,low,volume', '2024-11-27,1,1,1,1'], /the header lacks close/],
      ['with an unknown column', [`${HEADER},vwap`, '2024-11-27,1,1,1,1,1,1,1'], /unknown column vwap/],
    ])('%s nothing is stored, and the reason is told', async (_, rows, reason) => {
      const before = await stored();
      await write('MDY.csv', rows);
      const report = await load();
      expect(report.refused).toMatchObject([{ name: 'MDY.csv' }]);
      expect(lines.join('\n')).toMatch(reason);
      expect(await stored()).toEqual(before);
    });
  });
});

describe('the sample', () => {
  it('fills an installation without data directories in one go, and once', async () => {
    const database = await createTestDatabase();
    const app = await start(new AppConfig().with({ databaseUrl: database.url }));
    try {
      const report = await app.get(DataLoader).load(() => undefined);
      expect(report.loaded).toHaveLength(26);
      const { dataset, bars, macro, statements } = await app.get(MarketDataReader).read();
      expect(dataset).toBe('sample');
      expect([bars.size, macro.size, statements.length]).toEqual([12, 13, 31]);
      expect(bars.get('SPY')?.sessions.at(-1)).toBe('2024-11-27');
      expect((await app.get(DataLoader).load(() => undefined)).loaded).toEqual([]);
    } finally {
      await app.close();
      await database.drop();
    }
  });

  it('is refused where real data is stored', async () => {
    const database = await createTestDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'market-data-'));
    await writeFile(join(directory, 'IWM.csv'), IWM.join('\n'));
    const url = { databaseUrl: database.url };
    const real = await start(new AppConfig().with({ ...url, marketDataDir: directory }));
    const sample = await start(new AppConfig().with(url));
    try {
      await real.get(DataLoader).load(() => undefined);
      await expect(sample.get(DataLoader).load(() => undefined)).rejects.toMatchObject({
        code: 'dataset-mismatch',
      });
    } finally {
      await real.close();
      await sample.close();
      await database.drop();
      await rm(directory, { recursive: true });
    }
  });
});

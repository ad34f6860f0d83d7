import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { FedStatement } from '../../src/domain/readings/macro/statement.js';
import { DataLoader } from '../../src/modules/market-data/data-loader.service.js';
import { FedStatementsService } from '../../src/modules/market-data/fed-statements.service.js';
import { MarketDataReader } from '../../src/modules/market-data/market-data-reader.service.js';
import { MarketDataModule } from '../../src/modules/market-data/market-data.module.js';
import { StoredDataCheck } from '../../src/modules/market-data/stored-data-check.service.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { ClockModule } from '../../src/platform/clock/clock.module.js';
import { AppConfig } from '../../src/platform/config/app-config.js';
import { ConfigModule } from '../../src/platform/config/config.module.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const LOADED = new Date('2024-12-02T22:00:00Z');
const HEADER = 'date,title,url,body';

/** Each spec goes on from the store as the one before left it. */
describe('statements from a directory', () => {
  const clock = new FixedClock(LOADED);
  let database: TestDatabase;
  let directory: string;
  let app: INestApplicationContext;

  beforeAll(async () => {
    database = await createTestDatabase();
    directory = await mkdtemp(join(tmpdir(), 'fomc-'));
    app = await Test.createTestingModule({
      imports: [
        ConfigModule.register(new AppConfig().with({ databaseUrl: database.url, fomcDataDir: directory })),
        ClockModule.register(clock),
        DatabaseModule,
        MarketDataModule,
      ],
    }).compile();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
    await rm(directory, { recursive: true });
  });

  const write = (name: string, ...rows: readonly string[]): Promise<void> =>
    writeFile(join(directory, name), [HEADER, ...rows].join('\n'));
  const load = () => app.get(DataLoader).load(() => undefined);
  const known = async (
    at: { knownAt?: string; revision?: string } = {},
  ): Promise<readonly FedStatement[]> => {
    const { knownAt, revision } = at;
    const read = { revision, knownAt: knownAt === undefined ? undefined : new Date(knownAt) };
    return (await app.get(MarketDataReader).read(read)).statements;
  };
  const bodies = async (at: { knownAt?: string; revision?: string } = {}): Promise<string[]> =>
    (await known(at)).map(({ body }) => body);

  it('are refused whole where a row is bad, with each problem', async () => {
    await write('a.csv', '2024-11-07,,,Good.', '2024-11-07,,ftp,', '2024-02-30,,,Text.');
    await writeFile(join(directory, 'notes.txt'), 'not read');
    const { refused, loaded } = await load();
    expect(loaded).toEqual([]);
    expect(refused).toEqual([
      {
        name: 'a.csv',
        problems: [
          "row 1: date '2024-11-07' has a statement already in these rows",
          "row 1: body '' has no text",
          "row 1: url 'ftp' is not a web address that begins with http",
          "row 2: date '2024-02-30' is not a date written YYYY-MM-DD",
        ],
      },
    ]);
    expect(await known()).toEqual([]);
  });

  it('are stored with their line breaks and quotes, public by the release rule, and as the past filled in', async () => {
    await write(
      'a.csv',
      '2024-09-18,"A title, with a comma",https://example.org/s,"First ""line"".\nSecond — line: $1 \\n."',
      '2024-11-07,,,Economic activity was strong.',
    );
    expect(await load()).toMatchObject({ loaded: [{ name: 'a.csv', rows: 2, inserted: 2, corrected: 0 }] });
    expect(await known()).toEqual([
      {
        date: '2024-09-18',
        releasedAt: Date.parse('2024-09-18T18:00:00Z'),
        assumed: true,
        title: 'A title, with a comma',
        url: 'https://example.org/s',
        body: 'First "line".\nSecond — line: $1 \\n.',
      },
      {
        date: '2024-11-07',
        releasedAt: Date.parse('2024-11-07T19:00:00Z'),
        assumed: true,
        body: 'Economic activity was strong.',
      },
    ]);
    expect(await bodies({ knownAt: '2024-11-07T18:59:59Z' })).toHaveLength(1);
    expect(await load()).toMatchObject({ loaded: [], unchanged: ['a.csv'] });
  });

  it('that are corrected or come later are known from then on, and not at an earlier knownAt or revision', async () => {
    const { revision } = await app.get(MarketDataReader).read();
    clock.set(new Date('2024-12-03T12:00:00Z'));
    await write('b.csv', '2024-11-07,,,Economic activity was weak.', '2024-07-31,,,An older one.');
    expect(await load()).toMatchObject({ loaded: [{ name: 'b.csv', inserted: 1, corrected: 1 }] });
    expect((await bodies()).slice(0, 1)).toEqual(['An older one.']);
    expect((await bodies()).at(-1)).toBe('Economic activity was weak.');
    const [, , last] = await known();
    expect(last).toMatchObject({ releasedAt: Date.parse('2024-11-07T19:00:00Z'), assumed: true });
    for (const before of [{ knownAt: '2024-12-03T11:59:59Z' }, { revision }]) {
      expect((await bodies(before)).at(-1)).toBe('Economic activity was strong.');
      expect(await bodies(before)).toHaveLength(2);
    }
    const versions = await app.get(FedStatementsService).list({ limit: 10 });
    expect(versions.data.map(({ date, learnedAt }) => [date, learnedAt])).toEqual([
      ['2024-07-31', '2024-12-03T12:00:00.000Z'],
      ['2024-09-18', '2024-09-18T18:00:00.000Z'],
      ['2024-11-07', '2024-11-07T19:00:00.000Z'],
      ['2024-11-07', '2024-12-03T12:00:00.000Z'],
    ]);
  });

  it('corrected twice at one instant stay in order, and keep a title and address that are not repeated', async () => {
    const add = (body: string) => app.get(FedStatementsService).add({ date: '2024-09-18', body });
    expect(await add('One.')).toMatchObject({ outcome: 'corrected', title: 'A title, with a comma' });
    expect(await add('Two.')).toMatchObject({ outcome: 'corrected', url: 'https://example.org/s' });
    expect(await add('  Two.\n')).toMatchObject({ outcome: 'unchanged', body: 'Two.' });
    expect((await known()).find(({ date }) => date === '2024-09-18')?.body).toBe('Two.');
  });

  it('in hand before the hour of the rule are public from then on, on record and not assumed', async () => {
    clock.set(new Date('2024-12-18T15:30:00Z'));
    expect(
      await app.get(FedStatementsService).add({ date: '2024-12-18', body: 'Unscheduled.' }),
    ).toMatchObject({
      outcome: 'inserted',
      releasedAt: '2024-12-18T15:30:00.000Z',
      learnedAt: '2024-12-18T15:30:00.000Z',
      assumed: false,
    });
  });

  it('break no rule of the store', async () => {
    expect(await app.get(StoredDataCheck).run()).toEqual([]);
  });
});

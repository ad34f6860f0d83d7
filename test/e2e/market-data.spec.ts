import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DATA_DOUBTS } from '../../src/domain/market/quality.js';
import { DataLoader } from '../../src/modules/market-data/data-loader.service.js';
import type { QualityDto } from '../../src/modules/market-data/dto/quality.dto.js';
import type { MarketRegimeDto } from '../../src/modules/market-regime/dto/market-regime.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { startLoadedApp } from '../support/loaded-app.js';
import { writeMarketFiles } from '../support/market-files.js';
import { startTestApp, TEST_NOW, type TestApp } from '../support/test-app.js';

const HEADER = 'symbol,date,open,high,low,close,adj_close,volume';
const CSV = [HEADER, 'IWM,2024-11-25,100,102,99,101,,1000', 'IWM,2024-11-26,101,103,100,102.5,102,1100'];

interface Bars {
  readonly data: readonly Record<string, unknown>[];
  readonly nextCursor: string | null;
  readonly hasMore: boolean;
}

describe('an installation of real data', () => {
  let app: TestApp;
  let directory: string;

  const clock = new FixedClock(TEST_NOW);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bars-'));
    app = await startTestApp({ clock, config: { marketDataDir: directory } });
  });
  afterAll(async () => {
    await app.stop();
    await rm(directory, { recursive: true });
  });

  const send = (body: string, { type = 'text/csv', query = '', key = app.firm.apiKey } = {}) =>
    app.call('POST', `/v1/market-data/bars/import${query}`, { key, headers: { 'content-type': type }, body });
  const bars = (query: string) => app.call<Bars>('GET', `/v1/market-data/bars?${query}`);

  it('counts what a dry run would store, and stores nothing', async () => {
    const answer = await send(CSV.join('\n'), { query: '?dryRun=true' });
    expect(answer).toMatchObject({
      status: 200,
      body: { rows: 2, inserted: 2, corrected: 0, unchanged: 0, rejected: 0, dryRun: true, dataset: 'real' },
    });
    expect((await bars('symbol=IWM')).body.data).toEqual([]);
  });

  it('imports CSV and gives it back', async () => {
    expect(await send(CSV.join('\n'))).toMatchObject({ status: 200, body: { inserted: 2, dryRun: false } });
    expect((await bars('symbol=IWM')).body).toEqual({
      data: [
        {
          symbol: 'IWM',
          session: '2024-11-25',
          open: 100,
          high: 102,
          low: 99,
          close: 101,
          volume: 1000,
          learnedAt: '2024-11-25T21:00:00.000Z',
          assumed: true,
          source: 'import',
        },
        expect.objectContaining({ session: '2024-11-26', close: 102.5, adjClose: 102 }),
      ],
      nextCursor: null,
      hasMore: false,
    });
  });

  it('adds nothing for the same rows, and takes a changed one as a correction from now on', async () => {
    expect(await send(CSV.join('\n'))).toMatchObject({ body: { inserted: 0, corrected: 0, unchanged: 2 } });
    const line = (close: number): string =>
      JSON.stringify({
        symbol: 'IWM',
        date: '2024-11-26',
        open: 101,
        high: 103,
        low: 100,
        close,
        volume: 1100,
      });
    expect(await send(line(102), { type: 'application/x-ndjson' })).toMatchObject({
      status: 200,
      body: { rows: 1, corrected: 1 },
    });
    const now = await bars('symbol=IWM&from=2024-11-26');
    expect(now.body.data).toMatchObject([
      { close: 102, assumed: false, learnedAt: '2024-11-28T12:00:00.000Z' },
    ]);
    const before = await bars('symbol=IWM&from=2024-11-26&knownAt=2024-11-28T11:59:59Z');
    expect(before.body.data).toMatchObject([{ close: 102.5 }]);
  });

  it('pages by cursor', async () => {
    const first = await bars('symbol=IWM&limit=1');
    expect(first.body).toMatchObject({ data: [{ session: '2024-11-25' }], hasMore: true });
    const second = await bars(`symbol=IWM&limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({
      data: [{ session: '2024-11-26' }],
      hasMore: false,
      nextCursor: null,
    });
  });

  it('reports in a dry run what would become of each row, bad ones included', async () => {
    const rows = [
      HEADER,
      'IWM,2024-11-25,100,102,99,101,,1000',
      'IWM,2024-11-26,101,103,100,102.25,,1100',
      'IWM,2024-11-27,101,103,100,one,,1100',
      'MDY,2024-11-27,300,301,299,300,,10',
    ];
    const answer = await send(rows.join('\n'), { query: '?dryRun=true' });
    expect(answer).toMatchObject({
      status: 200,
      body: { rows: 4, inserted: 1, corrected: 1, unchanged: 1, rejected: 1, dryRun: true },
    });
    expect(answer.body['report']).toEqual([
      { row: 0, symbol: 'IWM', session: '2024-11-25', outcome: 'unchanged' },
      { row: 1, symbol: 'IWM', session: '2024-11-26', outcome: 'corrected' },
      {
        row: 2,
        symbol: 'IWM',
        session: '2024-11-27',
        line: 4,
        outcome: 'rejected',
        problems: [expect.objectContaining({ pointer: '/rows/2/close', code: 'not-a-number' })],
      },
      { row: 3, symbol: 'MDY', session: '2024-11-27', outcome: 'inserted' },
    ]);
    expect((await bars('symbol=MDY')).body.data).toEqual([]);
  });

  it('refuses a body with bad rows whole, naming row, field and code of each', async () => {
    const rows = [
      HEADER,
      'MDY,2024-11-25,300,301,299,300,,10',
      'MDY,2024-11-26,300,1,299,NaN,,-10',
      'AAPL,2024-11-28,1,1,1,1,,1',
      'MDY,2024-11-25,300,301,299,300,0,10',
    ];
    const answer = await send(rows.join('\n'));
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-rows' } });
    const errors = answer.body['errors'] as { pointer: string; code: string }[];
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/rows/1/close not-a-number',
      '/rows/1/volume negative-volume',
      '/rows/2/symbol unknown-symbol',
      '/rows/2/date not-a-session',
      '/rows/3/adj_close not-positive',
      '/rows/3/date duplicate-session',
    ]);
    expect((await bars('symbol=MDY')).body.data).toEqual([]);
  });

  it('reports a CSV line that is no row as a rejected row with its line, and reads the others', async () => {
    const rows = [
      HEADER,
      'MDY,2024-11-22,300,301,299,300,,10',
      '',
      'MDY,2024-11-25,300,301,299,300',
      'MDY,"2024-11-25,300,301,299,300,,10',
      '"MDY","2024-11-25",300,301,299,300,,10',
    ];
    const answer = await send(rows.join('\r\n'), { query: '?dryRun=true' });
    expect(answer).toMatchObject({ status: 200, body: { rows: 4, inserted: 2, rejected: 2, unchanged: 0 } });
    const said = HEADER.replaceAll(',', ', ');
    expect(answer.body['report']).toEqual([
      { row: 0, symbol: 'MDY', session: '2024-11-22', outcome: 'inserted' },
      {
        row: 1,
        line: 4,
        outcome: 'rejected',
        problems: [
          {
            pointer: '/rows/1',
            code: 'field-count',
            message: `line 4 has 6 fields, and the header 8: ${said}`,
          },
        ],
      },
      {
        row: 2,
        line: 5,
        outcome: 'rejected',
        problems: [expect.objectContaining({ pointer: '/rows/2', code: 'malformed-csv' })],
      },
      { row: 3, symbol: 'MDY', session: '2024-11-25', outcome: 'inserted' },
    ]);
  });

  it('reports an NDJSON line that is no bar as a rejected row with its line, and reads the others', async () => {
    const bar = { symbol: 'MDY', date: '2024-11-25', open: 300, high: 301, low: 299, close: 300, volume: 10 };
    const { volume: _, ...lacking } = bar;
    const lines = [
      '{"symbol":"MDY",',
      '[1]',
      JSON.stringify({ ...lacking, 'a/b': 1 }),
      '',
      JSON.stringify({ ...bar, close: '300' }),
      JSON.stringify(bar),
    ];
    const answer = await send(lines.join('\n'), { type: 'application/x-ndjson', query: '?dryRun=true' });
    expect(answer).toMatchObject({ status: 200, body: { rows: 5, inserted: 1, rejected: 4 } });
    const report = answer.body['report'] as {
      line?: number;
      outcome: string;
      problems?: { pointer: string; code: string; message: string }[];
    }[];
    expect(
      report.map(({ line, outcome, problems = [] }) => [
        line,
        outcome,
        ...problems.map(({ pointer, code }) => `${pointer} ${code}`),
      ]),
    ).toEqual([
      [1, 'rejected', '/rows/0 malformed-json'],
      [2, 'rejected', '/rows/1 not-an-object'],
      [3, 'rejected', '/rows/2/volume missing-field', '/rows/2/a~1b unknown-field'],
      [5, 'rejected', '/rows/3/close not-a-number'],
      [undefined, 'inserted'],
    ]);
    expect(report[2]?.problems?.[1]?.message).toMatch(
      /^line 3 has an unknown field a\/b; valid: symbol, date, /,
    );
  });

  it('counts lines over a body that comes in many pieces', async () => {
    const blank = '\n'.repeat(300_000);
    const rows = `${HEADER}\n${blank}MDY,2024-11-22,300,301,299,300,,10\nMDY\n`;
    const { body } = await send(rows, { query: '?dryRun=true' });
    expect(body['report']).toMatchObject([
      { row: 0, outcome: 'inserted' },
      { row: 1, line: 300_003 },
    ]);
  });

  it('rejects no good row for a rejected one before it', async () => {
    const rows = [
      HEADER,
      'MDY,2024-11-29,300,301,299,300,,10',
      'MDY,2024-11-25,300,1,299,300,,10',
      'MDY,2024-11-22,300,301,299,300,,10',
      'MDY,2024-11-25,300,301,299,300,,10',
      'MDY,2024-11-22,300,301,299,300,,10',
    ];
    const { body } = await send(rows.join('\n'), { query: '?dryRun=true' });
    const report = body['report'] as { outcome: string; problems?: { code: string }[] }[];
    expect(report.map(({ outcome, problems }) => problems?.[0]?.code ?? outcome)).toEqual([
      'session-not-closed',
      'high-below-low',
      'inserted',
      'inserted',
      'unordered-session',
    ]);
  });

  it.each<[string, string, string, string]>([
    ['CSV', 'text/csv', `${CSV.join('\n')}\nIWM,2024-11-27`, 'field-count'],
    [
      'NDJSON',
      'application/x-ndjson',
      '{"symbol":"MDY","date":"2024-11-25","open":1,"high":1,"low":1,"close":1,"volume":1}\n{"symbol":',
      'malformed-json',
    ],
  ])('stores nothing of %s with a line that cannot be read, and says which', async (_, type, body, code) => {
    const before = await bars('symbol=IWM');
    const answer = await send(body.replaceAll('101,,1000', '101,,1001'), { type });
    const row = body.split('\n').length - (type === 'text/csv' ? 2 : 1);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'unreadable-body', errors: [{ pointer: `/rows/${row}`, code }] },
    });
    expect(answer.body['detail']).toContain(`line ${body.split('\n').length} `);
    expect(await bars('symbol=IWM')).toMatchObject({ body: before.body });
    expect((await bars('symbol=MDY')).body.data).toEqual([]);
  });

  it('names at most 100 problems of a body that is bad throughout', async () => {
    const answer = await send([HEADER, ...Array<string>(300).fill('iwm,2024-11-25,1,1,1,1,,1')].join('\n'));
    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toHaveLength(100);
    expect(answer.body['detail']).toContain('300 of 300');
  });

  it.each<[string, string, string, number, string]>([
    ['CSV without a column', 'text/csv', 'symbol,date,open\nIWM,2024-11-25,1', 400, 'unreadable-body'],
    ['a line that is no JSON', 'application/x-ndjson', '{"symbol":', 400, 'unreadable-body'],
    ['a header with a broken quote', 'text/csv', '"symbol,date', 400, 'unreadable-body'],
    [
      'a line of more than a megabyte',
      'text/csv',
      `${HEADER}\n${'1'.repeat(2 ** 21)}`,
      400,
      'unreadable-body',
    ],
    [
      'a line with an unknown field',
      'application/x-ndjson',
      '{"symbol":"IWM","x":1}',
      400,
      'unreadable-body',
    ],
    ['a header alone', 'text/csv', HEADER, 422, 'no-rows'],
    ['nothing', 'text/csv', '', 422, 'no-rows'],
    ['JSON', 'application/json', '{}', 415, 'unsupported-media-type'],
  ])('refuses %s', async (_, type, body, status, code) => {
    expect(await send(body, { type })).toMatchObject({ status, body: { code } });
  });

  it.each<[string, string, string]>([
    ['symbol=AAPL', '/symbol', 'unknown-symbol'],
    ['symbol=iwm', '/symbol', 'malformed-ticker'],
    ['symbol=IWM&from=2024-02-30', '/from', 'malformed-date'],
    ['symbol=IWM&knownAt=yesterday', '/knownAt', 'malformed-instant'],
    ['symbol=IWM&limit=0', '/limit', 'min'],
    ['symbol=IWM&cursor=nonsense', '/cursor', 'malformed-cursor'],
    ['symbol=IWM&since=2024-01-01', '/since', 'unknown-field'],
  ])('refuses bars?%s with 400 at %s', async (query, pointer, code) => {
    expect(await app.call('GET', `/v1/market-data/bars?${query}`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer, code }] },
    });
  });

  it('lets only an operator import', async () => {
    const { apiKey } = await app.addFirm(['market-data:read']);
    expect(await send(CSV.join('\n'), { key: apiKey })).toMatchObject({
      status: 403,
      body: { code: 'missing-scope' },
    });
  });

  it('shows gaps, stale symbols and corrections', async () => {
    const row = (date: string): string => `SPY,${date},500,501,499,500,,5`;
    await send([HEADER, row('2024-11-22'), row('2024-11-26'), row('2024-11-27')].join('\n'));
    expect((await app.call('GET', '/v1/market-data/quality')).body).toEqual({
      revisedSince: '2023-11-26T00:00:00.000Z',
      series: expect.arrayContaining([
        { series: 'DGS10', observations: 0, stale: false, releaseTimes: 'rule' },
      ]),
      issues: [
        {
          code: 'revised-bar',
          symbol: 'IWM',
          date: '2024-11-26',
          from: 102.5,
          to: 102,
          source: 'import',
          learnedAt: '2024-11-28T12:00:00.000Z',
        },
        { code: 'missing-session', symbol: 'SPY', date: '2024-11-25' },
      ],
      issueCount: 2,
      dataset: 'real',
      expectedSession: '2024-11-27',
      symbols: [
        {
          symbol: 'IWM',
          bars: 2,
          firstSession: '2024-11-25',
          lastSession: '2024-11-26',
          stale: true,
          missingSessions: 0,
          missing: [],
          corrections: 1,
        },
        {
          symbol: 'SPY',
          bars: 3,
          firstSession: '2024-11-22',
          lastSession: '2024-11-27',
          stale: false,
          missingSessions: 1,
          missing: ['2024-11-25'],
          corrections: 0,
        },
      ],
      withoutBars: ['MDY', 'QQQ', 'XLF', 'XLI'],
      optionalWithoutBars: expect.arrayContaining(['XLK', 'VOO']),
    });
  });

  it('looks at the end of data that ended long ago, and tells what is stale beside the doubts', async () => {
    clock.set(new Date('2027-11-29T12:00:00Z'));
    const { body } = await app.call('GET', '/v1/market-data/quality');
    expect(body).toMatchObject({
      expectedSession: '2027-11-26',
      revisedSince: '2023-11-26T00:00:00.000Z',
      symbols: [
        { symbol: 'IWM', stale: true },
        { symbol: 'SPY', stale: true },
      ],
      issues: [
        { code: 'revised-bar', symbol: 'IWM', date: '2024-11-26' },
        { code: 'missing-session', symbol: 'SPY', date: '2024-11-25' },
      ],
      issueCount: 2,
    });
    const later = await app.call('GET', '/v1/market-data/quality?from=2026-11-29');
    expect(later.body['issues']).not.toContainEqual(expect.objectContaining({ code: 'missing-session' }));
  });
});

describe('an installation whose data ended two years ago', () => {
  it('names in its quality what its answers name', async () => {
    const files = await writeMarketFiles();
    const clock = new FixedClock(new Date('2026-11-28T12:00:00Z'));
    const { app, call } = await startLoadedApp({ clock, config: files.config });
    try {
      await app.call('POST', '/v1/market-data/bars/import', {
        headers: { 'content-type': 'text/csv' },
        body: [HEADER, 'IWM,2024-11-26,199,201,198,200,,1000'].join('\n'),
      });
      const { body: regime } = await call<MarketRegimeDto>('GET', '/v1/market-regime');
      expect(regime).toMatchObject({ asOf: '2024-11-27', frozen: true });
      const named = regime.dataQuality.issues.filter(({ code }) => code in DATA_DOUBTS);
      expect(named.map(({ code, date }) => [code, date])).toEqual(
        expect.arrayContaining([
          ['outlier', '2024-11-26'],
          ['outlier', '2024-11-27'],
          ['revised-bar', '2024-11-26'],
        ]),
      );
      const { body: quality } = await call<QualityDto>('GET', '/v1/market-data/quality');
      expect(quality.issues).toEqual(expect.arrayContaining(named));
    } finally {
      await app.stop();
      await files.remove();
    }
  });
});

describe('a sample installation', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
    await app.nest.get(DataLoader).load(() => undefined);
  });
  afterAll(() => app.stop());

  it('reads its synthetic bars, marked by their source', async () => {
    const { body } = await app.call<Bars>('GET', '/v1/market-data/bars?symbol=IWM&from=2024-11-26');
    expect(body.data).toMatchObject([
      { session: '2024-11-26', source: 'sample' },
      { session: '2024-11-27', source: 'sample', close: 166 },
    ]);
  });

  it('is complete and never stale', async () => {
    const { body } = await app.call('GET', '/v1/market-data/quality');
    expect(body).toMatchObject({ dataset: 'sample', expectedSession: '2024-11-27', withoutBars: [] });
    const symbols = body['symbols'] as { stale: boolean; missingSessions: number; optional?: true }[];
    expect(symbols).toHaveLength(12);
    expect(symbols.filter(({ optional }) => optional)).toHaveLength(6);
    expect(symbols.some(({ stale, missingSessions }) => stale || missingSessions > 0)).toBe(false);
  });

  it('takes no import: real bars are never mixed with it', async () => {
    const answer = await app.call('POST', '/v1/market-data/bars/import?dryRun=true', {
      headers: { 'content-type': 'text/csv' },
      body: CSV.join('\n'),
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'dataset-is-sample' } });
  });
});

import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { createApp } from '../src/app.setup.js';
import { INSTRUMENTS } from '../src/domain/market/instruments.js';
import { sessionClose, sessionsBetween } from '../src/domain/market/trading-calendar.js';
import { ImportBarsService } from '../src/modules/market-data/import-bars.service.js';
import { PriceBarRepository } from '../src/modules/market-data/price-bar.repository.js';
import { DAILY_SERIES, LIVE_SERIES } from '../src/modules/market-data/providers/live-series.js';
import { SyncRunner } from '../src/modules/market-data/sync/sync-runner.service.js';
import { SyncService } from '../src/modules/market-data/sync/sync.service.js';
import { FixedClock } from '../src/platform/clock/clock.js';
import { AppConfig } from '../src/platform/config/app-config.js';
import { EmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';
import { migrate } from '../src/platform/database/migrate.js';
import { withClient } from '../src/platform/database/with-client.js';
import { compareInTurn, median } from './measure.js';
import { report } from './report.js';

/** Numbers from a formula; nobody's prices. */
const priceOf = (symbol: number, day: number): number => 100 + symbol * 10 + ((day * 37) % 1000) / 100;

const SESSIONS = sessionsBetween('1999-11-26', '2024-11-26');
const DAY_OF = new Map(sessionsBetween('1993-01-04', '2024-11-29').map((session, day) => [session, day]));
/** Dates of daily and of monthly series. */
const DAYS = [...DAY_OF.keys()].filter((session) => session >= '1999-11-26');
const MONTH_STARTS = DAYS.filter((day, i) => day.slice(0, 7) !== DAYS[i - 1]?.slice(0, 7));
const NOW = new Date('2024-11-27T01:30:00Z');
const NEXT_DAY = new Date('2024-11-28T01:30:00Z');

interface Line {
  readonly session: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

const lineOf = (symbol: number, day: number, session: string): Line => {
  const close = priceOf(symbol, day);
  return { session, open: close - 0.5, high: close + 1, low: close - 1, close, volume: 1000 + day };
};

function csv(): string {
  const lines = ['symbol,date,open,high,low,close,adj_close,volume'];
  INSTRUMENTS.forEach(({ symbol }, s) => {
    SESSIONS.forEach((session, day) => {
      const { open, high, low, close, volume } = lineOf(s, day, session);
      lines.push(`${symbol},${session},${open},${high},${low},${close},,${volume}`);
    });
  });
  return lines.join('\n');
}

function copyText(): string {
  const lines: string[] = [];
  INSTRUMENTS.forEach(({ symbol }, s) => {
    SESSIONS.forEach((session, day) => {
      const { open, high, low, close, volume } = lineOf(s, day, session);
      const learned = new Date(sessionClose(session)).toISOString();
      lines.push(
        `${symbol}\t${session}\t${learned}\t${open}\t${high}\t${low}\t${close}\t\\N\t${volume}\timport\tt\t1\t2024-11-26`,
      );
    });
  });
  return `${lines.join('\n')}\n`;
}

const COPY = `COPY price_bars (symbol, session, learned_at, open, high, low, close, adj_close, volume, source, assumed,
  revision, adjusted_through) FROM STDIN`;

/** A string as a stream of chunks, as a request's body comes in. */
const streamOf = (text: string): Readable => {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, i) =>
    bytes.subarray(i * 65_536, (i + 1) * 65_536),
  );
  return Readable.from(chunks, { objectMode: false });
};

const answer = (response: ServerResponse, body: unknown): void => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
};

/** Speaks what a synchronisation asks of Tiingo and FRED, whose archive begins in 1999. */
async function providers(last: () => string): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://local');
    const prices = /^\/tiingo\/daily\/(\w+)\/prices$/.exec(url.pathname)?.[1];
    if (prices !== undefined) {
      const s = INSTRUMENTS.findIndex(({ symbol }) => symbol === prices);
      const from = url.searchParams.get('startDate') ?? '';
      const rows = sessionsBetween(from < '1999-11-26' ? '1999-11-26' : from, last()).map((session) => ({
        ...lineOf(s, DAY_OF.get(session) ?? 0, session),
        date: `${session}T00:00:00.000Z`,
        divCash: 0,
        splitFactor: 1,
      }));
      return answer(response, rows);
    }
    const series = LIVE_SERIES.find((id) => id === url.searchParams.get('series_id'));
    const all = series !== undefined && DAILY_SERIES.has(series) ? DAYS : MONTH_STARTS;
    const dates = all.filter((date) => date <= last());
    if (url.pathname === '/fred/series/vintagedates') {
      return answer(response, { count: dates.length, vintage_dates: dates });
    }
    const asked = (name: string): string => url.searchParams.get(name) ?? '';
    const start = asked('realtime_start');
    const observations = dates
      .filter((date) => date >= asked('observation_start') && date <= asked('realtime_end'))
      .map((date) => ({
        realtime_start: date < start ? start : date,
        realtime_end: asked('realtime_end'),
        date,
        value: '4.25',
      }));
    return answer(response, { count: observations.length, observations });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const dataDir = await mkdtemp(join(tmpdir(), 'bench-data-'));
await chmod(dataDir, 0o711);
const postgres = await EmbeddedPostgres.start({ dataDir, clusterName: 'bench', report: () => undefined });

async function freshDatabase(name: string): Promise<string> {
  await postgres.createDatabase(name);
  const url = postgres.url(name);
  await withClient(url, (client) => migrate(client));
  return url;
}

/** Milliseconds of the work. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const clock = new FixedClock(NOW);
const body = csv();
const copied = copyText();
const rowCount = SESSIONS.length * INSTRUMENTS.length;

async function appOn(url: string, settings: Partial<AppConfig> = {}) {
  const config = new AppConfig().with({
    nodeEnv: 'test',
    databaseUrl: url,
    syncSchedule: 'off',
    ...settings,
  });
  const app = await createApp({ config, clock, logger: false });
  await app.init();
  return app;
}

const REAL = { tiingoApiKey: 'bench-key-1', fredApiKey: '0123456789abcdef0123456789abcdef' };

let databases = 0;
const importOnce = async (): Promise<number> => {
  const app = await appOn(await freshDatabase(`import_${databases++}`), REAL);
  const taken = await timed(() => app.get(ImportBarsService).import(() => streamOf(body), 'text/csv', false));
  await app.close();
  return taken;
};
const copyOnce = async (): Promise<number> => {
  const url = await freshDatabase(`copy_${databases++}`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const taken = await timed(() => pipeline(streamOf(copied), client.query(copyFrom(COPY))));
  await client.end();
  return taken;
};

await importOnce();
const { ours, peer, ratio } = await compareInTurn(7, importOnce, copyOnce);
report({
  what: `bulk import of ${rowCount} bars against a bare COPY into the same table`,
  measured: `${ratio.toFixed(2)} times (${ours.toFixed(0)} ms against ${peer.toFixed(0)} ms)`,
  target: 'no more than 3 times',
  meets: ratio <= 3,
});

let last = '2024-11-26';
const server = await providers(() => last);
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const app = await appOn(await freshDatabase('sync'), {
  ...REAL,
  tiingoBaseUrl: baseUrl,
  fredBaseUrl: baseUrl,
  tiingoRequestsPerHour: 100_000,
  fredRequestsPerMinute: 100_000,
});
const syncOnce = async (): Promise<void> => {
  await app.get(SyncService).begin('command');
  await app.get(SyncRunner).drain();
};
const first = await timed(syncOnce);
clock.set(NEXT_DAY);
last = '2024-11-27';
const oneDay = await timed(syncOnce);
report({
  what: `one-day sync of ${INSTRUMENTS.length} symbols and ${LIVE_SERIES.length} series against local servers`,
  measured: `${(oneDay / 1000).toFixed(2)} s (the whole past first: ${(first / 1000).toFixed(2)} s)`,
  target: 'under 2 s',
  meets: oneDay < 2000,
});

const repository = app.get(PriceBarRepository);
const asOf: number[] = [];
for (let i = 0; i < 15; i++) {
  asOf.push(
    await timed(() =>
      repository.columnsInForce({ knownAt: new Date(NEXT_DAY.getTime() - i * 86_400_000) }, [
        'IWM',
        'MDY',
        'SPY',
        'QQQ',
      ]),
    ),
  );
}
report({
  what: `asOf query over ${(SESSIONS.length / 252).toFixed(0)} years of 4 symbols, nothing cached`,
  measured: `${median(asOf).toFixed(1)} ms`,
  target: 'under 30 ms for 25 years',
  meets: median(asOf) < 30,
});

await app.close();
server.close();
await postgres.stop();
await rm(dataDir, { recursive: true, force: true });

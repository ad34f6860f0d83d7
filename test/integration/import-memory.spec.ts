import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { INSTRUMENTS } from '../../src/domain/market/instruments.js';
import { sessionsBetween } from '../../src/domain/market/trading-calendar.js';
import { ImportBarsService } from '../../src/modules/market-data/import-bars.service.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const MB = 1024 * 1024;
const FILE_MB = 120;
/** Of zeros after the decimals, so that few rows make a large file. */
const PADDING = '0'.repeat(140);

let app: TestApp;

beforeAll(async () => {
  const config = { tiingoApiKey: 'a key', syncSchedule: 'off' };
  app = await startTestApp({ clock: new FixedClock(new Date('2024-11-27T22:00:00Z')), config });
});
afterAll(() => app.stop());

/** A file of that size, made while it is read. */
function* rowsOf(megabytes: number): Generator<Buffer> {
  yield Buffer.from('symbol,date,open,high,low,close,adj_close,volume\n');
  const sessions = sessionsBetween('1993-01-04', '2024-11-26');
  let size = 0;
  for (const { symbol } of INSTRUMENTS) {
    for (const [i, session] of sessions.entries()) {
      const price = `${100 + (i % 50)}.25${PADDING}`;
      const row = Buffer.from(`${symbol},${session},${price},${price},${price},${price},${price},1000\n`);
      size += row.length;
      yield row;
      if (size > megabytes * MB) return;
    }
  }
}

/** Rows taken in, and the most memory resident meanwhile, in MB. */
async function importFile(megabytes: number): Promise<{ rows: number; peakMb: number }> {
  let peak = 0;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const body = () => Readable.from(rowsOf(megabytes), { objectMode: false });
  const { rows } = await app.nest.get(ImportBarsService).import(body, 'text/csv', false);
  clearInterval(sampling);
  return { rows, peakMb: peak / MB };
}

it('importing a large file takes no memory in proportion to it', async () => {
  const warm = await importFile(FILE_MB / 6);
  const large = await importFile(FILE_MB);
  expect(large.rows).toBeGreaterThan(5 * warm.rows);
  expect(large.peakMb - warm.peakMb).toBeLessThan(FILE_MB / 2);
});

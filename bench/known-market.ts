import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ticker } from '../src/domain/market/instruments.js';
import type { BarSeries } from '../src/domain/market/price-bar.js';
import type { MacroHistory, MacroSeriesId, Observations } from '../src/domain/readings/macro/observation.js';
import { releasedAt } from '../src/domain/readings/macro/release-rules.js';
import { knownMarket, type KnownMarket } from '../src/domain/recommendation/session.js';
import type { BarRow } from '../src/domain/market/validate-bars.js';
import { CsvDirectoryProvider } from '../src/modules/market-data/providers/csv-directory/csv-directory.provider.js';
import type { BarSource, MacroSource } from '../src/modules/market-data/providers/provider.port.js';
import { SampleProvider } from '../src/modules/market-data/providers/sample/sample.provider.js';

/** What a market is made of; `knownMarket` of it again has nothing cached. */
export interface MarketData {
  readonly bars: ReadonlyMap<Ticker, BarSeries>;
  readonly macro: MacroHistory;
  readonly sample: boolean;
}

export const prepare = ({ bars, macro, sample }: MarketData): KnownMarket => knownMarket(bars, macro, sample);

export const sampleData = (): Promise<MarketData> => read(new SampleProvider(), true);

const REAL_DATA_DIR = process.env['REAL_DATA_DIR'] ?? '../shared/data';

/** Where the real prices and macro series lie; undefined on a machine without them. */
export const realDirectories = existsSync(join(REAL_DATA_DIR, 'prices', 'SPY.csv'))
  ? { prices: join(REAL_DATA_DIR, 'prices'), macro: join(REAL_DATA_DIR, 'macro') }
  : undefined;

export const realData = ({ prices, macro }: NonNullable<typeof realDirectories>): Promise<MarketData> =>
  read(new CsvDirectoryProvider({ marketDataDir: prices, macroDataDir: macro }), false);

async function read(provider: SampleProvider | CsvDirectoryProvider, sample: boolean): Promise<MarketData> {
  const bars = new Map<Ticker, BarSeries>();
  const macro = new Map<MacroSeriesId, Observations>();
  for (const source of (await provider.list()).sources) {
    if (source.kind === 'bars') bars.set(source.symbol, await series(source));
    else if (source.kind === 'macro') macro.set(source.seriesId, await observations(source));
  }
  return { bars, macro, sample };
}

async function series(source: BarSource): Promise<BarSeries> {
  const all: BarRow[] = [];
  for await (const row of source.rows()) all.push(row);
  const column = (name: 'open' | 'high' | 'low' | 'close' | 'volume') =>
    Float64Array.from(all, (row) => row[name]);
  return {
    symbol: source.symbol,
    sessions: all.map((row) => row.session),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  };
}

async function observations(source: MacroSource): Promise<Observations> {
  const all: { date: string; value: number; releasedAt: number }[] = [];
  for await (const { date, value } of source.rows()) {
    all.push({ date, value, releasedAt: releasedAt(source.seriesId, date) });
  }
  all.sort((a, b) => a.releasedAt - b.releasedAt || (a.date < b.date ? -1 : 1));
  return {
    dates: all.map(({ date }) => date),
    values: Float64Array.from(all, ({ value }) => value),
    releasedAt: Float64Array.from(all, (row) => row.releasedAt),
    assumed: new Uint8Array(all.length).fill(1),
  };
}

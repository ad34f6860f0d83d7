import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleMarket } from '../../sample/sample-market.js';
import type { Ticker } from '../../src/domain/market/instruments.js';
import type { PriceBar } from '../../src/domain/market/price-bar.js';
import type { MacroSeriesId } from '../../src/domain/readings/macro/observation.js';

/** Directories as MARKET_DATA_DIR and MACRO_DATA_DIR name them. */
export interface MarketFiles {
  readonly config: { readonly marketDataDir: string; readonly macroDataDir: string };
  remove(): Promise<void>;
}

export interface MarketFilesOptions {
  /** Symbols and series that get no file. */
  readonly without?: readonly (Ticker | MacroSeriesId)[];
  /** Which bars of a symbol are written; by default all. */
  readonly keep?: (symbol: Ticker, bar: PriceBar) => boolean;
}

const COLUMNS = 'date,open,high,low,close,adj_close,volume';

const cells = ({ session, open, high, low, close, adjClose, volume }: PriceBar): string =>
  [session, open, high, low, close, adjClose ?? '', volume].join(',');

/** The sample market's synthetic rows as CSV files, so that an installation takes them for its own. */
export async function writeMarketFiles(options: MarketFilesOptions = {}): Promise<MarketFiles> {
  const { without = [], keep = () => true } = options;
  const marketDataDir = await mkdtemp(join(tmpdir(), 'bars-'));
  const macroDataDir = await mkdtemp(join(tmpdir(), 'macro-'));
  const write = (directory: string, id: Ticker | MacroSeriesId, lines: readonly string[]): Promise<void> =>
    without.includes(id)
      ? Promise.resolve()
      : writeFile(join(directory, `${id}.csv`), `${lines.join('\n')}\n`);

  const { bars, macro } = sampleMarket();
  for (const [symbol, all] of bars) {
    const kept = all.filter((bar) => keep(symbol, bar));
    await write(marketDataDir, symbol, [COLUMNS, ...kept.map(cells)]);
  }
  for (const [id, values] of macro) {
    await write(macroDataDir, id, ['date,value', ...values.map(({ date, value }) => `${date},${value}`)]);
  }
  return {
    config: { marketDataDir, macroDataDir },
    remove: async () => {
      await rm(marketDataDir, { recursive: true });
      await rm(macroDataDir, { recursive: true });
    },
  };
}

/** The sample's bars of a symbol as the import's CSV. */
export function importCsv(symbol: Ticker, keep: (bar: PriceBar) => boolean): string {
  const bars = (sampleMarket().bars.get(symbol) ?? []).filter(keep);
  return [`symbol,${COLUMNS}`, ...bars.map((bar) => `${symbol},${cells(bar)}`)].join('\n');
}

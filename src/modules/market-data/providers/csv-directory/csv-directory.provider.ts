import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { INSTRUMENTS, isOptional } from '../../../../domain/market/instruments.js';
import type { Ticker } from '../../../../domain/market/instruments.js';
import type { BarRow } from '../../../../domain/market/validate-bars.js';
import { BREADTH_SERIES, MACRO_SERIES } from '../../../../domain/readings/macro/observation.js';
import type { MacroSeriesId } from '../../../../domain/readings/macro/observation.js';
import type { StatementRow } from '../../../../domain/readings/macro/statement-rules.js';
import { MarketDataProvider } from '../provider.port.js';
import type { DataSource, MacroRow, ProviderListing } from '../provider.port.js';
import { barRowOf, BAR_COLUMNS, OPTIONAL_BAR_COLUMNS } from './bar-columns.js';
import { csvRows, numberOf } from './csv-rows.js';

const EXTENSION = '.csv';

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function* barRows(path: string, symbol: Ticker): AsyncGenerator<BarRow> {
  for await (const row of csvRows(createReadStream(path), BAR_COLUMNS, OPTIONAL_BAR_COLUMNS)) {
    yield barRowOf({ ...row, symbol });
  }
}

async function* macroRows(path: string): AsyncGenerator<MacroRow> {
  for await (const { date, value } of csvRows(createReadStream(path), ['date', 'value'])) {
    // FRED writes a day without a value as a full stop.
    if (value !== '.' && value !== '') yield { date, value: numberOf(value) };
  }
}

async function* statementRows(path: string): AsyncGenerator<StatementRow> {
  yield* csvRows(createReadStream(path), ['date', 'body'], ['title', 'url']);
}

/** Files of these names count as the series they hold, where the series' own file isn't there. */
const ALIASES: Readonly<Partial<Record<string, string>>> = { S5FI: 'S5FI_COMPUTED' };

type FoundFiles = Omit<ProviderListing, 'missingOptional'>;

/** The files of a directory whose name is one of the ids, and those whose name isn't. */
async function filesOf<Id extends string>(
  directory: string | undefined,
  ids: readonly Id[],
  sourceOf: (id: Id, name: string, path: string) => DataSource,
): Promise<FoundFiles> {
  if (directory === undefined) return { sources: [], ignored: [], missing: [] };
  const names = (await readdir(directory)).sort();
  const present = ids.flatMap((id) => {
    const file = [id, ALIASES[id] ?? id].map((name) => name + EXTENSION).find((name) => names.includes(name));
    return file === undefined ? [] : [{ id, file }];
  });
  return {
    sources: present.map(({ id, file }) => sourceOf(id, file, join(directory, file))),
    ignored: names.filter((name) => !present.some(({ file }) => file === name)),
    missing: ids.filter((id) => !present.some((one) => one.id === id)),
  };
}

/** Every CSV file of a directory as statements. */
async function statementFilesOf(directory: string | undefined): Promise<FoundFiles> {
  if (directory === undefined) return { sources: [], ignored: [], missing: [] };
  const names = (await readdir(directory)).sort();
  const sources = names
    .filter((name) => name.endsWith(EXTENSION))
    .map((name): DataSource => {
      const path = join(directory, name);
      return { kind: 'statements', name, fingerprint: () => sha256(path), rows: () => statementRows(path) };
    });
  return { sources, ignored: names.filter((name) => !name.endsWith(EXTENSION)), missing: [] };
}

/** Where the files lie; any may be absent. */
export interface DataDirectories {
  readonly marketDataDir?: string;
  readonly macroDataDir?: string;
  readonly breadthDataDir?: string;
  readonly fomcDataDir?: string;
}

/**
 * Directories with one file a symbol (`SPY.csv`: date, open, high, low, close, adj_close, volume) and one
 * a macro or breadth series (`DGS10.csv`: date, value), and with files of the Fed's statements under any name
 * (date, title, url, body). Files of other names are left alone.
 */
export class CsvDirectoryProvider extends MarketDataProvider {
  override readonly id = 'csv';

  constructor(private readonly directories: DataDirectories) {
    super();
  }

  override async list(): Promise<ProviderListing> {
    const { marketDataDir, macroDataDir, breadthDataDir, fomcDataDir } = this.directories;
    const symbols = INSTRUMENTS.map(({ symbol }) => symbol);
    const bars = await filesOf<Ticker>(marketDataDir, symbols, (symbol, name, path) => ({
      kind: 'bars',
      name,
      symbol,
      fingerprint: () => sha256(path),
      rows: () => barRows(path, symbol),
    }));
    const observed = (seriesId: MacroSeriesId, name: string, path: string): DataSource => ({
      kind: 'macro',
      name,
      seriesId,
      fingerprint: () => sha256(path),
      rows: () => macroRows(path),
    });
    const macro = await filesOf<MacroSeriesId>(macroDataDir, MACRO_SERIES, observed);
    const breadth = await filesOf<MacroSeriesId>(breadthDataDir, BREADTH_SERIES, observed);
    const all = [bars, macro, breadth, await statementFilesOf(fomcDataDir)];
    return {
      sources: all.flatMap(({ sources }) => sources),
      ignored: all.flatMap(({ ignored }) => ignored),
      missing: [
        ...bars.missing.filter((symbol) => !isOptional(symbol)),
        ...macro.missing,
        ...breadth.missing,
      ],
      missingOptional: bars.missing.filter(isOptional),
    };
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { READ_SYMBOLS, type Ticker } from '../../src/domain/market/instruments.js';
import type { BarSeries } from '../../src/domain/market/price-bar.js';
import type { FedStatement } from '../../src/domain/readings/macro/statement.js';
import { statementReleasedAt } from '../../src/domain/readings/macro/statement-rules.js';
import {
  BREADTH_SERIES,
  MACRO_SERIES,
  type MacroHistory,
} from '../../src/domain/readings/macro/observation.js';
import { releasedAt } from '../../src/domain/readings/macro/release-rules.js';
import { columnsOf } from './synthetic-market.js';

/** Where real prices and macro series lie on a machine that has them. */
export const REAL_DATA_DIR = process.env['REAL_DATA_DIR'] ?? '../shared/data';

/**
 * Whether the real data is here. Absent, it says so once, and fails where CI demands it.
 */
export function hasRealData(): boolean {
  if (existsSync(join(REAL_DATA_DIR, 'prices', 'SPY.csv'))) return true;
  const reason = `no real data in REAL_DATA_DIR (${REAL_DATA_DIR})`;
  if (process.env['CI'] === 'true') throw new Error(`${reason}, and CI=true demands it`);
  process.stderr.write(`skipped: ${reason}\n`);
  return false;
}

function rowsOf(path: string): string[][] {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => line.trimEnd().split(','));
}

/** The bars of every instrument, straight from the files. */
export function realBars(): Map<Ticker, BarSeries> {
  return new Map(
    READ_SYMBOLS.map((symbol) => {
      const rows = rowsOf(join(REAL_DATA_DIR, 'prices', `${symbol}.csv`));
      const column = (at: number): Float64Array => Float64Array.from(rows, (row) => Number(row[at]));
      return [
        symbol,
        {
          symbol,
          sessions: rows.map((row) => row[0]!),
          open: column(1),
          high: column(2),
          low: column(3),
          close: column(4),
          volume: column(6),
        },
      ];
    }),
  );
}

/** The closes of every instrument adjusted for splits and dividends, one a bar. */
export const realAdjustedCloses = (): Map<Ticker, Float64Array> =>
  new Map(
    READ_SYMBOLS.map((symbol) => [
      symbol,
      Float64Array.from(rowsOf(join(REAL_DATA_DIR, 'prices', `${symbol}.csv`)), (row) => Number(row[5])),
    ]),
  );

/** Every macro and breadth series that readings use, each value public from its release rule's instant on. */
export function realMacro(): MacroHistory {
  const files = [
    ...MACRO_SERIES.map((id) => [id, join('macro', id)] as const),
    ...BREADTH_SERIES.map((id) => [id, join('breadth', id === 'S5FI' ? 'S5FI_COMPUTED' : id)] as const),
  ];
  return new Map(
    files.map(([id, path]) => [
      id,
      columnsOf(
        rowsOf(join(REAL_DATA_DIR, `${path}.csv`))
          .map(([date, value]) => ({
            date: date!,
            value: Number(value),
            releasedAt: releasedAt(id, date!),
            assumed: true,
          }))
          .sort((a, b) => a.releasedAt - b.releasedAt || (a.date < b.date ? -1 : 1)),
      ),
    ]),
  );
}

/** The Fed's statements, each public from its release rule's instant on. */
export const realStatements = (): FedStatement[] =>
  parse<{ date: string; title: string; url: string; body: string }>(
    readFileSync(join(REAL_DATA_DIR, 'fomc', 'fomc_statements_2021_2025.csv')),
    { columns: true, trim: true },
  ).map((row) => ({ ...row, releasedAt: statementReleasedAt(row.date), assumed: true }));

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ema } from '../../src/domain/indicators/ema.js';
import { macd } from '../../src/domain/indicators/macd.js';
import { sma } from '../../src/domain/indicators/sma.js';
import { hasRealData, REAL_DATA_DIR } from '../support/real-data.js';

const FOLDER = join(REAL_DATA_DIR, 'reference', 'stock-indicators');

type Row = Readonly<Record<string, number | string | null>>;

const resultsOf = (indicator: string): Row[] =>
  JSON.parse(readFileSync(join(FOLDER, `${indicator}.standard.json`), 'utf8')) as Row[];

const closes = (): Float64Array => {
  const [header = '', ...rows] = readFileSync(join(FOLDER, 'quotes.default.csv'), 'utf8')
    .trim()
    .split(/\r?\n/);
  const at = header.split(',').indexOf('close');
  return Float64Array.from(rows, (row) => Number(row.split(',')[at]));
};

/** Each row of a column against the reference's, null and NaN meaning the same. */
function expectEqual(column: Float64Array, rows: readonly Row[], field: string): void {
  expect(column).toHaveLength(rows.length);
  rows.forEach((row, i) => {
    const reference = row[field];
    if (reference === null) expect([i, column[i]]).toEqual([i, NaN]);
    else expect([i, column[i]]).toEqual([i, expect.closeTo(Number(reference), 9)]);
  });
}

/**
 * Results that another project publishes for 502 daily quotes: Stock Indicators for .NET by Dave Skender
 * and contributors, https://github.com/facioquo/stock-indicators-dotnet (tests/indicators/_testdata).
 */
(hasRealData() ? describe : describe.skip)('indicators equal the reference on every row', () => {
  it('SMA 20', () => {
    expectEqual(sma(closes(), 20), resultsOf('sma'), 'sma');
  });

  it('EMA 20, seeded with the mean of its first 20 closes', () => {
    expectEqual(ema(closes(), 20), resultsOf('ema'), 'ema');
  });

  it('MACD 12/26/9: line, signal and both averages', () => {
    const columns = macd(closes(), { fast: 12, slow: 26, signal: 9 });
    const rows = resultsOf('macd');
    expectEqual(columns.line, rows, 'macd');
    expectEqual(columns.signal, rows, 'signal');
    expectEqual(columns.fast, rows, 'fastEma');
    expectEqual(columns.slow, rows, 'slowEma');
  });
});

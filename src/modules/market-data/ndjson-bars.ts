import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { BarRow } from '../../domain/market/validate-bars.js';
import { BAR_COLUMNS, OPTIONAL_BAR_COLUMNS } from './providers/csv-directory/bar-columns.js';
import { UnreadableSource } from './providers/provider.port.js';

const LONGEST_LINE = 1024 * 1024;
const REQUIRED = ['symbol', ...BAR_COLUMNS] as const;
const KNOWN: readonly string[] = [...REQUIRED, ...OPTIONAL_BAR_COLUMNS];

function objectOf(line: string, row: number): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UnreadableSource(`row ${row} is not valid JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnreadableSource(`row ${row} is not a JSON object`);
  }
  return { ...value };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

async function* linesOf(input: Readable): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of input) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new UnreadableSource('a line is too long');
    yield lines;
  }
  yield [rest + decoder.end()];
}

function barOf(line: string, row: number): BarRow {
  const fields = objectOf(line, row);
  const lacking = REQUIRED.filter((name) => !(name in fields));
  if (lacking.length > 0) throw new UnreadableSource(`row ${row} lacks ${lacking.join(', ')}`);
  const unknown = Object.keys(fields).filter((name) => !KNOWN.includes(name));
  if (unknown.length > 0) throw new UnreadableSource(`row ${row} has an unknown field ${unknown.join(', ')}`);
  const adjClose = fields['adj_close'];
  return {
    symbol: text(fields['symbol']),
    session: text(fields['date']),
    open: number(fields['open']),
    high: number(fields['high']),
    low: number(fields['low']),
    close: number(fields['close']),
    ...(adjClose === undefined || adjClose === null ? {} : { adjClose: number(adjClose) }),
    volume: number(fields['volume']),
  };
}

/**
 * Bars written as one JSON object a line, with the names of the CSV columns; numbers as JSON numbers. In
 * batches as they stream in.
 * @throws UnreadableSource for a line that is no object, lacks a field or has an unknown one
 */
export async function* ndjsonBars(input: Readable): AsyncGenerator<BarRow[]> {
  let row = 0;
  for await (const lines of linesOf(input)) {
    yield lines.filter((line) => line.trim() !== '').map((line) => barOf(line, row++));
  }
}

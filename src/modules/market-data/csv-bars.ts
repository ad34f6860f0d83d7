import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { BarRow } from '../../domain/market/validate-bars.js';
import { BAR_COLUMNS, barRowOf, OPTIONAL_BAR_COLUMNS } from './providers/csv-directory/bar-columns.js';
import { checkHeader } from './providers/csv-directory/csv-rows.js';
import { UnreadableSource } from './providers/provider.port.js';

const REQUIRED = ['symbol', ...BAR_COLUMNS] as const;
const LONGEST_LINE = 1024 * 1024;
const BYTE_ORDER_MARK = '\uFEFF';

/** Whole lines as records. Bars need no quotes, so lines without one are split, which takes a fifth of the time. */
function recordsOf(lines: string): string[][] {
  if (lines.includes('"')) {
    return parse(lines, { trim: true, skip_empty_lines: true, relax_column_count: true });
  }
  return lines.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim().split(',')]));
}

/**
 * Bars as CSV with a header row, in batches as they stream in. A quoted field may not hold a line break.
 * @throws UnreadableSource when the header isn't one of bars, or a row has other fields than it
 */
export async function* csvBars(input: Readable): AsyncGenerator<BarRow[]> {
  const decoder = new StringDecoder('utf8');
  let header: string[] | undefined;
  let rows = 0;
  let rest = '';
  const batchOf = (lines: string): BarRow[] => {
    let records: string[][];
    try {
      records = recordsOf(lines);
    } catch (error) {
      if (error instanceof CsvError) throw new UnreadableSource(`not valid CSV: ${error.message}`);
      throw error;
    }
    if (header === undefined && records.length > 0) {
      const [first = []] = records.splice(0, 1);
      header = checkHeader(
        first.map((name) => name.replace(BYTE_ORDER_MARK, '').trim()),
        REQUIRED,
        OPTIONAL_BAR_COLUMNS,
      );
    }
    return records.map((fields) => barOf(header ?? [], fields, rows++));
  };
  for await (const chunk of input) {
    const text = rest + decoder.write(chunk as Buffer);
    const end = text.lastIndexOf('\n') + 1;
    rest = text.slice(end);
    if (rest.length > LONGEST_LINE) throw new UnreadableSource('a line is too long');
    if (end > 0) yield batchOf(text.slice(0, end));
  }
  yield batchOf(rest + decoder.end());
}

function barOf(header: readonly string[], fields: readonly string[], row: number): BarRow {
  if (fields.length !== header.length) {
    throw new UnreadableSource(`row ${row} has ${fields.length} fields, and the header ${header.length}`);
  }
  const texts: Record<string, string> = {};
  for (let i = 0; i < header.length; i++) texts[header[i]!] = fields[i]!.trim();
  return barRowOf(texts as Parameters<typeof barRowOf>[0]);
}

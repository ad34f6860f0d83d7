import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse/sync';
import { linesOf, type BarLine, type TextLine } from './bar-lines.js';
import { BAR_COLUMNS, barRowOf, OPTIONAL_BAR_COLUMNS } from './providers/csv-directory/bar-columns.js';
import { checkHeader } from './providers/csv-directory/csv-rows.js';
import { UnreadableSource } from './providers/provider.port.js';

const REQUIRED = ['symbol', ...BAR_COLUMNS] as const;
const OPTIONS = { trim: true, relax_column_count: true };

/** The fields of a line; undefined where a quote isn't closed, or stands within a field. */
type Fields = readonly string[] | undefined;
const BROKEN_QUOTE = 'not valid CSV: a quote is not closed, or stands within a field';

/** Bars need no quotes, so lines without one are split, which takes a fifth of the time. */
function fieldsOf(lines: readonly TextLine[]): Fields[] {
  if (!lines.some(({ text }) => text.includes('"'))) return lines.map(({ text }) => text.split(','));
  try {
    const records = parse(lines.map(({ text }) => text).join('\n'), OPTIONS);
    if (records.length === lines.length) return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  // A quote that isn't closed takes what follows with it: each line by itself shows which one it is.
  return lines.map(({ text }) => (text.includes('"') ? fieldsOfOne(text) : text.split(',')));
}

function fieldsOfOne(text: string): Fields {
  try {
    return parse(text, OPTIONS)[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

/**
 * Bars as CSV with a header row, in batches as they stream in. Each line is a row: a quoted field may not
 * hold a line break.
 * @throws UnreadableSource when the header isn't one of bars, or a line is too long
 */
export async function* csvBars(input: Readable): AsyncGenerator<BarLine[]> {
  let header: string[] | undefined;
  for await (const lines of linesOf(input)) {
    const fields = fieldsOf(lines);
    const bars = lines.map(({ line }, i) => ({ line, fields: fields[i] }));
    if (header === undefined && bars.length > 0) header = headerOf(bars.shift()?.fields);
    yield bars.map((bar) => barOf(header ?? [], bar.fields, bar.line));
  }
}

function headerOf(fields: Fields): string[] {
  if (fields === undefined) throw new UnreadableSource(`the header is ${BROKEN_QUOTE}`);
  return checkHeader(
    fields.map((name) => name.trim()),
    REQUIRED,
    OPTIONAL_BAR_COLUMNS,
  );
}

function barOf(header: readonly string[], fields: Fields, line: number): BarLine {
  if (fields === undefined) {
    return { line, faults: [{ code: 'malformed-csv', message: `line ${line} is ${BROKEN_QUOTE}` }] };
  }
  if (fields.length !== header.length) {
    const message = `line ${line} has ${fields.length} fields, and the header ${header.length}: ${header.join(', ')}`;
    return { line, faults: [{ code: 'field-count', message }] };
  }
  const texts: Record<string, string> = {};
  for (let i = 0; i < header.length; i++) texts[header[i]!] = fields[i]!.trim();
  return { line, bar: barRowOf(texts as Parameters<typeof barRowOf>[0]) };
}

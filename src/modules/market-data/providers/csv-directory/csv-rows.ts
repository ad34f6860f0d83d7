import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { UnreadableSource } from '../provider.port.js';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number written in decimal; `NaN` for anything else, the empty text included. */
export const numberOf = (text: string): number => (NUMBER.test(text) ? Number(text) : Number.NaN);

/**
 * The header, as it is.
 * @throws UnreadableSource when a required column is missing, an unknown one is there, or one repeats
 */
export function checkHeader(
  header: string[],
  required: readonly string[],
  optional: readonly string[],
): string[] {
  const missing = required.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => ![...required, ...optional].some((known) => known === column));
  if (missing.length > 0) throw new UnreadableSource(`the header lacks ${missing.join(', ')}`);
  if (unknown.length > 0) {
    throw new UnreadableSource(`the header has an unknown column ${unknown.join(', ')}`);
  }
  if (new Set(header).size < header.length) throw new UnreadableSource('the header repeats a column');
  return header;
}

/**
 * Reads CSV with a header row as it streams in, one record a row.
 * @throws UnreadableSource when a required column is missing, an unknown one is there, or a row is broken
 */
export async function* csvRows<Required extends string, Optional extends string = never>(
  input: Readable,
  required: readonly Required[],
  optional: readonly Optional[] = [],
): AsyncGenerator<Record<Required, string> & Partial<Record<Optional, string>>> {
  const parser = parse({
    columns: (header: string[]) => checkHeader(header, required, optional),
    bom: true,
    trim: true,
    skip_empty_lines: true,
  });
  input.on('error', (error) => parser.destroy(error));
  try {
    for await (const row of input.pipe(parser)) {
      yield row as Record<Required, string> & Partial<Record<Optional, string>>;
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableSource(`not valid CSV: ${error.message}`);
    throw error;
  } finally {
    input.destroy();
  }
}

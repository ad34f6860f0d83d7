import type { Readable } from 'node:stream';
import { linesOf, type BarLine } from './bar-lines.js';
import { BAR_COLUMNS, OPTIONAL_BAR_COLUMNS } from './providers/csv-directory/bar-columns.js';

const REQUIRED = ['symbol', ...BAR_COLUMNS] as const;
const LONGEST_SHOWN = 40;
const KNOWN: readonly string[] = [...REQUIRED, ...OPTIONAL_BAR_COLUMNS];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

function barOf(json: string, line: number): BarLine {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { line, faults: [{ code: 'malformed-json', message: `line ${line} is not valid JSON` }] };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { line, faults: [{ code: 'not-an-object', message: `line ${line} is not a JSON object` }] };
  }
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const lacking = REQUIRED.filter((name) => !Object.hasOwn(fields, name));
  const unknown = Object.keys(fields).filter((name) => !KNOWN.includes(name));
  if (lacking.length + unknown.length > 0) {
    return {
      line,
      faults: [
        ...lacking.map((column) => ({
          column,
          code: 'missing-field' as const,
          message: `line ${line} lacks ${column}`,
        })),
        ...unknown.map((column) => ({
          column,
          code: 'unknown-field' as const,
          message: `line ${line} has an unknown field ${column.slice(0, LONGEST_SHOWN)}; valid: ${KNOWN.join(', ')}`,
        })),
      ],
    };
  }
  const adjClose = fields['adj_close'];
  const bar = {
    symbol: text(fields['symbol']),
    session: text(fields['date']),
    open: number(fields['open']),
    high: number(fields['high']),
    low: number(fields['low']),
    close: number(fields['close']),
    ...(adjClose === undefined || adjClose === null ? {} : { adjClose: number(adjClose) }),
    volume: number(fields['volume']),
  };
  return { line, bar };
}

/**
 * Bars written as one JSON object a line, with the names of the CSV columns; numbers as JSON numbers. In
 * batches as they stream in.
 * @throws UnreadableSource when a line is too long
 */
export async function* ndjsonBars(input: Readable): AsyncGenerator<BarLine[]> {
  for await (const lines of linesOf(input)) yield lines.map(({ text: json, line }) => barOf(json, line));
}

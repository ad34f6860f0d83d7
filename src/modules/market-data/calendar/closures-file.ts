import type { AnnouncedClosures } from '../../../domain/market/trading-calendar.js';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function listOf(value: unknown, name: string): readonly Readonly<Record<string, unknown>>[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every(isRecord)) return value;
  throw new TypeError(`${name} must be a list of objects`);
}

function textOf(entry: Readonly<Record<string, unknown>>, name: string): string {
  const value = entry[name];
  if (typeof value === 'string') return value;
  throw new TypeError(`an entry lacks the text ${name}`);
}

/**
 * The file of announced closures (docs/DATA.md).
 * @throws SyntaxError, TypeError saying what is wrong with it
 */
export function parseClosures(text: string): AnnouncedClosures {
  const file: unknown = JSON.parse(text);
  if (!isRecord(file)) throw new TypeError('the file must be an object');
  const unknown = Object.keys(file).find((name) => name !== 'closures' && name !== 'earlyCloses');
  if (unknown !== undefined) throw new TypeError(`${unknown} is not closures or earlyCloses`);
  return {
    closures: listOf(file['closures'], 'closures').map((entry) => textOf(entry, 'date')),
    earlyCloses: listOf(file['earlyCloses'], 'earlyCloses').map((entry) => ({
      date: textOf(entry, 'date'),
      time: textOf(entry, 'time'),
    })),
  };
}

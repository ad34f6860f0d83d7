import { readFile } from 'node:fs/promises';
import { DomainError } from '../domain/domain-error.js';
import { announceClosures, type AnnouncedClosures } from '../domain/market/trading-calendar.js';
import { StartFailure } from '../platform/config/start-failure.js';

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

function parse(text: string): AnnouncedClosures {
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

/**
 * Adds to the calendar what a person wrote into the file of announced closures (docs/DATA.md).
 * @throws StartFailure saying what is wrong with it
 */
export async function announceClosuresOf(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  try {
    announceClosures(parse(await readFile(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof DomainError ? `${error.code}: ${error.message}` : String(error);
    throw new StartFailure(`CALENDAR_FILE can't be used: ${reason}`, { cause: error });
  }
}

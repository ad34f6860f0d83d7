import { DomainError } from '../../../domain/domain-error.js';
import type { AnnouncedClosures } from '../../../domain/market/trading-calendar.js';

const KEYS: readonly string[] = ['closures', 'earlyCloses'];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const invalid = (code: string, message: string): DomainError => new DomainError('invalid', code, message);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('malformed-json', 'the file is not valid JSON');
  }
}

function listOf(value: unknown, name: string): readonly Readonly<Record<string, unknown>>[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every(isRecord)) return value;
  throw invalid('not-a-list', `${name} must be a list of objects`);
}

function textOf(entry: Readonly<Record<string, unknown>>, name: string): string {
  const value = entry[name];
  if (typeof value === 'string') return value;
  throw invalid('missing-field', `an entry lacks the text ${name}`);
}

/**
 * The file of announced closures (docs/DATA.md).
 * @throws DomainError `malformed-json`, `not-an-object`, `unknown-field`, `not-a-list`, `missing-field`
 */
export function parseClosures(text: string): AnnouncedClosures {
  const file = jsonOf(text);
  if (!isRecord(file)) throw invalid('not-an-object', 'the file must be an object');
  const unknown = Object.keys(file).find((name) => !KEYS.includes(name));
  if (unknown !== undefined) throw invalid('unknown-field', `${unknown} is not closures or earlyCloses`);
  return {
    closures: listOf(file['closures'], 'closures').map((entry) => textOf(entry, 'date')),
    earlyCloses: listOf(file['earlyCloses'], 'earlyCloses').map((entry) => ({
      date: textOf(entry, 'date'),
      time: textOf(entry, 'time'),
    })),
  };
}

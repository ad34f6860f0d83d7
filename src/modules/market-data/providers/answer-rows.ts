import { isCalendarDate } from '../../../domain/market/calendar-date.js';
import type { ProviderFailure, ProviderFailureCode } from './live-provider.port.js';

type Fail = (code: ProviderFailureCode, detail: string) => ProviderFailure;

/** One row of a provider's answer, read field by field and held to the documented types. */
export class AnswerRow {
  private constructor(
    private readonly fields: object,
    private readonly where: string,
    private readonly fail: Fail,
  ) {}

  /**
   * The rows of a list.
   * @param what names the list in failures
   * @throws ProviderFailure `malformed-answer` where it isn't a list of objects
   */
  static listOf(list: unknown, what: string, fail: Fail): AnswerRow[] {
    if (!Array.isArray(list)) throw fail('malformed-answer', `${what} is not a list`);
    return list.map((fields: unknown, i) => {
      const where = `${what} ${i + 1}`;
      if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
        throw fail('malformed-answer', `${where} is not an object`);
      }
      return new AnswerRow(fields, where, fail);
    });
  }

  /** @throws ProviderFailure `malformed-answer` where it isn't a finite number: a number in quotes neither. */
  number(field: string): number {
    const value = this.get(field);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw this.malformed(field, typeof value === 'string' ? 'a text, not a number' : 'not a number');
  }

  /** @throws ProviderFailure `malformed-answer` */
  positive(field: string): number {
    const value = this.number(field);
    if (value > 0) return value;
    throw this.malformed(field, 'not above zero');
  }

  /** As `number`, and undefined where the field is absent or null. */
  optionalNumber(field: string): number | undefined {
    const value = this.get(field);
    return value === undefined || value === null ? undefined : this.number(field);
  }

  /** @throws ProviderFailure `malformed-answer` */
  text(field: string): string {
    const value = this.get(field);
    if (typeof value === 'string') return value;
    throw this.malformed(field, 'not a text');
  }

  /**
   * A date `YYYY-MM-DD`; where it is an instant, midnight UTC of the date.
   * @throws ProviderFailure `malformed-answer`
   */
  date(field: string): string {
    const text = this.text(field);
    const date = text.replace(/T00:00:00(\.0+)?(Z|\+00:00)$/, '');
    if (isCalendarDate(date)) return date;
    throw this.malformed(field, 'not a date');
  }

  malformed(field: string, what: string): ProviderFailure {
    return this.fail('malformed-answer', `${this.where}: ${field} is ${what}`);
  }

  private get(field: string): unknown {
    return Reflect.get(this.fields, field);
  }
}

/**
 * Holds that keys ascend without repeating.
 * @throws ProviderFailure `unordered-rows`, `duplicate-rows`
 */
export function mustAscend(keys: readonly string[], fail: Fail): void {
  keys.forEach((key, i) => {
    const last = keys[i - 1];
    if (last === undefined || last < key) return;
    throw last === key ? fail('duplicate-rows', key) : fail('unordered-rows', `${key} after ${last}`);
  });
}

import { isCalendarDate } from '../../domain/market/calendar-date.js';
import { fieldRule } from './field-rule.js';

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/i;

function isInstant(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [, day] = RFC_3339.exec(value) ?? [];
  return day !== undefined && isCalendarDate(day) && !Number.isNaN(Date.parse(value));
}

/** An RFC 3339 instant with its offset; code `malformed-instant`. */
export const IsInstant = (): PropertyDecorator =>
  fieldRule('malformedInstant', isInstant, 'must be an instant such as 2024-11-27T21:00:00Z');

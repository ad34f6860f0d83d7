import { fieldRule } from './field-rule.js';

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/i;

const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && RFC_3339.test(value) && !Number.isNaN(Date.parse(value));

/** An RFC 3339 instant with its offset; code `malformed-instant`. */
export const IsInstant = (): PropertyDecorator =>
  fieldRule('malformedInstant', isInstant, 'must be an instant such as 2024-11-27T21:00:00Z');

import { applyDecorators } from '@nestjs/common';
import { fieldRule } from './field-rule.js';

/**
 * A decimal string of at most 12 digits before the point and `places` after it, not negative. Codes:
 * `malformed-decimal`, and `negative-<name>` for a number under zero.
 */
export function IsDecimalString(name: string, places: 2 | 6): PropertyDecorator {
  const format = new RegExp(`^-?\\d{1,12}(\\.\\d{1,${places}})?$`);
  const example = places === 2 ? '"12345.67"' : '"10.5"';
  const isDecimal = (value: unknown) => typeof value === 'string' && format.test(value);
  const isNegative = (value: unknown) => typeof value === 'string' && /^-.*[1-9]/.test(value);
  return applyDecorators(
    fieldRule(
      'malformedDecimal',
      isDecimal,
      `must be a string such as ${example}, with at most 12 digits and ${places} decimals`,
    ),
    fieldRule(`negative${name}`, (value) => !isNegative(value), 'must not be negative'),
  );
}

import { statSync } from 'node:fs';
import { ValidateBy } from 'class-validator';

/** The path of a directory that exists. */
export function IsDirectory(): PropertyDecorator {
  return ValidateBy({
    name: 'isDirectory',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && statSync(value, { throwIfNoEntry: false })?.isDirectory() === true,
      defaultMessage: () => 'must be a directory that exists',
    },
  });
}

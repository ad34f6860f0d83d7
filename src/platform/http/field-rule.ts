import { ValidateBy } from 'class-validator';

/**
 * A rule for a DTO's field. `name` in camel case becomes the error's code in kebab case; `says` completes
 * the sentence "<field> …".
 */
export const fieldRule = (
  name: string,
  holds: (value: unknown) => boolean,
  says: string,
): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: holds, defaultMessage: (args) => `${args?.property} ${says}` } });

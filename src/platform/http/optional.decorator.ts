import { ValidateIf } from 'class-validator';

/** The field may be absent. Unlike class-validator's `IsOptional`, null is not absence. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

import { Injectable, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FieldProblem } from '../../domain/domain-error.js';
import { HttpProblem } from './problem.js';
import { fieldProblemsOf } from './field-problems.js';

const PRIMITIVES: ReadonlySet<unknown> = new Set([String, Number, Boolean, Array, Object, Date, undefined]);

/**
 * Turns a body or query into its DTO and refuses it, naming every bad field, where it breaks the DTO's
 * rules or has a field the DTO doesn't know. Synchronous: class-validator's promises cost more than the
 * checks themselves.
 */
@Injectable()
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || PRIMITIVES.has(metatype)) return value;
    if (type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw validationFailed([
        { pointer: '', code: 'not-an-object', message: 'the body must be a JSON object' },
      ]);
    }
    const instance = parse(metatype as Type<object>, value ?? {});
    const errors = validateSync(instance, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: false,
      validationError: { target: false },
    });
    if (errors.length > 0) throw validationFailed(fieldProblemsOf(errors));
    return instance;
  }
}

/** Unknown fields are copied before they are refused, and a body nested thousands deep has no copy. */
function parse(metatype: Type<object>, value: object): object {
  try {
    return plainToInstance(metatype, value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw validationFailed([
      { pointer: '', code: 'nested-too-deep', message: 'the body is nested too deep' },
    ]);
  }
}

/** The 400 that names bad fields; also thrown by what checks fields outside a DTO. */
export function validationFailed(fields: readonly FieldProblem[]): HttpProblem {
  const names = fields.map(({ pointer }) => pointer || 'the whole body').join(', ');
  const detail =
    fields.length === 1 ? `1 field is invalid: ${names}.` : `${fields.length} fields are invalid: ${names}.`;
  return new HttpProblem(400, 'validation-failed', detail, fields);
}

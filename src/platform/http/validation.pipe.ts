import { Injectable, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FieldProblem } from '../../domain/domain-error.js';
import { accepts } from './accepts.js';
import { HttpProblem } from './problem.js';
import { isOptionalBody } from './optional-body.decorator.js';
import { fieldProblemsOf, pointerTo } from './field-problems.js';

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
    const isAbsent = value === undefined && isOptionalBody(metatype as Type<object>);
    if (type === 'body' && !isAbsent && !isObject(value)) {
      throw validationFailed([
        { pointer: '', code: 'not-an-object', message: 'the body must be a JSON object' },
      ]);
    }
    const instance = parse(metatype as Type<object>, value ?? {});
    const errors = accepts(instance) ? [] : errorsOf(instance);
    const problems = errors.length > 0 ? fieldProblemsOf(errors) : unstorableIn(instance);
    if (problems.length > 0) throw validationFailed(problems);
    return instance;
  }
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const errorsOf = (instance: object) =>
  validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    validationError: { target: false },
  });

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

const NUL_CHARACTER = { pointer: '', code: 'nul-character', message: 'must not hold the NUL character' };
const MALFORMED_TEXT = { pointer: '', code: 'malformed-text', message: 'must be well-formed Unicode' };
const NOT_AN_OBJECT = { pointer: '', code: 'not-an-object', message: 'must be an object' };

/**
 * What no field may hold: PostgreSQL stores any text but the NUL character and unpaired surrogates, and no
 * list here holds lists, which class-validator would let through. Nearly nothing does, so pointers are
 * only made on the way out.
 */
function unstorableIn(value: unknown): FieldProblem[] {
  if (typeof value === 'string') {
    if (value.includes('\0')) return [NUL_CHARACTER];
    return value.isWellFormed() ? [] : [MALFORMED_TEXT];
  }
  const problems: FieldProblem[] = [];
  if (typeof value !== 'object' || value === null) return problems;
  for (const [key, inner] of Object.entries(value)) {
    const isNestedList = Array.isArray(value) && Array.isArray(inner);
    for (const problem of isNestedList ? [NOT_AN_OBJECT] : unstorableIn(inner)) {
      problems.push({ ...problem, pointer: pointerTo('', key) + problem.pointer });
    }
  }
  return problems;
}

/** The 400 that names bad fields; also thrown by what checks fields outside a DTO. */
export function validationFailed(fields: readonly FieldProblem[]): HttpProblem {
  const names = fields.map(({ pointer }) => pointer || 'the whole body').join(', ');
  const detail =
    fields.length === 1 ? `1 field is invalid: ${names}.` : `${fields.length} fields are invalid: ${names}.`;
  return new HttpProblem(400, 'validation-failed', detail, fields);
}

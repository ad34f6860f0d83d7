import type { ValidationError } from 'class-validator';
import type { FieldProblem } from '../../domain/domain-error.js';

/** So that a body of a hundred thousand bad rows isn't answered with as many errors. */
const MOST = 100;

/** Where the field itself is of the wrong shape, what is said of its parts is noise. */
const WRONG_SHAPE: ReadonlySet<string> = new Set(['isArray', 'isObject', 'nestedValidation']);

/** class-validator's tree as a flat list: the first broken rule of each field, by JSON pointer (RFC 6901). */
export function fieldProblemsOf(errors: readonly ValidationError[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  collect(errors, '', problems);
  return problems;
}

function collect(errors: readonly ValidationError[], parent: string, into: FieldProblem[]): void {
  for (const { property, constraints, children } of errors) {
    if (into.length === MOST) return;
    const pointer = pointerTo(parent, property);
    // Rules run in the order they were registered, from the property upwards: the last is the most basic.
    const [constraint, message] = Object.entries(constraints ?? {}).at(-1) ?? [];
    if (constraint !== undefined) into.push({ pointer, ...described(constraint, property, message ?? '') });
    if (children && !WRONG_SHAPE.has(constraint ?? '')) collect(children, pointer, into);
  }
}

/** The constraint's name in kebab case is the code, except where the library's name would mislead. */
function described(constraint: string, property: string, message: string): Omit<FieldProblem, 'pointer'> {
  if (constraint === 'whitelistValidation') {
    return { code: 'unknown-field', message: `${property} is not a field of this request` };
  }
  if (constraint === 'nestedValidation' || constraint === 'isObject') {
    return { code: 'not-an-object', message: `${property} must be an object` };
  }
  return { code: constraint.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), message };
}

/** The JSON pointer to a property of what `parent` points to. */
export const pointerTo = (parent: string, property: string): string =>
  `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;

import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { DomainError, type FieldProblem } from '../../domain/domain-error.js';
import { checkPolicy, DEEPEST_CONDITION } from '../../domain/policy/check-policy.js';
import { didYouMean, meantBy } from '../../domain/policy/nearest.js';
import type { PolicyDocument } from '../../domain/policy/policy-document.js';
import { POLICY_SCHEMA } from '../../domain/policy/policy-schema.js';
import { aboutOf, choicesOf, type SchemaPart } from './schema-in-words.js';

/** So that a document that is wrong all over isn't answered with thousands of errors. */
const MOST = 100;
/** Deeper than any document that could be right; the validator works by recursion. */
const DEEPEST = 60;
/** The most that any list may have; of far longer ones the validator's time grows with the square. */
const LONGEST_LIST = 100;
const LONGEST_SHOWN = 60;

let compiled: ValidateFunction<PolicyDocument> | undefined;

/** Compiled when the first document is written: it takes some tenths of a second, which no start should wait for. */
const validator = (): ValidateFunction<PolicyDocument> =>
  (compiled ??= new Ajv2020({ allErrors: true, verbose: true, strictTypes: false }).compile<PolicyDocument>(
    POLICY_SCHEMA,
  ));

/**
 * Passes a document through that the schema and `checkPolicy` accept. `pointer` is where the document stands
 * in the request.
 * @throws DomainError 422 `invalid-policy`, naming every fault and what would be valid.
 */
export function assertPolicyDocument(document: unknown, pointer: string): PolicyDocument {
  if (isDeeper(document, DEEPEST)) {
    refuse([
      {
        pointer,
        code: 'nested-too-deep',
        message: `a document is nested ${DEEPEST} deep at most, and a condition in it ${DEEPEST_CONDITION}`,
      },
    ]);
  }
  const long = longList(document, LONGEST_LIST, pointer);
  if (long) refuse([long]);
  const validate = validator();
  if (!validate(document)) refuse(faultsOf(validate.errors ?? [], pointer));
  const faults = checkPolicy(document);
  if (faults.length > 0)
    refuse(faults.slice(0, MOST).map((fault) => ({ ...fault, pointer: pointer + fault.pointer })));
  return document;
}

function refuse(faults: readonly FieldProblem[]): never {
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  throw new DomainError(
    'unprocessable',
    'invalid-policy',
    `The policy document has ${count}; errors says where, and what would be valid.`,
    faults,
  );
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** The first list that is longer. */
function longList(value: unknown, most: number, at: string): FieldProblem | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) && value.length > most) {
    const message = `${shown(value)} is not valid here; no list of a document has more than ${most}`;
    return { pointer: at, code: 'wrong-length', message };
  }
  for (const [name, inner] of Object.entries(value)) {
    const found = longList(inner, most, `${at}/${escaped(name)}`);
    if (found) return found;
  }
  return undefined;
}

function faultsOf(errors: readonly ErrorObject[], pointer: string): FieldProblem[] {
  // What leads to an error, and the branches of a choice that is told as a whole, say nothing more.
  const told = errors
    .filter(({ keyword, schemaPath }) => keyword !== 'if' && !schemaPath.includes('/oneOf/'))
    .filter(({ keyword, data }) => keyword !== 'oneOf' || isObject(data))
    .slice(0, MOST);
  const meant = new Map(told.map((error) => [error, meantField(error, told)]));
  const misnamed = new Set(told.map((error) => `${error.instancePath}/${meant.get(error) ?? ''}`));
  const faults = new Map<string, FieldProblem>();
  for (const error of told) {
    const fault = faultOf(error, meant.get(error));
    if (error.keyword === 'required' && misnamed.has(fault.pointer)) continue;
    const at = pointer + fault.pointer;
    // The first of a place is the one that the others follow from.
    if (!faults.has(at)) faults.set(at, { ...fault, pointer: at });
  }
  return [...faults.values()];
}

/** The missing field that an unknown one was meant to be: the one it is like, or the only one where it is the only. */
function meantField(error: ErrorObject, errors: readonly ErrorObject[]): string | undefined {
  if (error.keyword !== 'additionalProperties') return undefined;
  const here = errors.filter(({ instancePath }) => instancePath === error.instancePath);
  const named = (param: string): string[] => here.flatMap(({ params }) => (params[param] as string) ?? []);
  const missing = named('missingProperty');
  const isAlone = missing.length === 1 && named('additionalProperty').length === 1;
  return (
    meantBy(String(error.params['additionalProperty']), missing)[0] ?? (isAlone ? missing[0] : undefined)
  );
}

/** A fault as the validator's error tells it. `meant` is the missing field that an unknown one stands for. */
function faultOf(error: ErrorObject, meant: string | undefined): FieldProblem {
  const { instancePath: at, keyword, params, data } = error;
  const schema = (error.parentSchema ?? {}) as SchemaPart;
  const { properties = {} } = schema;
  switch (keyword) {
    case 'required': {
      const name = String(params['missingProperty']);
      const message = `"${name}" is missing; it must be ${aboutOf(properties[name] ?? {})}`;
      return { pointer: `${at}/${name}`, code: 'missing-field', message };
    }
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      const fields = Object.keys(properties);
      const valid =
        meant === undefined
          ? didYouMean(name, fields, `valid: ${fields.join(', ')}${purposeOf(schema)}`)
          : didYouMean(
              name,
              [meant],
              `"${meant}" is missing and must be ${aboutOf(properties[meant] ?? {})}`,
            );
      return unknownField(at, name, valid);
    }
    case 'oneOf':
      return choiceFault(error, schema);
    case 'uniqueItems': {
      const [later, first] = [Number(params['i']), Number(params['j'])];
      const value = shown((data as readonly unknown[])[later]);
      const message = `${value} stands at ${first} already; valid: ${aboutOf(schema)}`;
      return { pointer: `${at}/${later}`, code: 'duplicate-value', message };
    }
    default: {
      const choices = typeof data === 'string' ? (schema.enum ?? []).map(String) : [];
      const valid = didYouMean(String(data), choices, `valid: ${aboutOf(schema)}`);
      return {
        pointer: at,
        code: codeOf(keyword, at),
        message: `${shown(data)} is not valid here; ${valid}`,
      };
    }
  }
}

/** None, or more than one, of the fields of which exactly one must be there. */
function choiceFault({ instancePath: at, params, data }: ErrorObject, schema: SchemaPart): FieldProblem {
  const { properties = {} } = schema;
  const choices = choicesOf(schema);
  const needed = `exactly one of ${choices.join(', ')} must be there`;
  const purpose = purposeOf(schema);
  const present = (params['passingSchemas'] as readonly number[] | null) ?? [];
  const unknown =
    present.length > 0 ? [] : Object.keys(data as object).filter((name) => !Object.hasOwn(properties, name));
  const written =
    unknown.find((name) => meantBy(name, choices).length > 0) ??
    (unknown.length === 1 ? unknown[0] : undefined);
  if (written !== undefined) return unknownField(at, written, didYouMean(written, choices, needed) + purpose);
  const here = present.length === 0 ? 'is none' : `are ${present.map((i) => choices[i]).join(' and ')}`;
  const code = 'signal' in properties ? 'one-comparison' : 'one-of';
  return { pointer: at, code, message: `${needed}; here ${here}${purpose}` };
}

function unknownField(at: string, name: string, valid: string): FieldProblem {
  const message = `"${cut(name)}" is no field here; ${valid}`;
  return { pointer: `${at}/${escaped(name)}`, code: 'unknown-field', message };
}

const CODES: Readonly<Record<string, string>> = {
  type: 'wrong-type',
  enum: 'unknown-value',
  const: 'unknown-value',
  minimum: 'out-of-range',
  maximum: 'out-of-range',
  exclusiveMinimum: 'out-of-range',
  minLength: 'wrong-length',
  maxLength: 'wrong-length',
  minItems: 'wrong-length',
  maxItems: 'wrong-length',
  minProperties: 'wrong-length',
  pattern: 'malformed-id',
};

function codeOf(keyword: string, pointer: string): string {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (keyword === 'enum' && (name === 'signal' || name === 'symbol')) return `unknown-${name}`;
  return CODES[keyword] ?? keyword;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const purposeOf = ({ description }: SchemaPart): string =>
  description === undefined ? '' : ` (${description})`;

/** A value that isn't valid, as far as a sentence can hold it. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (isObject(value)) {
    const names = Object.keys(value);
    return names.length === 0 ? 'an empty object' : `an object with ${cut(names.join(', '))}`;
  }
  return typeof value === 'string' && value.length > LONGEST_SHOWN
    ? `a text of ${value.length} characters`
    : JSON.stringify(value);
}

const cut = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { DomainError, type FieldProblem } from '../../domain/domain-error.js';
import { checkPolicy } from '../../domain/policy/check-policy.js';
import { nearest } from '../../domain/policy/nearest.js';
import type { PolicyDocument } from '../../domain/policy/policy-document.js';
import { POLICY_SCHEMA } from '../../domain/policy/policy-schema.js';

/** So that a document that is wrong all over isn't answered with thousands of errors. */
const MOST = 100;
/** Deeper than any document that could be right; the validator works by recursion. */
const DEEPEST = 60;
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
    refuse([{ pointer, code: 'nested-too-deep', message: `a document is nested ${DEEPEST} deep at most` }]);
  }
  const validate = validator();
  if (!validate(document)) refuse(faultsOf(validate.errors ?? [], pointer));
  const faults = checkPolicy(document);
  if (faults.length > 0) refuse(faults.map((fault) => ({ ...fault, pointer: pointer + fault.pointer })));
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

function faultsOf(errors: readonly ErrorObject[], pointer: string): FieldProblem[] {
  const faults = new Map<string, FieldProblem>();
  for (const error of errors) {
    // What leads to an error, and the branches of a choice that is told as a whole, say nothing more.
    if (error.keyword === 'if' || error.schemaPath.includes('/oneOf/')) continue;
    const fault = faultOf(error);
    const at = pointer + fault.pointer;
    if (!faults.has(at)) faults.set(at, { ...fault, pointer: at });
    if (faults.size === MOST) break;
  }
  return [...faults.values()];
}

function faultOf(error: ErrorObject): FieldProblem {
  const { instancePath: at, keyword, parentSchema = {}, params, data } = error;
  const properties = (parentSchema['properties'] ?? {}) as Readonly<Record<string, FieldSchema>>;
  switch (keyword) {
    case 'required': {
      const name = String(params['missingProperty']);
      const about = aboutField(properties[name]);
      return { pointer: `${at}/${name}`, code: 'missing-field', message: `${name} is missing${about}` };
    }
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      const message = `${shown(name)} is no field here; ${validOf(name, Object.keys(properties))}`;
      return { pointer: `${at}/${escaped(name)}`, code: 'unknown-field', message };
    }
    case 'enum': {
      const message = `${shown(data)} is not valid here; ${validOf(String(data), allowed(params))}`;
      return { pointer: at, code: unknownCode(at), message };
    }
    case 'oneOf':
      return {
        pointer: at,
        code: 'one-comparison',
        message: 'a test of a number has exactly one of atLeast, over and under',
      };
    default: {
      const code = CODES[keyword] ?? keyword.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return {
        pointer: at,
        code,
        message: `${error.message ?? 'is not valid'}${aboutField(parentSchema as FieldSchema)}`,
      };
    }
  }
}

interface FieldSchema {
  readonly description?: string;
  readonly enum?: readonly unknown[];
}

const CODES: Readonly<Record<string, string>> = {
  type: 'wrong-type',
  const: 'unknown-value',
  minimum: 'out-of-range',
  maximum: 'out-of-range',
  exclusiveMinimum: 'out-of-range',
  minLength: 'wrong-length',
  maxLength: 'wrong-length',
  minItems: 'wrong-length',
  maxItems: 'wrong-length',
  minProperties: 'wrong-length',
  maxProperties: 'wrong-length',
  pattern: 'malformed-id',
  uniqueItems: 'duplicate-value',
};

function unknownCode(pointer: string): string {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  return name === 'signal' || name === 'symbol' ? `unknown-${name}` : 'unknown-value';
}

const allowed = (params: Readonly<Record<string, unknown>>): string[] =>
  ((params['allowedValues'] ?? []) as readonly unknown[]).map(String);

/** All that would be valid, or the most alike where they are many. */
function validOf(given: string, candidates: readonly string[]): string {
  return candidates.length <= 8
    ? `valid: ${candidates.join(', ')}`
    : `the nearest of ${candidates.length}: ${nearest(given, candidates).join(', ')}`;
}

function aboutField({ description, enum: values }: FieldSchema = {}): string {
  const valid = values ? `valid: ${values.map(String).join(', ')}` : undefined;
  const about = [description, valid].filter((part) => part !== undefined).join('; ');
  return about === '' ? '' : ` (${about})`;
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
};

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

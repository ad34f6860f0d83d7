import { POLICY_SCHEMA } from '../../domain/policy/policy-schema.js';

/** What is told of a part of the policy schema. */
export interface SchemaPart {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string;
  readonly title?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: SchemaPart;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  /** Choices by which field is there; each is described by its field. */
  readonly oneOf?: readonly SchemaPart[];
}

const MOST_LISTED = 20;

/** What a value must be, in words: `a whole number from 1 to 250`. */
export function validOf({ $ref, ...own }: SchemaPart): string {
  const part = $ref === '#/$defs/condition' ? POLICY_SCHEMA.$defs.condition : own;
  return inWords(part);
}

/** What a value must be and what it is for. */
export function aboutOf(part: SchemaPart): string {
  return part.description === undefined ? validOf(part) : `${validOf(part)} (${part.description})`;
}

/** The fields of which exactly one must be there. */
export const choicesOf = ({ oneOf = [] }: SchemaPart): string[] =>
  oneOf.flatMap(({ description }) => description ?? []);

function inWords(part: SchemaPart): string {
  if ('const' in part) return JSON.stringify(part.const);
  if (part.enum) return oneOf(part.enum.map(String));
  switch (part.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number${rangeOf(part)}`;
    case 'number':
      return `a number${rangeOf(part)}`;
    case 'string':
      return part.pattern === undefined
        ? `a text of ${countOf(part.minLength, part.maxLength)} characters`
        : (part.title ?? part.pattern);
    case 'array': {
      const items = part.items ? `, each ${validOf(part.items)}` : '';
      return `a list of ${countOf(part.minItems, part.maxItems)}${part.uniqueItems ? ', none twice' : ''}${items}`;
    }
    default:
      return `an object${fieldsOf(part)}`;
  }
}

function fieldsOf(part: SchemaPart): string {
  const { properties = {}, required = [], minProperties } = part;
  const names = Object.keys(properties);
  if (part.oneOf) return ` with exactly one of ${choicesOf(part).join(', ')}`;
  if (minProperties !== undefined) return ` with ${minProperties} or more of ${names.join(', ')}`;
  const optional = names.filter((name) => !required.includes(name));
  return ` with ${required.join(', ')}${optional.length === 0 ? '' : ` and, optionally, ${optional.join(', ')}`}`;
}

const oneOf = (values: readonly string[]): string =>
  values.length <= MOST_LISTED
    ? `one of ${values.join(', ')}`
    : `one of the ${values.length} that GET /v1/policies/schema lists`;

function rangeOf({ minimum, exclusiveMinimum, maximum }: SchemaPart): string {
  if (exclusiveMinimum !== undefined) {
    return ` over ${exclusiveMinimum}${maximum === undefined ? '' : `, ${maximum} at most`}`;
  }
  return minimum === undefined || maximum === undefined ? '' : ` from ${minimum} to ${maximum}`;
}

function countOf(least = 0, most?: number): string {
  if (most === undefined) return `${least} or more`;
  return least === 0 ? `${most} at most` : `${least} to ${most}`;
}

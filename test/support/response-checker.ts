import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { OpenAPIObject } from '@nestjs/swagger';

/** The differences between an answer's body and what the document says of it; empty where it conforms. */
export type ResponseChecker = (route: string, status: number, body: unknown) => readonly string[];

/**
 * Checks bodies against the document, strictly: formats are checked, and a property that the document
 * doesn't list is a difference. `route` is such as `GET /v1/accounts/{id}`.
 */
export function responseChecker(document: OpenAPIObject): ResponseChecker {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(closed(document) as object, 'document');
  const validators = new Map<string, ValidateFunction>();

  return (route, status, body) => {
    const pointer = pointerOf(route, status);
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `document#${pointer}` });
    validators.set(pointer, validate);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}

function pointerOf(route: string, status: number): string {
  const [method = '', path = ''] = route.split(' ');
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  const steps = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'];
  return steps
    .map((step) => `/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    .join('');
}

/** A copy in which objects that list their properties allow no others. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner)]));
  const isOpen = !('additionalProperties' in copy) && typeof copy['properties'] === 'object';
  return isOpen && copy['type'] === 'object' ? { ...copy, additionalProperties: false } : copy;
}

import { expect } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { responseChecker } from './response-checker.js';
import type { TestApp } from './test-app.js';

type Call = TestApp['call'];

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

/**
 * `app.call`, with every answer held against the OpenAPI document: its status is documented for that
 * operation, its media type is one of that status, and its body, where it is JSON, matches the schema strictly.
 */
export async function callsByDocument(app: TestApp): Promise<Call> {
  const { body: document } = await app.call<OpenAPIObject>('GET', '/openapi.json', { key: null });
  const check = responseChecker(document);
  const routeOf = routeFinder(document);

  return async (method, url, request) => {
    const answer = await app.call<never>(method, url, request);
    const path = routeOf(url);
    const { responses } = Reflect.get(document.paths[path] ?? {}, method.toLowerCase()) as Operation;
    const { status, headers, body, text } = answer;
    const route = `${method} ${path}`;
    const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
    const documented = responses[String(status)];
    const types = documented && Object.keys(documented.content ?? { '': 'no body' });
    expect({ route, status, types }).toEqual({ route, status, types: expect.arrayContaining([mediaType]) });
    if (text === '' || !mediaType.includes('json')) return answer;
    expect({ route, status, differences: check(route, status, body) }).toEqual({
      route,
      status,
      differences: [],
    });
    return answer;
  };
}

/** Finds the document's path of a URL; paths without parameters come first. */
function routeFinder({ paths }: OpenAPIObject): (url: string) => string {
  const parameters = (path: string): number => path.split('{').length;
  const routes = Object.keys(paths)
    .sort((a, b) => parameters(a) - parameters(b))
    .map((path) => [path, new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)] as const);
  return (url) => {
    const [pathname = ''] = url.split('?');
    const found = routes.find(([, pattern]) => pattern.test(pathname));
    if (found === undefined) throw new Error(`the OpenAPI document has no path for ${pathname}`);
    return found[0];
  };
}

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: object }>>;
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly examples?: Record<string, { value: unknown }> }>>;
  };
}

let app: TestApp;
let document: OpenAPIObject;
let operations: readonly (readonly [route: string, operation: Operation])[];

const open = { key: null };

beforeAll(async () => {
  app = await startTestApp();
  document = (await app.call<OpenAPIObject>('GET', '/openapi.json', open)).body;
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Readonly<Record<string, Operation>>).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
  );
});
afterAll(() => app.stop());

describe('the OpenAPI document', () => {
  it('is served to anyone and is the committed one', async () => {
    expect(document.openapi).toBe('3.0.0');
    expect(document).toEqual(JSON.parse(await readFile('openapi/openapi.json', 'utf8')));
  });

  it('names every operation once, with a summary, one tag and an answer for refusals', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [route, { operationId, summary, tags, responses }] of operations) {
      const facts = { operationId, hasSummary: Boolean(summary), tags: tags?.length };
      expect({ route, ...facts }).toEqual({
        route,
        operationId: expect.stringMatching(/^[a-z][A-Za-z]+$/),
        hasSummary: true,
        tags: 1,
      });
      expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
    }
  });

  it('asks for the key everywhere under /v1, with 401 and 403 documented as problem+json', () => {
    for (const [route, { security, responses }] of operations) {
      if (!route.includes(' /v1/')) continue;
      expect({ route, security }).toEqual({ route, security: [{ apiKey: [] }] });
      for (const status of ['401', '403']) {
        expect(responses[status]?.content).toHaveProperty(['application/problem+json']);
      }
    }
  });

  it('says what each value of every enumeration means', () => {
    const undescribed: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const { enum: values, description } = value as { enum?: unknown; description?: unknown };
      if (
        Array.isArray(values) &&
        !values.every((one) => String(description).includes(`\`${String(one)}\``))
      ) {
        undescribed.push(path);
      }
      for (const [key, inner] of Object.entries(value)) visit(inner, `${path}/${key}`);
    };
    visit(document, '');
    expect(undescribed).toEqual([]);
  });
});

describe('Swagger UI', () => {
  it('is served at /docs with its scripts', async () => {
    const page = await app.call('GET', '/docs', open);
    expect(page.status).toBe(200);
    expect(page.text).toContain('swagger-ui');
    for (const file of ['swagger-ui-init.js', 'swagger-ui-bundle.js', 'swagger-ui.css']) {
      expect((await app.call('GET', `/docs/${file}`, open)).status).toBe(200);
    }
    const { text } = await app.call('GET', '/docs/swagger-ui-init.js', open);
    expect(text).toContain('"persistAuthorization": true');
  });

  it('offers account examples that run as they stand', async () => {
    const { examples } = operations.find(([route]) => route === 'POST /v1/accounts')?.[1].requestBody
      ?.content['application/json'] ?? { examples: {} };
    expect(Object.keys(examples ?? {}).length).toBeGreaterThan(0);
    for (const { value } of Object.values(examples ?? {})) {
      expect((await app.call('POST', '/v1/accounts', { body: value })).status).toBe(201);
    }
  });
});

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { differencesOf } from '../../src/platform/openapi/differences.js';
import { accountRequest } from '../factories/account.factory.js';
import { responseChecker } from '../support/response-checker.js';
import { startTestApp, type TestApp, type TestRequest } from '../support/test-app.js';

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
    const committed: unknown = JSON.parse(await readFile('openapi/openapi.json', 'utf8'));
    expect(differencesOf(committed, document)).toEqual([]);
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

describe('answers', () => {
  it('are what the document says of them, refusals included', async () => {
    const check = responseChecker(document);
    expect(check('GET /health/live', 200, { status: 1, more: 1 })).toHaveLength(2);
    const call = async (
      route: string,
      url: string,
      request: TestRequest = {},
    ): Promise<Record<string, unknown>> => {
      const answer = await app.call(route.split(' ')[0] as 'GET', url, request);
      expect({ route, status: answer.status, differences: check(route, answer.status, answer.body) }).toEqual(
        {
          route,
          status: answer.status,
          differences: [],
        },
      );
      return answer.body;
    };
    const body = accountRequest({
      client: { name: 'A' },
      cash: '1.00',
      externalIds: [{ system: 'crm', externalId: '1' }],
      positions: [{ symbol: 'AGG', quantity: '1', marketValue: '98.00' }],
      constraints: { IWM: { minBps: 100, maxBps: 3000 } },
    });
    const account = await call('POST /v1/accounts', '/v1/accounts', { body });
    const url = `/v1/accounts/${String(account['id'])}`;
    await call('GET /v1/accounts', '/v1/accounts?limit=1');
    await call('GET /v1/accounts/{id}', url);
    await call('PATCH /v1/accounts/{id}', url, { body: { name: 'B' }, headers: { 'if-match': '"1"' } });
    await call('PATCH /v1/accounts/{id}', url, { body: { name: 'B' }, headers: { 'if-match': '"1"' } });
    await call('PATCH /v1/accounts/{id}', url, { body: { name: 'B' } });
    await call('PUT /v1/accounts/{id}/positions', `${url}/positions`, { body: { positions: [] } });
    await call('PUT /v1/accounts/by-external-id/{system}/{externalId}', '/v1/accounts/by-external-id/crm/2', {
      body,
    });
    await call('POST /v1/accounts', '/v1/accounts', { body: { cash: '-1' } });
    await call('POST /v1/accounts', '/v1/accounts', { body, key: null });
    await call(
      'GET /v1/accounts/{id}',
      url.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    );

    const { defaultPolicyId } = await call('GET /v1/firm', '/v1/firm');
    await call('PATCH /v1/firm', '/v1/firm', { body: { disclosures: 'x' }, headers: { 'if-match': '*' } });
    const key = { name: 'k', scopes: ['firm:read'], expiresAt: '2030-01-01T00:00:00Z' };
    await call('POST /v1/api-keys', '/v1/api-keys', { body: key });
    await call('GET /v1/api-keys', '/v1/api-keys');
    const policy = `/v1/policies/${String(defaultPolicyId)}`;
    await call('GET /v1/policies', '/v1/policies');
    await call('GET /v1/policies/schema', '/v1/policies/schema');
    await call('GET /v1/policies/{id}', policy);
    await call('GET /v1/policies/{id}/versions', `${policy}/versions`);
    await call('GET /v1/policies/{id}/versions/{version}', `${policy}/versions/1`);
    await call('GET /v1/policies/{id}/versions/{version}/rules', `${policy}/versions/1/rules`);
    await call('GET /health/live', '/health/live');
    await call('GET /health/ready', '/health/ready');
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

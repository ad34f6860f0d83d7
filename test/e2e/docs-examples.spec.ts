import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { RunDto } from '../../src/modules/runs/dto/run.dto.js';
import { RunWorker } from '../../src/modules/runs/run-worker.service.js';
import { accountRequest } from '../factories/account.factory.js';
import { ended } from '../support/ended-run.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { writeMarketFiles } from '../support/market-files.js';
import type { TestRequest } from '../support/test-app.js';

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema?: { readonly example?: string | number };
  readonly example?: string | number;
}

interface MediaType {
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly schema?: { readonly example?: unknown };
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, MediaType>> };
}

/** One way to run an operation as Swagger UI offers it. */
interface Offer {
  readonly route: string;
  readonly path: string;
  readonly operation: Operation;
  readonly body?: { readonly mediaType: string; readonly name: string; readonly value: unknown };
}

let sample: LoadedApp;
let offers: readonly Offer[];

beforeAll(async () => {
  sample = await startLoadedApp();
  await sample.app.nest.get(RunWorker).start();
  const { body } = await sample.app.call<OpenAPIObject>('GET', '/openapi.json', { key: null });
  offers = offersOf(body);
});
afterAll(() => sample.app.stop());

function offersOf({ paths }: OpenAPIObject): Offer[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Readonly<Record<string, Operation>>).flatMap(([method, operation]): Offer[] => {
      const offer = { route: `${method.toUpperCase()} ${path}`, path, operation };
      if (operation.requestBody === undefined) return [offer];
      return Object.entries(operation.requestBody.content).flatMap(([mediaType, { examples, schema }]) =>
        Object.entries(examples ?? { default: { value: schema?.example } }).map(([name, { value }]) => ({
          ...offer,
          body: { mediaType, name, value },
        })),
      );
    }),
  );
}

/** Ids that only a caller knows, of things that were made for the purpose. */
async function makeSubjects({
  app,
  call,
}: LoadedApp): Promise<(path: string) => Promise<string | undefined>> {
  const { defaultPolicyId } = (await call('GET', '/v1/firm')).body;
  const created = async (url: string, body: object): Promise<string> =>
    String((await call('POST', url, { body })).body['id']);
  const account = (client?: string): Promise<string> =>
    created('/v1/accounts', accountRequest(client === undefined ? {} : { client: { id: client } }));
  const advisedHousehold = async (): Promise<string> => {
    const body = { name: 'Doe', adviceUnit: 'household', riskProfile: 'growth' };
    const householdId = await created('/v1/households', body);
    await account(await created('/v1/clients', { name: 'A. Doe', householdId }));
    await created(`/v1/households/${householdId}/recommendations`, {});
    return householdId;
  };
  const recommendation = async (ofAccount: string): Promise<string> =>
    created(`/v1/accounts/${ofAccount}/recommendations`, {});
  const { key: author } = (
    await call<{ key: string }>('POST', '/v1/api-keys', {
      body: { name: 'a', scopes: ['policies:write'], principal: { name: 'Author', kind: 'person' } },
    })
  ).body;
  /** A policy whose first version stands where an act of a route begins. */
  const policyFor = async (path: string): Promise<string> => {
    policies += 1;
    const body = { slug: `subject-${policies}`, name: 'Subject', preset: 'baseline' };
    const { id } = (await call<{ id: string }>('POST', '/v1/policies', { key: author, body })).body;
    const act = (verb: string, key: string) =>
      call('POST', `/v1/policies/${id}/versions/1/${verb}`, { key, body: {} });
    if (/\/(approve|reject|activate)$/.test(path)) await act('submit', author);
    if (path.endsWith('/activate')) await act('approve', app.firm.apiKey);
    return id;
  };
  let policies = 0;
  return async (path) => {
    if (/^\/v1\/policies\/.*\/(submit|approve|reject|activate|retire)$/.test(path)) return policyFor(path);
    if (path.startsWith('/v1/policies/')) {
      if (path.endsWith('/record'))
        await call('POST', `/v1/policies/${String(defaultPolicyId)}/versions/1/record`);
      return String(defaultPolicyId);
    }
    if (path.startsWith('/v1/api-keys/'))
      return created('/v1/api-keys', { name: 'k', scopes: ['firm:read'] });
    if (path.startsWith('/v1/macro/overrides/')) {
      return created('/v1/macro/overrides', {
        reading: 'dovish',
        reason: 'The statement',
        expiresAt: '2030-01-31T00:00:00Z',
      });
    }
    if (path === '/v1/clients/{id}') return created('/v1/clients', { name: 'A. Doe' });
    if (path === '/v1/households/{id}') return created('/v1/households', { name: 'Doe' });
    if (path.startsWith('/v1/households/')) return advisedHousehold();
    if (path.startsWith('/v1/market-facts/')) {
      return created('/v1/market-facts', {
        kind: 'top1_share',
        value: 7,
        basis: 'index_weights',
        source: 'a fact sheet',
        observedOn: '2024-11-15',
      });
    }
    if (path.startsWith('/v1/policy-impacts/')) {
      return created(`/v1/policies/${String(defaultPolicyId)}/versions/1/impact`, {});
    }
    if (path.startsWith('/v1/recommendation-runs/')) {
      const id = await created('/v1/recommendation-runs', {});
      await bookIsAdvised(call);
      return id;
    }
    if (path.startsWith('/v1/recommendations/')) return recommendation(await account());
    if (!path.startsWith('/v1/accounts/')) return undefined;
    const id = await account();
    await recommendation(id);
    return id;
  };
}

/** Until it is, no other run can be asked for. */
async function bookIsAdvised(call: LoadedApp['call']): Promise<void> {
  const { data } = (await call<{ data: RunDto[] }>('GET', '/v1/recommendation-runs')).body;
  for (const { id } of data) await ended<RunDto>(call, `/v1/recommendation-runs/${id}`);
}

/** Sends an offer with its own examples; ids in the path are of things made for it. */
async function run(
  { call }: LoadedApp,
  { route, path, operation: { parameters = [] }, body }: Offer,
  id: string | undefined,
): Promise<{ readonly status: number; readonly text: string }> {
  const [method] = route.split(' ') as ['GET'];
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': body.mediaType };
  const query = new URLSearchParams();
  let url = path;
  for (const parameter of parameters) {
    const { in: place, name } = parameter;
    const example = parameter.example ?? parameter.schema?.example;
    const text = example === undefined ? undefined : String(example);
    if (place === 'path') url = url.replace(`{${name}}`, encodeURIComponent(text ?? id ?? ''));
    else if (text === undefined) continue;
    else if (place === 'query') query.set(name, text);
    else headers[name.toLowerCase()] = text;
  }
  const request: TestRequest = { headers, ...(body !== undefined && { body: body.value }) };
  return call(method, query.size > 0 ? `${url}?${query.toString()}` : url, request);
}

/** The sample takes no prices from outside; what a synchronisation does is in live-data.spec. */
const needsOwnData = (offer: Offer): boolean =>
  isImport(offer) || isStatement(offer) || offer.path.startsWith('/v1/market-data/sync');

const isStatement = ({ route }: Offer): boolean => route === 'POST /v1/macro/statements';

/** What a browser opens by a link's token, which nobody can give as an example: pages.spec opens them. */
const needsLink = ({ operation: { parameters = [] } }: Offer): boolean =>
  parameters.some(({ name }) => name === 'token');

const isImport = ({ path }: Offer): boolean => path === '/v1/market-data/bars/import';

describe('what Swagger UI offers', () => {
  it('has a body to send wherever one is needed', () => {
    expect(offers.length).toBeGreaterThan(30);
    for (const { route, body } of offers) {
      if (body !== undefined) expect({ route, body }).toMatchObject({ body: { value: expect.anything() } });
    }
  });

  it('runs as it stands, every operation with every example', async () => {
    const subjectOf = await makeSubjects(sample);
    for (const offer of offers.filter((one) => !needsOwnData(one) && !needsLink(one))) {
      const id = offer.path.includes('{id}') ? await subjectOf(offer.path) : undefined;
      const { status, text } = await run(sample, offer, id);
      if (offer.path === '/v1/recommendation-runs') await bookIsAdvised(sample.call);
      const ran = { route: offer.route, example: offer.body?.name, text: status < 300 ? '' : text };
      expect(ran).toEqual({ ...ran, text: '' });
    }
  });

  it('imports bars and adds a statement, as it stands, where an installation has data of its own', async () => {
    const files = await writeMarketFiles();
    const real = await startLoadedApp({ config: files.config });
    try {
      const imports = offers.filter(isImport);
      expect(imports.map(({ body }) => body?.mediaType).sort()).toEqual(['application/x-ndjson', 'text/csv']);
      for (const offer of imports) expect(await run(real, offer, undefined)).toMatchObject({ status: 200 });
      const [statement] = offers.filter(isStatement);
      expect(await run(real, statement!, undefined)).toMatchObject({ status: 201 });
    } finally {
      await real.app.stop();
      await files.remove();
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MacroAssessmentDto } from '../../src/modules/macro/dto/macro-assessment.dto.js';
import type { ObservationDto } from '../../src/modules/macro/dto/observations.dto.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestApp } from '../support/test-app.js';

interface Page {
  readonly data: readonly ObservationDto[];
  readonly nextCursor: string | null;
  readonly hasMore: boolean;
}

let app: TestApp;
let call: LoadedApp['call'];

beforeAll(async () => {
  ({ app, call } = await startLoadedApp());
});
afterAll(() => app.stop());

const assessment = (query = '') => call<MacroAssessmentDto>('GET', `/v1/macro/assessment${query}`);
const observations = (id: string, query = '') =>
  call<Page>('GET', `/v1/macro/series/${id}/observations${query}`);

describe('the macro assessment', () => {
  it('gives the Fed, yields, the dollar, the curve, inflation and labour', async () => {
    const { status, body } = await assessment();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      asOf: '2024-11-27',
      knownAt: TEST_NOW.toISOString(),
      fed: { action: 'cutting', lastMove: { changeBps: -25 } },
      yields: { series: 'DGS10' },
      usd: { series: 'DTWEXBGS' },
      stance: expect.any(String),
      unavailable: [],
      dataQuality: { sample: true, issues: [] },
    });
    for (const part of [body.curve, body.inflation]) expect(Object.keys(part)).toHaveLength(2);
    expect(body.labour.sahm).toBeDefined();
  });

  it('uses nothing that had not been published by the close of asOf', async () => {
    const close = '2024-11-13T21:00:00Z';
    const { body } = await assessment('?asOf=2024-11-13');
    for (const [id, used] of [
      ['CPILFESL', body.inflation.coreCpi?.month],
      ['PCEPILFE', body.inflation.corePce?.month],
      ['DGS10', body.yields?.date],
      ['DTWEXBGS', body.usd?.date],
      ['SAHMREALTIME', body.labour.sahm?.month],
    ] as const) {
      let published: string | undefined;
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Page = (
          await observations(id, `?limit=200&releasedBy=${close}${cursor && `&cursor=${cursor}`}`)
        ).body;
        published = page.data.at(-1)?.date ?? published;
        cursor = page.nextCursor;
      }
      expect({ id, used }).toEqual({ id, used: published });
    }
  });

  it('knows less at an earlier knownAt', async () => {
    const early = await assessment('?asOf=2024-11-27&knownAt=2024-11-27T21:00:00Z');
    const before = await assessment('?asOf=2024-11-26&knownAt=2024-11-26T21:00:00Z');
    expect(early.body.yields?.date).toBe('2024-11-26');
    expect(before.body.yields?.date).toBe('2024-11-25');
  });

  it.each([
    ['a holiday', 'asOf=2024-07-04', 422, 'not-a-session', '/asOf'],
    ['a session to come', 'asOf=2024-11-29', 422, 'as-of-in-future', '/asOf'],
    ['a session before the data', 'asOf=2020-12-31', 422, 'as-of-before-data', '/asOf'],
    ['a knownAt in the future', 'knownAt=2099-01-01T00:00:00Z', 422, 'known-at-in-future', '/knownAt'],
    ['a date that is none', 'asOf=2024-02-30', 400, 'invalid-date', '/asOf'],
    ['an unknown parameter', 'series=DGS10', 400, 'unknown-field', '/series'],
    ['a malformed instant', 'knownAt=2024', 400, 'malformed-instant', '/knownAt'],
  ])('is refused for %s', async (_, query, status, code, pointer) => {
    expect(await assessment(`?${query}`)).toMatchObject({ status, body: { errors: [{ pointer, code }] } });
  });

  it('needs its scope', async () => {
    const { apiKey } = await app.addFirm(['market:read']);
    for (const url of ['/v1/macro/assessment', '/v1/macro/series/DGS10/observations']) {
      expect(await call('GET', url, { key: apiKey })).toMatchObject({
        status: 403,
        body: { code: 'missing-scope' },
      });
    }
  });
});

describe('the observations of a series', () => {
  it('come in order, page by page, each with when it was published', async () => {
    const first = (await observations('PCEPILFE', '?limit=20')).body;
    expect(first).toMatchObject({ hasMore: true, nextCursor: expect.any(String) });
    const rest = (await observations('PCEPILFE', `?limit=200&cursor=${first.nextCursor}`)).body;
    const all = [...first.data, ...rest.data];
    expect(all.map(({ date }) => date)).toEqual(all.map(({ date }) => date).toSorted());
    expect(new Set(all.map(({ date }) => date)).size).toBe(all.length);
    for (const { date, releasedAt, assumed, source } of all) {
      expect(releasedAt > `${date}T`).toBe(true);
      expect({ assumed, source }).toEqual({ assumed: true, source: 'sample' });
    }
  });

  it('are 404 for a series that is not read, naming those that are', async () => {
    for (const id of ['GDP', 'dgs10', '__proto__']) {
      expect(await observations(id)).toMatchObject({
        status: 404,
        body: {
          code: 'unknown-series',
          errors: [{ pointer: '/id', message: expect.stringContaining('DGS10') }],
        },
      });
    }
  });

  it.each([
    ['limit=0', '/limit', 'min'],
    ['limit=201', '/limit', 'max'],
    ['cursor=nonsense', '/cursor', 'malformed-cursor'],
    ['releasedBy=2024-11-27', '/releasedBy', 'malformed-instant'],
    ['knownAt=x', '/knownAt', 'malformed-instant'],
    ['from=2024-01-01', '/from', 'unknown-field'],
  ])('are refused for ?%s', async (query, pointer, code) => {
    expect(await observations('DGS10', `?${query}`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer, code }] },
    });
  });
});

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { MacroAssessmentDto } from '../../src/modules/macro/dto/macro-assessment.dto.js';
import type { OverrideDto } from '../../src/modules/macro/dto/override.dto.js';
import type {
  RecommendationDto,
  ReplayDto,
} from '../../src/modules/recommendations/dto/recommendation.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { accountRequest } from '../factories/account.factory.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestApp } from '../support/test-app.js';

jest.setTimeout(60_000);

const later = (minutes: number): Date => new Date(TEST_NOW.getTime() + minutes * 60_000);
const EXPIRY = later(60 * 24 * 30).toISOString();

describe("the firm's readings of Fed statements", () => {
  let app: TestApp;
  let call: LoadedApp['call'];
  const clock = new FixedClock(TEST_NOW);

  beforeAll(async () => {
    ({ app, call } = await startLoadedApp({ clock }));
  });
  afterAll(() => app.stop());

  const enter = async (reading: string, expiresAt = EXPIRY) => {
    const body = { reading, reason: 'The statement says so.', expiresAt };
    return call<OverrideDto>('POST', '/v1/macro/overrides', { body });
  };
  const assessment = async (query = '', key = app.firm.apiKey) => {
    const answer = await call<MacroAssessmentDto>('GET', `/v1/macro/assessment${query}`, { key });
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const withdraw = (id: string, headers: Record<string, string> = { 'if-match': '"1"' }) =>
    call('DELETE', `/v1/macro/overrides/${id}`, { headers });

  it("count at once in the firm's own assessment, beside the data's reading", async () => {
    const before = await assessment();
    const { status, body, headers } = await enter('hawkish');
    expect([status, headers['etag']]).toEqual([201, '"1"']);
    expect(body).toMatchObject({ reading: 'hawkish', version: 1, author: { name: 'Owner' } });
    const { fed } = await assessment();
    expect(fed).toMatchObject({ bias: before.fed.bias, override: { id: body.id, author: 'Owner' } });
    expect(fed.stance).toBe('cutting_hawkish');
    const other = await app.addFirm();
    expect((await assessment('', other.apiKey)).fed).not.toHaveProperty('override');
    expect(await call('GET', `/v1/macro/overrides/${body.id}`, { key: other.apiKey })).toMatchObject({
      status: 404,
      body: { code: 'override-not-found' },
    });
    expect((await assessment('?asOf=2024-10-01')).fed).not.toHaveProperty('override');
    expect((await withdraw(body.id)).status).toBe(204);
    expect((await assessment()).fed).toEqual(before.fed);
  });

  it('are withdrawn with If-Match only, once, and stay listed', async () => {
    const { body } = await enter('dovish');
    expect(await withdraw(body.id, {})).toMatchObject({ status: 428 });
    expect(await withdraw(body.id, { 'if-match': '"9"' })).toMatchObject({ status: 412 });
    expect(await withdraw(body.id)).toMatchObject({ status: 204 });
    expect(await withdraw(body.id, { 'if-match': '*' })).toMatchObject({
      status: 409,
      body: { code: 'already-withdrawn' },
    });
    const list = await call<{ data: OverrideDto[] }>('GET', '/v1/macro/overrides');
    expect(list.body.data.find(({ id }) => id === body.id)).toMatchObject({
      withdrawnAt: TEST_NOW.toISOString(),
      version: 2,
    });
  });

  it('end when they expire', async () => {
    await enter('neutral', later(10).toISOString());
    expect((await assessment()).fed).toHaveProperty('override.reading', 'neutral');
    clock.set(later(10));
    expect((await assessment()).fed).not.toHaveProperty('override');
    clock.set(TEST_NOW);
  });

  it('are refused without a reason, with another reading, or expired from the start', async () => {
    const post = (body: object) => call('POST', '/v1/macro/overrides', { body });
    const expiresAt = EXPIRY;
    expect(await post({ reading: 'bearish', reason: '', expiresAt })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/reading' }, { pointer: '/reason' }] },
    });
    expect(await post({ reading: 'dovish', reason: 'x', expiresAt: TEST_NOW.toISOString() })).toMatchObject({
      status: 422,
      body: { code: 'expiry-in-the-past' },
    });
  });

  it('need their own scope to be written', async () => {
    const reader = await app.addFirm(['macro:read']);
    const body = { reading: 'dovish', reason: 'x', expiresAt: EXPIRY };
    expect(await call('POST', '/v1/macro/overrides', { key: reader.apiKey, body })).toMatchObject({
      status: 403,
      body: { code: 'missing-scope' },
    });
  });

  it('are recorded with a recommendation, whose replay is exact after they were withdrawn', async () => {
    clock.set(later(20));
    const account = await call<{ id: string }>('POST', '/v1/accounts', {
      body: accountRequest({ cash: '1000.00' }),
    });
    const advise = async () => {
      const url = `/v1/accounts/${account.body.id}/recommendations`;
      const answer = await call<RecommendationDto>('POST', url, { body: {} });
      expect(answer.status).toBe(201);
      return answer.body;
    };
    const without = await advise();
    const { body: override } = await enter('hawkish');
    const advice = await advise();
    expect(without).not.toHaveProperty('fedOverride');
    expect(advice.fedOverride).toMatchObject({ id: override.id, reading: 'hawkish' });
    expect(advice.inputsHash).not.toBe(without.inputsHash);
    clock.set(later(30));
    expect((await withdraw(override.id)).status).toBe(204);
    expect(await advise()).not.toHaveProperty('fedOverride');
    for (const { id } of [without, advice]) {
      const replay = await call<ReplayDto>('GET', `/v1/recommendations/${id}/replay`);
      expect(replay.body).toMatchObject({ identical: true, differences: [] });
    }
    clock.set(TEST_NOW);
  });
});

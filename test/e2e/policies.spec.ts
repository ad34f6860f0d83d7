import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type {
  PolicyDto,
  PolicyRulesDto,
  PolicyVersionDto,
} from '../../src/modules/policies/dto/policy.dto.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let policy: PolicyDto;

beforeAll(async () => {
  app = await startTestApp();
  const { body } = await app.call<{ data: PolicyDto[] }>('GET', '/v1/policies');
  policy = body.data[0]!;
});
afterAll(() => app.stop());

describe('policies', () => {
  it('of a new firm are a copy of the house policy, in force', async () => {
    expect(policy).toMatchObject({ slug: 'house', activeVersion: 1 });
    expect((await app.call('GET', `/v1/policies/${policy.id}`)).body).toEqual(policy);
    expect(await app.call('GET', `/v1/policies/${policy.id}/versions`)).toMatchObject({
      status: 200,
      body: {
        data: [{ version: 1, status: 'active', createdBy: app.firm.ownerId }],
        hasMore: false,
        nextCursor: null,
      },
    });
  });

  it('say what the evidence says of them, and meet the schema that is served', async () => {
    const version = await app.call<PolicyVersionDto>('GET', `/v1/policies/${policy.id}/versions/1`);
    expect(version.status).toBe(200);
    expect(version.body.evidence.join(' ')).toContain('no reliable edge');
    const schema = await app.call('GET', '/v1/policies/schema');
    const validate = new Ajv2020({ strict: false }).compile(schema.body);
    expect(validate(version.body.document)).toBe(true);
  });

  it('explain each rule: when it holds, what it moves and why', async () => {
    const { body } = await app.call<PolicyRulesDto>('GET', `/v1/policies/${policy.id}/versions/1/rules`);
    const rule = body.data.find(({ id }) => id === 'iwm-relative-strength');
    expect(rule).toMatchObject({
      kind: 'tilt',
      enabled: true,
      moves: [
        { symbol: 'IWM', bps: 200 },
        { symbol: 'SPY', bps: -100 },
        { symbol: 'QQQ', bps: -100 },
      ],
    });
    expect(rule?.meaning).toContain('IWM +2 %, SPY -1 %, QQQ -1 % of equity');
    for (const { meaning, condition, reason } of body.data) {
      for (const text of [meaning, condition, reason]) expect(text).not.toMatch(/undefined|\[object/);
      expect(reason.length).toBeGreaterThan(20);
    }
    expect(body.data.some(({ kind }) => kind === 'brake')).toBe(true);
  });

  it("of another firm, and versions that aren't there, are 404", async () => {
    const other = await app.addFirm();
    for (const path of ['', '/versions', '/versions/1', '/versions/1/rules']) {
      const answer = await app.call('GET', `/v1/policies/${policy.id}${path}`, { key: other.apiKey });
      expect(answer.status).toBe(404);
    }
    expect(await app.call('GET', `/v1/policies/${policy.id}/versions/2`)).toMatchObject({
      status: 404,
      body: { code: 'policy-version-not-found' },
    });
    expect(await app.call('GET', `/v1/policies/${policy.id}/versions/latest`)).toMatchObject({ status: 400 });
  });
});

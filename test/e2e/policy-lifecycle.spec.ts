import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { canonicalHash } from '../../src/domain/canonical-hash.js';
import { POLICY_PRESETS, PRESET_IDS } from '../../src/domain/policy/presets.js';
import type { FirmDto } from '../../src/modules/firms/dto/firm.dto.js';
import type { PolicyDiffDto } from '../../src/modules/policies/dto/policy-diff.dto.js';
import type {
  PolicyDto,
  PolicyVersionDto,
  PolicyVersionHeaderDto,
} from '../../src/modules/policies/dto/policy.dto.js';
import type {
  AdviceDto,
  RecommendationDto,
} from '../../src/modules/recommendations/dto/recommendation.dto.js';
import type { JsonObject } from '../../src/platform/database/database.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { accountRequest } from '../factories/account.factory.js';
import { expectToAddUp, weightOf } from '../support/advice.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestApp } from '../support/test-app.js';

jest.setTimeout(120_000);

const HOUSE = POLICY_PRESETS.house;
const TODAY = '2024-11-28';

describe('policies of a firm', () => {
  let app: TestApp;
  let call: LoadedApp['call'];
  let house: PolicyDto;
  let approver: string;
  const clock = new FixedClock(TEST_NOW);
  let slugs = 0;

  beforeAll(async () => {
    ({ app, call } = await startLoadedApp({ clock }));
    house = (await call<{ data: PolicyDto[] }>('GET', '/v1/policies')).body.data[0]!;
    approver = await keyOf('Committee chair');
  });
  afterAll(() => app.stop());

  /** A key of every scope that policies need, for another principal. */
  async function keyOf(name: string): Promise<string> {
    const scopes = ['policies:read', 'policies:write', 'policies:approve', 'recommendations:write'];
    const body = { name: 'committee', scopes, principal: { name, kind: 'person' } };
    const answer = await call<{ key: string }>('POST', '/v1/api-keys', { body });
    expect(answer.status).toBe(201);
    return answer.body.key;
  }

  const draft = async (body: object = { copyOf: 1 }, id = house.id): Promise<number> => {
    const answer = await call<PolicyVersionHeaderDto>('POST', `/v1/policies/${id}/versions`, { body });
    expect([answer.status, answer.text]).toEqual([201, answer.text]);
    expect(answer.body).toMatchObject({ status: 'draft', inForce: false });
    return answer.body.version;
  };
  const newPolicy = async (body: object = { preset: 'baseline' }): Promise<PolicyDto> => {
    const answer = await call<PolicyDto>('POST', '/v1/policies', {
      body: { slug: `own-${(slugs += 1)}`, name: 'Own', ...body },
    });
    expect([answer.status, answer.text]).toEqual([201, answer.text]);
    return answer.body;
  };
  const act = (verb: string, id: string, version: number, body: object = {}, key = approver) =>
    call<PolicyVersionHeaderDto & { code?: string }>(
      'POST',
      `/v1/policies/${id}/versions/${version}/${verb}`,
      {
        body,
        key,
      },
    );
  /** Drafted and submitted by the owner, approved and activated by the other. */
  async function activated(id: string, version: number, activeFrom = TODAY): Promise<void> {
    for (const [verb, key, body] of [
      ['submit', app.firm.apiKey, {}],
      ['approve', approver, {}],
      ['activate', approver, { activeFrom }],
    ] as const) {
      const answer = await act(verb, id, version, body, key);
      expect([verb, answer.status]).toEqual([verb, 200]);
    }
  }
  const versionInForce = async (id = house.id): Promise<number | undefined> =>
    (await call<PolicyDto>('GET', `/v1/policies/${id}`)).body.activeVersion;
  const preview = (body: object, key = app.firm.apiKey) =>
    call<AdviceDto & { code: string }>('POST', '/v1/recommendations/preview', {
      body: { riskProfile: 'aggressive', cash: '1000.00', ...body },
      key,
    });

  it('lead a version from draft to force, with who did what on the record', async () => {
    const policy = await newPolicy();
    expect(policy).toMatchObject({ latestVersion: 1 });
    expect(policy).not.toHaveProperty('activeVersion');
    expect(await preview({ policy: policy.id })).toMatchObject({
      status: 422,
      body: { code: 'unknown-policy' },
    });

    const submitted = await act('submit', policy.id, 1, { note: 'Please look.' }, app.firm.apiKey);
    expect(submitted).toMatchObject({ status: 200, body: { status: 'submitted' } });
    expect((await act('approve', policy.id, 1)).body).toMatchObject({ status: 'approved', inForce: false });
    const { body } = await act('activate', policy.id, 1, { activeFrom: TODAY, note: 'Unanimous.' });
    expect(body).toMatchObject({ status: 'active', inForce: true, activeFrom: TODAY });
    expect(body.history).toMatchObject([
      { event: 'drafted', by: { name: 'Owner' } },
      { event: 'submitted', by: { name: 'Owner' }, note: 'Please look.' },
      { event: 'approved', by: { name: 'Committee chair', kind: 'person' } },
      { event: 'activated', by: { name: 'Committee chair' }, activeFrom: TODAY, note: 'Unanimous.' },
    ]);
    expect((await preview({ policy: policy.id })).body.policy).toMatchObject({ id: policy.id, version: 1 });

    const actions = await app.database.asFirm(app.firm.firmId, (tx) =>
      tx.auditEvent.findMany({ where: { subjectId: `${policy.id}/1` }, orderBy: { at: 'asc' } }),
    );
    expect(actions.map(({ action }) => action).sort()).toEqual([
      'policy_version.activated',
      'policy_version.approved',
      'policy_version.drafted',
      'policy_version.submitted',
    ]);
    expect(new Set(actions.map(({ principalId }) => principalId)).size).toBe(2);
  });

  it('refuse approval by the author and the submitter, also by another key of theirs', async () => {
    const policy = await newPolicy();
    const scopes = ['policies:approve'];
    const second = await call<{ key: string }>('POST', '/v1/api-keys', { body: { name: 'second', scopes } });
    expect((await act('submit', policy.id, 1, {}, app.firm.apiKey)).status).toBe(200);
    for (const key of [app.firm.apiKey, second.body.key]) {
      expect(await act('approve', policy.id, 1, {}, key)).toMatchObject({
        status: 409,
        body: { code: 'own-policy' },
      });
    }
    const other = await newPolicy();
    expect((await act('submit', other.id, 1)).status).toBe(200);
    expect(await act('approve', other.id, 1)).toMatchObject({ status: 409, body: { code: 'own-policy' } });
    expect(await act('approve', other.id, 1, {}, app.firm.apiKey)).toMatchObject({
      status: 409,
      body: { code: 'own-policy' },
    });
    expect((await act('reject', other.id, 1)).body).toMatchObject({ status: 'rejected' });
  });

  it('refuse every act out of turn, and what is not there', async () => {
    const { id } = await newPolicy();
    const wrong = {
      status: 409,
      body: {
        code: 'wrong-policy-status',
        detail: expect.stringMatching(
          /^Only a version that is .* This one is .*(it can be|as a copy)/,
        ) as unknown,
      },
    };
    for (const verb of ['approve', 'reject', 'activate']) expect(await act(verb, id, 1)).toMatchObject(wrong);
    expect((await act('submit', id, 1)).status).toBe(200);
    expect(await act('submit', id, 1)).toMatchObject(wrong);
    expect((await act('reject', id, 1)).status).toBe(200);
    for (const verb of ['submit', 'approve', 'activate']) expect(await act(verb, id, 1)).toMatchObject(wrong);
    expect((await act('retire', id, 1)).body).toMatchObject({ status: 'retired' });
    expect(await act('retire', id, 1)).toMatchObject(wrong);
    expect(await act('submit', id, 9)).toMatchObject({
      status: 404,
      body: { code: 'policy-version-not-found' },
    });
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await act('submit', nobody, 1)).toMatchObject({ status: 404, body: { code: 'policy-not-found' } });
    const stranger = (await app.addFirm()).apiKey;
    expect(await act('submit', id, 1, {}, stranger)).toMatchObject({ status: 404 });
  });

  it('need their own scope to be approved, activated and retired', async () => {
    const writer = await call<{ key: string }>('POST', '/v1/api-keys', {
      body: { name: 'writer', scopes: ['policies:write'] },
    });
    const { id } = await newPolicy();
    for (const verb of ['approve', 'reject', 'activate', 'retire']) {
      expect(await act(verb, id, 1, {}, writer.body.key)).toMatchObject({
        status: 403,
        body: { code: 'missing-scope' },
      });
    }
  });

  it('of two approvals and of two activations at once let one through', async () => {
    const third = await keyOf('Third member');
    for (let round = 0; round < 3; round += 1) {
      const { id } = await newPolicy();
      await act('submit', id, 1, {}, app.firm.apiKey);
      for (const verb of ['approve', 'activate']) {
        const answers = await Promise.all([act(verb, id, 1), act(verb, id, 1, {}, third)]);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
        expect(answers.find(({ status }) => status === 409)?.body.code).toBe('wrong-policy-status');
      }
      const { body } = await call<PolicyVersionDto>('GET', `/v1/policies/${id}/versions/1`);
      expect(body.history.map(({ event }) => event)).toEqual([
        'drafted',
        'submitted',
        'approved',
        'activated',
      ]);
    }
  });

  it('take force on their date in New York, the latest date first, and give it back when retired', async () => {
    const { id } = await newPolicy();
    await activated(id, 1);
    const second = await draft({ preset: 'equal-weight' }, id);
    await activated(id, second, '2024-12-02');
    const version = async () => (await preview({ policy: id, asOf: '2024-11-27' })).body.policy.version;
    try {
      expect([await version(), await versionInForce(id)]).toEqual([1, 1]);
      clock.set(new Date('2024-12-02T04:59:59Z'));
      expect([await version(), await versionInForce(id)]).toEqual([1, 1]);
      clock.set(new Date('2024-12-02T05:00:00Z'));
      expect([await version(), await versionInForce(id)]).toEqual([2, 2]);
      expect((await act('retire', id, 2)).body).toMatchObject({ status: 'retired', inForce: false });
      expect([await version(), await versionInForce(id)]).toEqual([1, 1]);
    } finally {
      clock.set(TEST_NOW);
    }
  });

  it('by default take force with the next session, and never in the past', async () => {
    const { id } = await newPolicy();
    await act('submit', id, 1, {}, app.firm.apiKey);
    await act('approve', id, 1);
    expect(await act('activate', id, 1, { activeFrom: '2024-11-27' })).toMatchObject({
      status: 422,
      body: {
        code: 'active-from-in-past',
        errors: [
          {
            pointer: '/activeFrom',
            message: `activeFrom is 2024-11-27, and nothing takes effect in the past; valid: ${TODAY}, today in New York, or later`,
          },
        ],
      },
    });
    expect(await act('activate', id, 1, { activeFrom: 'soon' })).toMatchObject({ status: 400 });
    // 2024-11-28 is Thanksgiving.
    expect((await act('activate', id, 1)).body).toMatchObject({ activeFrom: '2024-11-29', inForce: false });
  });

  it('keep the only version in force of the default policy, and let others go', async () => {
    expect(await act('retire', house.id, 1)).toMatchObject({ status: 409, body: { code: 'policy-in-use' } });
    const { id } = await newPolicy();
    await activated(id, 1);
    expect((await act('retire', id, 1)).status).toBe(200);
    expect(await versionInForce(id)).toBeUndefined();
    const firm = await call<FirmDto>('GET', '/v1/firm');
    expect(
      await call('PATCH', '/v1/firm', {
        body: { defaultPolicyId: id },
        headers: { 'if-match': String(firm.headers['etag']) },
      }),
    ).toMatchObject({ status: 422, body: { code: 'unknown-policy' } });
  });

  it('change nothing where the new version changes nothing, for stored and previewed advice', async () => {
    const asked = { positions: [{ symbol: 'SPY', quantity: '100' }] };
    const before = (await preview(asked)).body;
    const version = await draft({ copyOf: 1, note: 'The same again.' });
    const tried = (await preview({ ...asked, policyVersion: version })).body;
    await activated(house.id, version);
    const after = (await preview(asked)).body;
    expect(after.policy).toEqual({ ...before.policy, version });
    for (const advice of [tried, after]) {
      expect({ ...advice, policy: before.policy, inputsHash: before.inputsHash }).toEqual(before);
    }
    expect((await act('retire', house.id, version)).status).toBe(200);
    expect(await versionInForce()).toBe(1);
  });

  it('try a draft in a preview, and store nothing by it', async () => {
    const version = await draft({ preset: 'equal-weight' });
    const tried = await preview({ policyVersion: version, asOf: '2024-11-27' });
    expect(tried.status).toBe(200);
    expectToAddUp(tried.body);
    expect(tried.body.policy).toMatchObject({ id: house.id, version });
    expect(['IWM', 'MDY', 'SPY', 'QQQ'].map((symbol) => weightOf(tried.body, symbol))).toEqual(
      new Array(4).fill(2500),
    );
    expect((await preview({ policy: house.id, policyVersion: version })).body.policy.version).toBe(version);
    const account = await call<{ id: string }>('POST', '/v1/accounts', { body: accountRequest() });
    const store = (body: object) =>
      call<RecommendationDto & { code: string }>('POST', `/v1/accounts/${account.body.id}/recommendations`, {
        body,
      });
    expect(await store({ policyVersion: version })).toMatchObject({
      status: 422,
      body: { code: 'policy-not-active', errors: [{ pointer: '/policyVersion' }] },
    });
    expect(await store({ policyVersion: 1 })).toMatchObject({ status: 201 });
    for (const answer of [await store({ policyVersion: 999 }), await preview({ policyVersion: 999 })]) {
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'unknown-policy-version', errors: [{ pointer: '/policyVersion' }] },
      });
    }
    const whatIf = { riskProfile: 'growth', policyVersion: version, suppose: { closes: { SPY: 500 } } };
    expect((await call('POST', '/v1/recommendations/what-if', { body: whatIf })).status).toBe(200);
  });

  it('come from presets that all advise, in numbers and words', async () => {
    const { body } = await call<{ data: { id: string; document: object }[] }>('GET', '/v1/policies/presets');
    expect(body.data.map(({ id }) => id)).toEqual(PRESET_IDS);
    for (const preset of PRESET_IDS) {
      const version = await draft({ preset });
      for (const riskProfile of ['conservative', 'aggressive']) {
        const advice = await preview({ policyVersion: version, riskProfile });
        expect([preset, advice.status]).toEqual([preset, 200]);
        expectToAddUp(advice.body);
        const words = [advice.body.summary, ...advice.body.rationale.map(({ because }) => because)].join(' ');
        expect(words).not.toMatch(/undefined|null|NaN|\[object/);
      }
      expect((await call('GET', `/v1/policies/${house.id}/versions/${version}/rules`)).status).toBe(200);
    }
    const timing = await draft({ preset: 'ten-month-average' });
    const advice = (await preview({ policyVersion: timing })).body;
    const exposure = advice.rationale.find(({ ruleId }) => ruleId === 'exposure');
    expect(exposure?.because).toMatch(/each month's last close.*ten month-end closes/);
    expect([0, 10_000]).toContain(advice.equityExposureBps);
  });

  it('of a document written before a parameter existed are read with the house policy’s, and say so', async () => {
    const { base: _, breadth: __, ...older } = HOUSE.parameters;
    const document = JSON.parse(JSON.stringify({ ...HOUSE, parameters: older })) as JsonObject;
    const policy = await newPolicy();
    const row = { firmId: app.firm.firmId, policyId: policy.id, version: 2 };
    const documentHash = canonicalHash(document);
    await app.database.asFirm(app.firm.firmId, async (tx) => {
      await tx.policyVersion.create({
        data: { ...row, document, documentHash, createdBy: app.firm.ownerId, createdAt: TEST_NOW },
      });
      await tx.policyVersionEvent.create({
        data: { ...row, sequence: 1, kind: 'drafted', doneBy: app.firm.ownerId, at: TEST_NOW },
      });
    });
    const { status, body } = await call<PolicyVersionDto>('GET', `/v1/policies/${policy.id}/versions/2`);
    expect([status, body.documentHash]).toEqual([200, documentHash]);
    expect(body.completed?.toSorted()).toEqual(['/parameters/base', '/parameters/breadth']);
    expect(body.document).toEqual(HOUSE);
    const tried = (await preview({ policy: policy.id, policyVersion: 2 })).body;
    const before = (await preview({})).body;
    expect(tried.targets).toEqual(before.targets);
    const copy = await draft({ copyOf: 2 }, policy.id);
    const copied = await call<PolicyVersionDto>('GET', `/v1/policies/${policy.id}/versions/${copy}`);
    expect(copied.body).not.toHaveProperty('completed');
  });

  it('say in data and in words what differs between two versions', async () => {
    const [rule, ...others] = HOUSE.tilts.rules;
    const version = await draft({
      document: {
        ...HOUSE,
        baselineBps: { ...HOUSE.baselineBps, IWM: 2500, SPY: 3500 },
        tilts: { ...HOUSE.tilts, rules: others },
      },
    });
    const at = `/v1/policies/${house.id}/versions/${version}/diff`;
    const { status, body } = await call<PolicyDiffDto>('GET', `${at}?against=1`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ version, against: 1, identical: false });
    expect(body.changes).toContainEqual({
      pointer: '/baselineBps/IWM',
      kind: 'changed',
      from: 2000,
      to: 2500,
      sentence: 'The baseline of IWM changes from 20 % to 25 %.',
    });
    expect(body.changes.map(({ pointer, kind }) => [pointer, kind])).toEqual([
      ['/baselineBps/IWM', 'changed'],
      ['/baselineBps/SPY', 'changed'],
      ['/tilts/rules/0', 'removed'],
    ]);
    expect(body.text).toContain(`The tilt ${rule!.id} is removed`);
    const same = await call<PolicyDiffDto>('GET', `${at}?against=${version}`);
    expect(same.body).toMatchObject({ identical: true, changes: [], text: 'Nothing changes.' });
    expect(await call('GET', `${at}?against=999`)).toMatchObject({ status: 404 });
    expect(await call('GET', at)).toMatchObject({ status: 400, body: { errors: [{ pointer: '/against' }] } });
  });

  it('refuse a document, naming each of its faults at its place, with what would be valid', async () => {
    const [first, ...rest] = HOUSE.tilts.rules;
    const rule = { ...first!, when: { signal: 'relative-strenght.state', symbol: 'IWM', in: ['up'] } };
    const document = { ...HOUSE, colour: 'blue', tilts: { ...HOUSE.tilts, rules: [rule, ...rest] } };
    const answer = await call('POST', `/v1/policies/${house.id}/versions`, { body: { document } });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'invalid-policy',
        errors: [
          {
            pointer: '/document/colour',
            code: 'unknown-field',
            message: expect.stringContaining('valid: schemaVersion, name') as unknown,
          },
          {
            pointer: '/document/tilts/rules/0/when/signal',
            code: 'unknown-signal',
            message: expect.stringContaining('did you mean relative-strength.state?') as unknown,
          },
        ],
      },
    });
    const moves = { IWM: 200, SPY: -100 };
    const unbalanced = {
      ...HOUSE,
      tilts: { ...HOUSE.tilts, rules: [{ ...first!, moves }, ...rest] },
    };
    expect(
      await call('POST', '/v1/policies', { body: { slug: 'faulty', name: 'Faulty', document: unbalanced } }),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/document/tilts/rules/0/moves', code: 'moves-not-zero' }] },
    });
  });

  it('refuse a draft without a source, with two, of an unknown version, and a slug that is taken', async () => {
    const post = (body: object) => call('POST', `/v1/policies/${house.id}/versions`, { body });
    expect(await post({})).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/document', code: 'one-source' }] },
    });
    expect(await post({ preset: 'house', copyOf: 1 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/preset' }, { pointer: '/copyOf' }] },
    });
    expect(await post({ copyOf: 999 })).toMatchObject({
      status: 422,
      body: {
        code: 'unknown-policy-version',
        errors: [{ pointer: '/copyOf', message: expect.stringMatching(/valid: 1 to \d+/) as unknown }],
      },
    });
    expect(await post({ preset: 'moon' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/preset' }] },
    });
    expect(await post({ document: 'x' })).toMatchObject({ status: 400 });
    expect(
      await call('POST', '/v1/policies', { body: { slug: 'house', name: 'Second', preset: 'house' } }),
    ).toMatchObject({ status: 409, body: { code: 'slug-taken', errors: [{ pointer: '/slug' }] } });
    expect(
      await call('POST', '/v1/policies', { body: { slug: 'My Policy', name: 'x', preset: 'house' } }),
    ).toMatchObject({ status: 400, body: { errors: [{ pointer: '/slug', code: 'malformed-slug' }] } });
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(
      await call('POST', `/v1/policies/${nobody}/versions`, { body: { preset: 'house' } }),
    ).toMatchObject({ status: 404, body: { code: 'policy-not-found' } });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PolicyRulesDto } from '../../src/modules/policies/dto/policy.dto.js';
import type {
  AdviceDto,
  RecommendationDto,
  ReplayDto,
} from '../../src/modules/recommendations/dto/recommendation.dto.js';
import type { RuleRecordDto } from '../../src/modules/rule-records/dto/rule-record.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { accountRequest } from '../factories/account.factory.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { importCsv, writeMarketFiles, type MarketFiles } from '../support/market-files.js';
import { TEST_NOW, type TestApp } from '../support/test-app.js';

const FIRST_DATA_ENDS = '2024-10-25';

const clock = new FixedClock(TEST_NOW);
const later = (): void => clock.set(new Date(clock.now().getTime() + 60_000));

async function recordUrl({ call }: LoadedApp): Promise<string> {
  const { defaultPolicyId } = (await call('GET', '/v1/firm')).body;
  return `/v1/policies/${String(defaultPolicyId)}/versions/1/record`;
}

const previewOf = async ({ call }: LoadedApp, ask: object = {}): Promise<AdviceDto> => {
  const body = { riskProfile: 'aggressive', ...ask };
  const answer = await call<AdviceDto>('POST', '/v1/recommendations/preview', { body });
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
};

const rulesTold = ({ rationale }: AdviceDto) => rationale.filter(({ reference }) => reference !== undefined);

describe('the record of a policy version on the sample', () => {
  let loaded: LoadedApp;
  let url: string;

  beforeAll(async () => {
    clock.set(TEST_NOW);
    loaded = await startLoadedApp({ clock });
    url = await recordUrl(loaded);
  });
  afterAll(() => loaded.app.stop());

  it('is not ready before it was computed, and says so; the rationale then has none', async () => {
    expect(await loaded.call('GET', url)).toMatchObject({ status: 404, body: { code: 'record-not-ready' } });
    for (const line of (await previewOf(loaded)).rationale) expect(line).not.toHaveProperty('record');
  });

  it('is computed on request, once for the same data, and then read', async () => {
    const computed = await loaded.call<RuleRecordDto>('POST', url);
    expect(computed).toMatchObject({
      status: 201,
      headers: { location: url },
      body: { version: 1, sample: true, returns: 'total', splitDate: '2017-01-01', through: '2024-11-27' },
    });
    const again = await loaded.call('POST', url);
    expect(again).toMatchObject({ status: 200, text: computed.text });
    expect(await loaded.call('GET', url)).toMatchObject({ status: 200, text: computed.text });
    const announced = { headers: { 'content-type': 'application/json' }, body: '' };
    expect(await loaded.call('POST', url, announced)).toMatchObject({ status: 200, text: computed.text });
  });

  it('has every tilt and every brake of the policy, each told in words', async () => {
    const { rules, brakes, caution } = (await loaded.call<RuleRecordDto>('GET', url)).body;
    const { data } = (await loaded.call<PolicyRulesDto>('GET', url.replace(/record$/, 'rules'))).body;
    const idsOf = (kind: string) => data.filter((rule) => rule.kind === kind).map(({ id }) => id);
    expect(rules.map(({ ruleId }) => ruleId)).toEqual(idsOf('tilt'));
    expect(brakes.map(({ brakeId }) => brakeId)).toEqual(idsOf('brake'));
    for (const { told, before } of rules) {
      expect(told).toMatch(/^It was|^Its condition could never be read/);
      expect(told).not.toMatch(/undefined|NaN/);
      // The sample begins after the split date.
      expect(before).toBeUndefined();
    }
    expect(caution).toContain('by chance');
  });

  it('stands in short beside its rule in the rationale, and changes the hash of the inputs', async () => {
    const { rules } = (await loaded.call<RuleRecordDto>('GET', url)).body;
    const lines = rulesTold(await previewOf(loaded));
    expect(lines.length).toBeGreaterThan(0);
    for (const { ruleId, record } of lines) {
      const whole = rules.find((rule) => rule.ruleId === ruleId)?.all;
      expect(record?.times).toBe(whole?.times);
      expect(record?.edge).toBe(whole?.edge);
      expect(record?.through).toBe(whole?.to);
    }
  });

  it('is not told in answers about sessions it has seen beyond, nor known before it was computed', async () => {
    for (const line of (await previewOf(loaded, { asOf: '2024-11-26' })).rationale) {
      expect(line).not.toHaveProperty('record');
    }
    const before = new Date(clock.now().getTime() - 1).toISOString();
    const [known, unknown] = [await previewOf(loaded), await previewOf(loaded, { knownAt: before })];
    for (const line of unknown.rationale) expect(line).not.toHaveProperty('record');
    expect(known.inputsHash).not.toBe(unknown.inputsHash);
  });

  it("is another firm's no more than its policy is, and needs the scopes", async () => {
    const other = await loaded.app.addFirm();
    expect(await loaded.call('GET', url, { key: other.apiKey })).toMatchObject({ status: 404 });
    expect(await loaded.call('POST', url, { key: other.apiKey })).toMatchObject({
      status: 404,
      body: { code: 'policy-version-not-found' },
    });
    const reader = await loaded.app.addFirm(['policies:read']);
    expect(await loaded.call('POST', url, { key: reader.apiKey })).toMatchObject({ status: 403 });
  });
});

describe('a recommendation stored with a record', () => {
  let files: MarketFiles;
  let app: TestApp;
  let call: LoadedApp['call'];

  beforeAll(async () => {
    clock.set(TEST_NOW);
    files = await writeMarketFiles({ keep: (_, { session }) => session <= FIRST_DATA_ENDS });
    ({ app, call } = await startLoadedApp({ clock, config: files.config }));
  });
  afterAll(async () => {
    await app.stop();
    await files.remove();
  });

  it('replays identically after a newer record was stored, which new advice is given with', async () => {
    const url = await recordUrl({ app, call });
    const body = accountRequest({ riskProfile: 'aggressive', cash: '100000.00' });
    const account = String((await call('POST', '/v1/accounts', { body })).body['id']);
    const advise = async (): Promise<RecommendationDto> => {
      const answer = await call<RecommendationDto>('POST', `/v1/accounts/${account}/recommendations`, {
        body: {},
      });
      expect(answer).toMatchObject({ status: 201 });
      return answer.body;
    };
    // Rules on breadth, which has no file here, could never be read and have no record.
    const throughOf = (advice: AdviceDto) =>
      new Set(rulesTold(advice).flatMap(({ record }) => record?.through ?? []));

    const without = await advise();
    later();
    expect(await call('POST', url)).toMatchObject({ status: 201, body: { sample: false } });
    const first = await advise();
    expect(throughOf(first)).toEqual(new Set([FIRST_DATA_ENDS]));
    expect(first.inputsHash).not.toBe(without.inputsHash);

    for (const symbol of ['IWM', 'MDY', 'SPY', 'QQQ', 'XLF', 'XLI'] as const) {
      const headers = { 'content-type': 'text/csv' };
      const csv = importCsv(symbol, ({ session }) => session > FIRST_DATA_ENDS);
      later();
      expect(await call('POST', '/v1/market-data/bars/import', { headers, body: csv })).toMatchObject({
        status: 200,
      });
    }
    later();
    expect(await call('POST', url)).toMatchObject({ status: 201, body: { through: '2024-11-27' } });
    later();
    const second = await advise();
    expect(throughOf(second)).toEqual(new Set(['2024-11-27']));

    for (const { id } of [without, first, second]) {
      const replay = await call<ReplayDto>('GET', `/v1/recommendations/${id}/replay`);
      expect(replay.body).toMatchObject({ identical: true, differences: [] });
    }
  });
});

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { MarketFactDto } from '../../src/modules/market-facts/dto/market-fact.dto.js';
import type {
  AdviceDto,
  RecommendationDto,
  ReplayDto,
} from '../../src/modules/recommendations/dto/recommendation.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { accountRequest } from '../factories/account.factory.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestApp } from '../support/test-app.js';

jest.setTimeout(60_000);

interface Page {
  readonly data: readonly MarketFactDto[];
  readonly nextCursor: string | null;
}

const FORWARD_PE = {
  symbol: 'IWM',
  kind: 'forward_pe',
  value: 16.4,
  basis: 'loss_makers_left_out',
  note: 'Median estimate.',
  source: 'a fact sheet',
  url: 'https://example.org/iwm',
  observedOn: '2024-10-31',
};
const CONCENTRATION = {
  kind: 'top10_share',
  value: 33.5,
  basis: 'index_weights',
  source: 'own reckoning',
  observedOn: '2024-11-15',
};

describe('figures that a firm enters', () => {
  let app: TestApp;
  let call: LoadedApp['call'];
  const clock = new FixedClock(TEST_NOW);
  beforeAll(async () => {
    ({ app, call } = await startLoadedApp({ clock }));
  });
  afterAll(() => app.stop());

  const later = (): void => clock.set(new Date(clock.now().getTime() + 60_000));
  const enter = (body: object, key = app.firm.apiKey) =>
    call<MarketFactDto>('POST', '/v1/market-facts', { body, key });
  const withdraw = (id: string, headers: Record<string, string> = { 'if-match': '"1"' }) =>
    call('DELETE', `/v1/market-facts/${id}`, { headers });
  const preview = async (key = app.firm.apiKey, more: object = {}): Promise<AdviceDto> => {
    const body = { riskProfile: 'aggressive', cash: '1000.00', ...more };
    const answer = await call<AdviceDto>('POST', '/v1/recommendations/preview', { body, key });
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('stand as context in the advice from their entry until they are withdrawn, and move no weight', async () => {
    const before = await preview();
    expect(before).not.toHaveProperty('context');
    const { status, body, headers } = await enter(FORWARD_PE);
    expect([status, headers['etag']]).toEqual([201, '"1"']);
    expect(body).toMatchObject({ ...FORWARD_PE, unit: 'multiple', author: { name: 'Owner' }, version: 1 });
    const market = await enter(CONCENTRATION);
    expect(market.body).not.toHaveProperty('symbol');

    const { context, inputsHash, targets } = await preview();
    expect(context?.map(({ id }) => id)).toEqual([body.id, market.body.id]);
    expect(context?.[0]).toEqual({
      id: body.id,
      ...FORWARD_PE,
      unit: 'multiple',
      sentence:
        "IWM's forward P/E was 16.4 on October 31, 2024, loss makers left out (companies that lose money are left out, which makes the ratio look lower), according to a fact sheet. Note: Median estimate.",
    });
    expect(targets).toEqual(before.targets);
    expect(inputsHash).not.toBe(before.inputsHash);

    expect(await preview(app.firm.apiKey, { asOf: '2024-11-26' })).not.toHaveProperty('context');
    const other = await app.addFirm();
    expect(await preview(other.apiKey)).not.toHaveProperty('context');
    expect(await call('GET', `/v1/market-facts/${body.id}`, { key: other.apiKey })).toMatchObject({
      status: 404,
      body: { code: 'market-fact-not-found' },
    });

    for (const id of [body.id, market.body.id]) expect(await withdraw(id)).toMatchObject({ status: 204 });
    expect(await preview()).toEqual({ ...before, inputsHash: expect.any(String) });
  });

  it('give way to a later one of the same symbol, kind and basis', async () => {
    const first = await enter(FORWARD_PE);
    const second = await enter({ ...FORWARD_PE, value: 17.1, observedOn: '2024-11-15' });
    const another = await enter({ ...FORWARD_PE, basis: 'loss_makers_included', value: 28 });
    expect((await preview()).context?.map(({ value }) => value)).toEqual([28, 17.1]);
    for (const { body } of [first, second, another]) await withdraw(body.id);
  });

  it('are withdrawn with If-Match only, once, and stay listed', async () => {
    const { id } = (await enter(CONCENTRATION)).body;
    expect(await withdraw(id, {})).toMatchObject({ status: 428 });
    expect(await withdraw(id, { 'if-match': '"9"' })).toMatchObject({ status: 412 });
    expect(await withdraw(id)).toMatchObject({ status: 204 });
    expect(await withdraw(id, { 'if-match': '*' })).toMatchObject({
      status: 409,
      body: { code: 'already-withdrawn' },
    });
    const one = await call<MarketFactDto>('GET', `/v1/market-facts/${id}`);
    expect(one).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { withdrawnAt: clock.now().toISOString() },
    });
    const pages: MarketFactDto[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const url = `/v1/market-facts?limit=2${cursor && `&cursor=${cursor}`}`;
      const page: Page = (await call<Page>('GET', url)).body;
      pages.push(...page.data);
      cursor = page.nextCursor;
    }
    expect(pages.filter((fact) => fact.id === id)).toEqual([one.body]);
    expect(new Set(pages.map((fact) => fact.id)).size).toBe(pages.length);
  });

  it.each([
    ['a symbol that is not advised', { symbol: 'XLF' }, '/symbol', 'is-in'],
    ['an unknown kind', { kind: 'mood' }, '/kind', 'is-in'],
    ['a basis of another kind', { basis: 'trailing_sales' }, '/basis', 'basis-not-of-kind'],
    ['no basis', { basis: undefined }, '/basis', 'is-in'],
    ['a figure of nothing', { value: 0 }, '/value', 'not-positive'],
    ['a figure as text', { value: '16' }, '/value', 'is-number'],
    [
      'a share over the whole',
      { kind: 'top1_share', basis: 'fund_holdings', value: 101 },
      '/value',
      'over-100-percent',
    ],
    ['no source', { source: '' }, '/source', 'is-length'],
    ['an address that is none', { url: 'here' }, '/url', 'is-url'],
    ['a day that is none', { observedOn: '2024-02-30' }, '/observedOn', 'malformed-date'],
    ['a day to come', { observedOn: '2024-11-30' }, '/observedOn', 'date-in-the-future'],
    ['an unknown field', { mood: 'good' }, '/mood', 'unknown-field'],
  ])('are refused with %s', async (_, change, pointer, code) => {
    const answer = await enter({ ...FORWARD_PE, ...change });
    expect(answer).toMatchObject({ status: 400 });
    expect(answer.body).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ pointer, code })]),
    });
  });

  it('need macro:write to be entered', async () => {
    const { apiKey } = await app.addFirm(['macro:read']);
    expect(await enter(FORWARD_PE, apiKey)).toMatchObject({ status: 403, body: { code: 'missing-scope' } });
  });

  it('are recorded with a recommendation, whose replay is exact after they were withdrawn', async () => {
    later();
    const account = await call<{ id: string }>('POST', '/v1/accounts', {
      body: accountRequest({ cash: '1000.00' }),
    });
    const advise = async (): Promise<RecommendationDto> => {
      const url = `/v1/accounts/${account.body.id}/recommendations`;
      return (await call<RecommendationDto>('POST', url, { body: {} })).body;
    };
    const { id } = (await enter(FORWARD_PE)).body;
    const other = await enter(CONCENTRATION);
    const advice = await advise();
    expect(advice.context).toHaveLength(2);
    later();
    for (const one of [id, other.body.id]) expect(await withdraw(one)).toMatchObject({ status: 204 });
    const without = await advise();
    expect(without).not.toHaveProperty('context');
    for (const recommendation of [advice, without]) {
      const replay = await call<ReplayDto>('GET', `/v1/recommendations/${recommendation.id}/replay`);
      expect(replay.body).toMatchObject({ identical: true, differences: [] });
    }
  });
});

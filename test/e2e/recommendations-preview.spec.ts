import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AdviceDto } from '../../src/modules/recommendations/dto/recommendation.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { expectToAddUp, ruleIdsOf, weightOf } from '../support/advice.js';
import { executeSql } from '../support/execute-sql.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestAnswer, type TestApp } from '../support/test-app.js';

const ROUTE = '/v1/recommendations/preview';
const AGGRESSIVE = { riskProfile: 'aggressive', cash: '100000.00' };

const clock = new FixedClock(TEST_NOW);
let app: TestApp;
let call: LoadedApp['call'];

beforeAll(async () => {
  ({ app, call } = await startLoadedApp({ clock }));
});
afterAll(() => app.stop());

const ask = (body: unknown): Promise<TestAnswer<AdviceDto>> => call<AdviceDto>('POST', ROUTE, { body });

/** The split as given; any refusal fails the test. */
async function preview(body: object): Promise<AdviceDto> {
  const answer = await ask(body);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

describe('a preview', () => {
  it('gives the split, the market behind it and its reasons', async () => {
    const advice = await preview(AGGRESSIVE);
    expect(advice).toMatchObject({
      asOf: '2024-11-27',
      knownAt: TEST_NOW.toISOString(),
      riskProfile: 'aggressive',
      equityExposureBps: 10_000,
      marketRegime: { state: 'confirmed_uptrend', settledState: 'confirmed_uptrend' },
      rotation: { state: 'rotation_to_smaller', settledState: 'rotation_to_smaller' },
      action: 'rebalance',
      advisedValue: '100000.00',
      excludedValue: '0.00',
      frozen: false,
      dataQuality: { source: 'sample', sample: true, stale: false, issues: [] },
      inputsHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    expect(advice).not.toHaveProperty('changes');
    expect(weightOf(advice, 'IWM')).toBeGreaterThan(2000);
    expect(weightOf(advice, 'MDY')).toBeGreaterThan(1500);
    expect(ruleIdsOf(advice, 'fired')).toEqual(
      expect.arrayContaining(['exposure', 'iwm-relative-strength', 'rotation-out-of-mega-caps']),
    );
    for (const { because, observed, outcome } of advice.rationale) {
      expect(because).not.toBe('');
      expect(observed.length > 0).toBe(outcome !== 'unavailable');
    }
    expect(ruleIdsOf(advice, 'unavailable')).toEqual(['breadth-recovery']);
    expect(advice.wouldChange.length).toBeGreaterThan(0);
    expect(advice.evidence.length).toBeGreaterThan(0);
  });

  it('has a summary that names every weight and the synthetic data, in plain words', async () => {
    const advice = await preview(AGGRESSIVE);
    for (const { symbol, weightBps } of advice.targets) {
      expect(advice.summary).toContain(`${symbol} ${weightBps / 100} %`);
    }
    expect(advice.summary).toContain('synthetic');
    expect(advice.summary).not.toMatch(/undefined|null|NaN|_/);
  });

  it.each([
    ['fully invested', AGGRESSIVE],
    ['of a low ceiling', { riskProfile: 'conservative' }],
    [
      'with bounds that bind',
      { riskProfile: 'growth', constraints: { IWM: { maxBps: 800 }, QQQ: { minBps: 3000 } } },
    ],
    ['that needs cash', { riskProfile: 'aggressive', constraints: { CASH: { minBps: 1234 } } }],
    ['of a falling market', { riskProfile: 'aggressive', asOf: '2022-09-30' }],
    ['of a recovering market', { riskProfile: 'moderate', asOf: '2023-03-15' }],
  ])('adds up from the baseline to the target for an account %s', async (_, body) => {
    expectToAddUp(await preview(body));
  });

  it('names the bounds that moved the split, and keeps to them', async () => {
    const constraints = { IWM: { maxBps: 800 }, QQQ: { minBps: 3000 } };
    const advice = await preview({ riskProfile: 'aggressive', constraints });
    expect(weightOf(advice, 'IWM')).toBe(800);
    expect(weightOf(advice, 'QQQ')).toBe(3000);
    expect(advice.waterfall.at(-1)?.step).toMatch(/^constraint:.*IWM.*QQQ/);
  });

  it('values holdings at the closes it names, and tells the amounts to hold', async () => {
    const positions = [
      { symbol: 'SPY', quantity: '100' },
      { symbol: 'IWM', quantity: '10.5' },
      { symbol: 'AGG', quantity: '50', marketValue: '4900.00' },
      { symbol: 'XYZ', quantity: '3' },
    ];
    const advice = await preview({ riskProfile: 'growth', positions, cash: '1000.10' });
    const { closes } = advice;
    expect(Number(advice.advisedValue)).toBeCloseTo(100 * closes.SPY + 10.5 * closes.IWM + 1000.1, 2);
    expect(advice).toMatchObject({ excludedValue: '4900.00', unvalued: ['XYZ'] });
    const cents = advice.targets.map(({ amount }) => Math.round(Number(amount) * 100));
    expect(cents.reduce((total, one) => total + one, 0)).toBe(Math.round(Number(advice.advisedValue) * 100));
    for (const { weightBps, currentBps, driftBps } of advice.targets) {
      expect(driftBps).toBe(weightBps - (currentBps ?? NaN));
    }
  });

  it('is a split alone, and no reason to trade, for an account without holdings', async () => {
    const advice = await preview({ riskProfile: 'growth' });
    expect(advice).toMatchObject({ action: 'hold', advisedValue: '0.00' });
    for (const target of advice.targets) expect(Object.keys(target)).toEqual(['symbol', 'weightBps']);
  });

  it('cuts exposure in a falling market, never under the floor of the profile', async () => {
    const asOf = '2022-09-30';
    const aggressive = await preview({ riskProfile: 'aggressive', asOf });
    expect(aggressive).toMatchObject({
      asOf,
      marketRegime: { settledState: 'downtrend' },
      equityExposureBps: 2500,
    });
    const growth = await preview({ riskProfile: 'growth', asOf });
    expect(growth).toMatchObject({ equityExposureBps: 4000 });
    expectToAddUp(growth);
    const steps = growth.waterfall.map(({ step, weights }) => [step, weights.CASH]);
    expect(steps.slice(-2)).toEqual([
      ['exposure', 8000],
      ['constraint:profile.floor', 6000],
    ]);
    expect(growth.summary).toContain("The growth profile's floor of 40 % holds more than the policy's 20 %.");
  });

  it('tells what its trade turns over, and the bounds that the present weights lie outside of', async () => {
    const advice = await preview({ ...AGGRESSIVE, constraints: { CASH: { maxBps: 1000 } } });
    expect(advice).toMatchObject({
      action: 'rebalance',
      turnover: '100000.00',
      outsideBounds: [
        { bound: 'CASH.max', symbol: 'CASH', boundBps: 1000, currentBps: 10_000 },
        { bound: 'profile.floor', symbol: 'CASH', boundBps: 7500, currentBps: 10_000 },
      ],
    });
    const empty = await preview({ riskProfile: 'growth' });
    for (const field of ['turnover', 'outsideBounds']) expect(empty).not.toHaveProperty(field);
  });

  it('gives the same bytes for the same question, whatever was asked in between', async () => {
    const question = { ...AGGRESSIVE, asOf: '2024-06-14', knownAt: '2024-11-27T22:00:00Z' };
    const first = await ask(question);
    await ask({ riskProfile: 'moderate', asOf: '2023-06-07' });
    await ask({ ...question, cash: '5.00' });
    expect((await ask(question)).text).toBe(first.text);
  });

  it('has another inputs hash for another account, session or instant of knowledge that matters', async () => {
    const hashes = await Promise.all(
      [
        AGGRESSIVE,
        { ...AGGRESSIVE, cash: '100000.01' },
        { ...AGGRESSIVE, riskProfile: 'growth' },
        { ...AGGRESSIVE, constraints: { IWM: { maxBps: 9999 } } },
        { ...AGGRESSIVE, asOf: '2024-11-26' },
      ].map(async (body) => (await preview(body)).inputsHash),
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('uses the policy named', async () => {
    const { body } = await call<{ defaultPolicyId: string }>('GET', '/v1/firm');
    const policy = body.defaultPolicyId;
    expect(await preview({ ...AGGRESSIVE, policy })).toMatchObject({ policy: { id: policy, version: 1 } });
    expect(await ask({ ...AGGRESSIVE, policy: '00000000-0000-4000-8000-000000000000' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-policy', errors: [{ pointer: '/policy' }] },
    });
  });

  it('rests on the end of the sample for ever, and is never frozen', async () => {
    clock.set(new Date('2026-11-21T12:00:00Z'));
    try {
      expect(await preview(AGGRESSIVE)).toMatchObject({ asOf: '2024-11-27', frozen: false });
      expect(await ask({ ...AGGRESSIVE, asOf: '2024-12-02' })).toMatchObject({
        status: 422,
        body: { code: 'as-of-after-data', errors: [{ pointer: '/asOf', code: 'as-of-after-data' }] },
      });
    } finally {
      clock.set(TEST_NOW);
    }
  });

  it('stores nothing', async () => {
    await preview(AGGRESSIVE);
    await ask({ riskProfile: 'reckless' });
    const [counts] = await executeSql(
      app.testDatabase.url,
      'SELECT (SELECT count(*) FROM recommendations)::int AS recommendations, (SELECT count(*) FROM accounts)::int AS accounts',
    );
    expect(counts).toEqual({ recommendations: 0, accounts: 0 });
  });
});

describe('a preview is refused', () => {
  const position = { symbol: 'SPY', quantity: '1' };

  it.each<[string, object, string, string]>([
    ['no risk profile', { riskProfile: undefined }, '/riskProfile', 'is-string'],
    ['a risk profile that is no text', { riskProfile: 5 }, '/riskProfile', 'is-string'],
    ['an empty risk profile', { riskProfile: '' }, '/riskProfile', 'is-length'],
    ['negative cash', { cash: '-0.01' }, '/cash', 'negative-cash'],
    ['cash as a number', { cash: 100 }, '/cash', 'malformed-decimal'],
    ['cash of three decimals', { cash: '1.234' }, '/cash', 'malformed-decimal'],
    ['cash that is NaN', { cash: 'NaN' }, '/cash', 'malformed-decimal'],
    ['null for a field', { cash: null }, '/cash', 'malformed-decimal'],
    ['an unknown field', { riskprofile: 'growth' }, '/riskprofile', 'unknown-field'],
    ['positions that are no list', { positions: {} }, '/positions', 'is-array'],
    [
      'a malformed ticker',
      { positions: [{ ...position, symbol: 'spy' }] },
      '/positions/0/symbol',
      'malformed-ticker',
    ],
    ['a symbol twice', { positions: [position, position] }, '/positions', 'duplicate-symbol'],
    [
      'a negative quantity',
      { positions: [{ ...position, quantity: '-1' }] },
      '/positions/0/quantity',
      'negative-quantity',
    ],
    [
      'a quantity as a number',
      { positions: [{ ...position, quantity: 1 }] },
      '/positions/0/quantity',
      'malformed-decimal',
    ],
    [
      'a negative market value',
      { positions: [{ ...position, marketValue: '-1' }] },
      '/positions/0/marketValue',
      'negative-market-value',
    ],
    [
      'an unknown field of a position',
      { positions: [{ ...position, lot: 1 }] },
      '/positions/0/lot',
      'unknown-field',
    ],
    [
      'bounds of an asset that is not advised',
      { constraints: { GLD: {} } },
      '/constraints/GLD',
      'unknown-field',
    ],
    [
      'a bound in parts of a basis point',
      { constraints: { IWM: { minBps: 1.5 } } },
      '/constraints/IWM/minBps',
      'is-int',
    ],
    [
      'a bound over the whole',
      { constraints: { IWM: { maxBps: 10_001 } } },
      '/constraints/IWM/maxBps',
      'max',
    ],
    ['a bound under nothing', { constraints: { IWM: { minBps: -1 } } }, '/constraints/IWM/minBps', 'min'],
    [
      'crossed bounds',
      { constraints: { IWM: { minBps: 2, maxBps: 1 } } },
      '/constraints/IWM/maxBps',
      'min-above-max',
    ],
    ['an instant without its offset', { knownAt: '2024-11-27T21:00:00' }, '/knownAt', 'malformed-instant'],
    ['a policy that is no id', { policy: 'house' }, '/policy', 'is-uuid'],
    ['an asOf that is no text', { asOf: 20241127 }, '/asOf', 'is-string'],
  ])('with 400 for %s', async (_, fields, pointer, code) => {
    expect(await ask({ riskProfile: 'growth', ...fields })).toMatchObject({
      status: 400,
      body: { code: 'validation-failed', errors: [{ pointer, code }] },
    });
  });

  it('with every bad field named at once', async () => {
    const body = {
      riskProfile: 'growth',
      cash: '-1',
      positions: [{ symbol: 'a', quantity: 'b' }],
      colour: 'red',
    };
    const { errors } = (await ask(body)).body as unknown as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/cash',
      '/colour',
      '/positions/0/quantity',
      '/positions/0/symbol',
    ]);
  });

  it.each([
    ['a date that does not exist', '2024-02-30', 400, 'invalid-date'],
    ['a date in words', 'yesterday', 400, 'invalid-date'],
    ['a holiday', '2024-07-04', 422, 'not-a-session'],
    ['a Saturday', '2024-11-23', 422, 'not-a-session'],
    ['a one-off closure', '2018-12-05', 422, 'not-a-session'],
    ['a session to come', '2024-11-29', 422, 'as-of-in-future'],
    ['a session before the data', '2020-12-31', 422, 'as-of-before-data'],
    ['a session with too little history behind it', '2021-03-01', 422, 'insufficient-history'],
  ])('for %s as asOf', async (_, asOf, status, code) => {
    expect(await ask({ riskProfile: 'growth', asOf })).toMatchObject({
      status,
      body: { code, errors: [{ pointer: '/asOf', code }] },
    });
  });

  it('for a knownAt in the future, and for a session that had not closed at knownAt', async () => {
    expect(await ask({ riskProfile: 'growth', knownAt: '2024-11-28T12:00:01Z' })).toMatchObject({
      status: 422,
      body: { code: 'known-at-in-future', errors: [{ pointer: '/knownAt' }] },
    });
    const early = { riskProfile: 'growth', asOf: '2024-11-27', knownAt: '2024-11-27T20:59:59Z' };
    expect(await ask(early)).toMatchObject({
      status: 422,
      body: { code: 'as-of-in-future', errors: [{ pointer: '/asOf' }] },
    });
  });

  it('for a risk profile that the policy does not have, naming those it has', async () => {
    const { status, body } = await ask({ riskProfile: 'reckless' });
    expect({ status, body }).toMatchObject({
      status: 422,
      body: {
        code: 'unknown-risk-profile',
        errors: [{ pointer: '/riskProfile', message: expect.stringContaining('conservative, moderate') }],
      },
    });
  });

  it.each<[string, object, readonly string[]]>([
    [
      'least weights over the whole',
      {
        riskProfile: 'aggressive',
        constraints: { IWM: { minBps: 6000 }, SPY: { minBps: 5000 }, QQQ: { minBps: 10 } },
      },
      ['/constraints/IWM/minBps', '/constraints/SPY/minBps'],
    ],
    [
      'a profile that needs more cash than the account may hold',
      { riskProfile: 'conservative', constraints: { CASH: { maxBps: 1000 } } },
      ['/riskProfile', '/constraints/CASH/maxBps'],
    ],
    [
      'most weights under the whole',
      {
        riskProfile: 'aggressive',
        constraints: {
          IWM: { maxBps: 1000 },
          MDY: { maxBps: 1000 },
          SPY: { maxBps: 1000 },
          QQQ: { maxBps: 1000 },
          CASH: { maxBps: 1000 },
        },
      },
      ['IWM', 'MDY', 'SPY', 'QQQ', 'CASH'].map((asset) => `/constraints/${asset}/maxBps`),
    ],
  ])('for bounds that no split can meet, naming them: %s', async (_, body, pointers) => {
    const answer = await ask(body);
    const { code, errors } = answer.body as unknown as { code: string; errors: { pointer: string }[] };
    expect([answer.status, code]).toEqual([422, 'infeasible-bounds']);
    expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('for more dollars than twelve digits hold, naming the field', async () => {
    expect(await ask({ riskProfile: 'growth', cash: '1000000000000.00' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/cash', code: 'malformed-decimal' }] },
    });
  });

  it('for shares whose value is beyond counting in cents', async () => {
    const positions = [{ symbol: 'SPY', quantity: '999999999999' }];
    expect(await ask({ riskProfile: 'growth', positions })).toMatchObject({
      status: 422,
      body: { code: 'value-too-large', errors: [{ pointer: '/positions' }] },
    });
  });

  it.each([
    ['malformed JSON', '{"riskProfile": "growth"', 'application/json', 400, 'malformed-json'],
    ['another media type', 'riskProfile=growth', 'text/plain', 415, 'unsupported-media-type'],
    [
      'a body of 10 MB',
      `{"riskProfile":"${'x'.repeat(10 * 1024 * 1024)}"}`,
      'application/json',
      413,
      'body-too-large',
    ],
  ])('for %s', async (_, body, type, status, code) => {
    const answer = await call('POST', ROUTE, { headers: { 'content-type': type }, body });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it('without a key, and to a key without the scope', async () => {
    expect(await call('POST', ROUTE, { key: null, body: AGGRESSIVE })).toMatchObject({
      status: 401,
      body: { code: 'missing-key' },
    });
    const { apiKey } = await app.addFirm(['recommendations:read', 'market:read']);
    expect(await call('POST', ROUTE, { key: apiKey, body: AGGRESSIVE })).toMatchObject({
      status: 403,
      body: { code: 'missing-scope', detail: expect.stringContaining('recommendations:write') },
    });
  });
});

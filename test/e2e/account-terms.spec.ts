import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountDto } from '../../src/modules/accounts/dto/account.dto.js';
import type {
  AdviceDto,
  RecommendationDto,
  ReplayDto,
} from '../../src/modules/recommendations/dto/recommendation.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import type { Problem } from '../../src/platform/http/problem.js';
import { accountRequest } from '../factories/account.factory.js';
import { expectToAddUp, weightOf } from '../support/advice.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { writeMarketFiles, type MarketFiles } from '../support/market-files.js';
import { TEST_NOW, type TestAnswer, type TestApp } from '../support/test-app.js';

const HOLDINGS = {
  cash: '20000.00',
  positions: [
    { symbol: 'IWM', quantity: '40' },
    { symbol: 'SPY', quantity: '150' },
  ],
};
const TERMS = {
  constraints: { IWM: { lock: true }, SPY: { neverBuy: true, maxBps: 9000 }, CASH: { minBps: 100 } },
  equity: { maxBps: 9500 },
  cashNeeds: {
    standing: '5000.00',
    withdrawals: [
      { date: '2024-12-31', amount: '2500.50', note: 'Estimated tax' },
      { date: '2025-06-30', amount: '90000.00' },
    ],
  },
  drift: { minBps: 100, to: 'band-edge' as const },
};
const ANY = { 'if-match': '*' };

const clock = new FixedClock(TEST_NOW);
let files: MarketFiles;
let app: TestApp;
let call: LoadedApp['call'];

beforeAll(async () => {
  files = await writeMarketFiles({ without: ['VTWO', 'QQQM'] });
  ({ app, call } = await startLoadedApp({ clock, config: files.config }));
});
afterAll(async () => {
  await app.stop();
  await files.remove();
});

async function addAccount(fields: Parameters<typeof accountRequest>[0] = {}): Promise<AccountDto> {
  const body = accountRequest({ riskProfile: 'aggressive', ...HOLDINGS, ...fields });
  const answer = await call<AccountDto>('POST', '/v1/accounts', { body });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

async function advise(account: string): Promise<TestAnswer<RecommendationDto>> {
  clock.set(new Date(clock.now().getTime() + 60_000));
  return call('POST', `/v1/accounts/${account}/recommendations`, { body: {} });
}

const preview = (body: object): Promise<TestAnswer<AdviceDto>> =>
  call('POST', '/v1/recommendations/preview', { body: { riskProfile: 'aggressive', ...body } });

const line = ({ targets }: AdviceDto, symbol: string) => targets.find((target) => target.symbol === symbol)!;

const problemsOf = ({ body }: TestAnswer<unknown>): string[] | undefined =>
  (body as Problem).errors?.map(({ pointer, code }) => `${pointer} ${code}`);

describe("an account's own terms", () => {
  it('are kept as they were given, changed where they are given again, and taken away by {}', async () => {
    const account = await addAccount(TERMS);
    expect(account).toMatchObject(TERMS);
    const url = `/v1/accounts/${account.id}`;
    expect((await call('GET', url)).body).toEqual(account);

    const drift = { maxBps: 300 };
    const changed = await call<AccountDto>('PATCH', url, { headers: ANY, body: { drift, equity: {} } });
    expect(changed.body).toMatchObject({ drift, cashNeeds: TERMS.cashNeeds });
    expect(changed.body.drift).toEqual(drift);
    expect(changed.body).not.toHaveProperty('equity');
    const cleared = await call<AccountDto>('PATCH', url, {
      headers: ANY,
      body: { drift: {}, cashNeeds: {} },
    });
    for (const term of ['equity', 'cashNeeds', 'drift']) expect(cleared.body).not.toHaveProperty(term);
  });

  it('come with an upsert by external id as well', async () => {
    const url = '/v1/accounts/by-external-id/wealthbox/terms-1';
    const body = accountRequest({ riskProfile: 'aggressive', ...TERMS });
    expect(await call('PUT', url, { body })).toMatchObject({ status: 201, body: TERMS });
    expect(await call('PUT', url, { body: accountRequest({ riskProfile: 'aggressive' }) })).toMatchObject({
      status: 200,
      body: TERMS,
    });
  });

  it('bound the split, are named where they bind, recorded and replayed', async () => {
    const { id } = await addAccount(TERMS);
    const { body } = await advise(id);
    expectToAddUp(body);
    expect(line(body, 'IWM').weightBps).toBe(line(body, 'IWM').currentBps);
    expect(weightOf(body, 'SPY')).toBeLessThanOrEqual(line(body, 'SPY').currentBps!);
    expect(body.cashNeed).toEqual({ amount: '7500.50', through: '2025-02-25' });
    expect(Number(line(body, 'CASH').amount)).toBeGreaterThanOrEqual(7500.5);
    expect(body.equityExposureBps).toBeLessThanOrEqual(9500);
    expect(body.waterfall.at(-1)?.step).toMatch(/^constraint:IWM.lock/);
    expect(body).toMatchObject({ action: 'rebalance', tradeTo: 'band-edge' });
    const tradeTo = body.targets.map(({ tradeToBps }) => tradeToBps!);
    expect(tradeTo.reduce((sum, one) => sum + one, 0)).toBe(10_000);
    expect(tradeTo).not.toEqual(body.targets.map(({ weightBps }) => weightBps));

    const patch = { headers: ANY, body: { constraints: {}, cashNeeds: {}, drift: {}, equity: {} } };
    await call('PATCH', `/v1/accounts/${id}`, patch);
    const replay = await call<ReplayDto>('GET', `/v1/recommendations/${body.id}/replay`);
    expect(replay.body).toMatchObject({ identical: true, differences: [] });
    const after = (await advise(id)).body;
    expect(after.inputsHash).not.toBe(body.inputsHash);
    expect(after).toMatchObject({ tradeTo: 'target' });
    expect(after).not.toHaveProperty('cashNeed');
  });

  it('that conflict with what is held are refused when advice is asked for, naming the fewest', async () => {
    const positions = [{ symbol: 'IWM', quantity: '500' }];
    const constraints = { IWM: { neverSell: true }, MDY: { maxBps: 100 } };
    const { id } = await addAccount({ riskProfile: 'moderate', cash: '0.00', positions, constraints });
    const refused = await advise(id);
    expect(refused).toMatchObject({ status: 422, body: { code: 'infeasible-bounds' } });
    expect(problemsOf(refused)).toEqual([
      '/constraints/IWM/neverSell infeasible-bounds',
      '/riskProfile infeasible-bounds',
    ]);
  });
});

describe('a fund that is not to be traded', () => {
  const LARGE = [
    { symbol: 'VTWO', quantity: '1', marketValue: '832000.00' },
    { symbol: 'SPY', quantity: '10000' },
  ];

  it.each(['target', 'band-edge'] as const)('keeps to the cents that are held, trading to %s', async (to) => {
    const { body } = await preview({
      cash: '3000000.00',
      positions: LARGE,
      constraints: { IWM: { lock: true }, SPY: { neverSell: true }, QQQ: { neverBuy: true } },
      drift: { minBps: 50, maxBps: 50, to },
    });
    expect(body).toMatchObject({ action: 'rebalance', tradeTo: to });
    expect(line(body, 'IWM')).toMatchObject({ amount: '832000.00', tradeToAmount: '832000.00' });
    expect(Number(line(body, 'SPY').tradeToAmount)).toBeGreaterThanOrEqual(10_000 * body.closes.SPY);
    expect(line(body, 'QQQ').tradeToAmount).toBe('0.00');
    const cents = body.targets.map(({ tradeToAmount = '' }) => Math.round(Number(tradeToAmount) * 100));
    expect(cents.reduce((sum, one) => sum + one, 0)).toBe(Math.round(Number(body.advisedValue) * 100));
  });

  it('names the side of it that binds', async () => {
    const { body } = await preview({
      cash: '1000.00',
      positions: [{ symbol: 'SPY', quantity: '100' }],
      constraints: { SPY: { neverBuy: true, neverSell: true } },
    });
    expect(body.waterfall.at(-1)?.step).toBe('constraint:SPY.neverSell');
  });
});

describe('cash needs', () => {
  it('of more than the account holds are refused, naming them', async () => {
    const { id } = await addAccount({ cashNeeds: { standing: '900000.00' } });
    const refused = await advise(id);
    expect(refused).toMatchObject({ status: 422, body: { code: 'cash-needs-over-value' } });
    expect(problemsOf(refused)).toEqual(['/cashNeeds cash-needs-over-value']);
  });

  it('that cash does not cover are traded for, whatever the bands', async () => {
    const { body } = await preview({
      ...HOLDINGS,
      cash: '10.00',
      cashNeeds: { standing: '20.00' },
      drift: { minBps: 10_000, maxBps: 10_000 },
    });
    expect(body).toMatchObject({ action: 'rebalance', trigger: 'CASH', reason: { code: 'cash-short' } });
    expect(body.reason.because).toContain('$20.00');
  });

  it('do not count withdrawals on or before asOf, which were made', async () => {
    const withdrawals = [{ date: '2024-11-27', amount: '7.00' }];
    const { body } = await preview({ ...HOLDINGS, cashNeeds: { withdrawals } });
    expect(body.cashNeed).toEqual({ amount: '0.00', through: '2025-02-25' });
  });

  it('refuse new withdrawals in the past, and keep those the account has', async () => {
    const withdrawals = [{ date: '2024-11-29', amount: '5.00' }];
    const { id } = await addAccount({ cashNeeds: { withdrawals } });
    const past = { date: '2024-11-27', amount: '5.00' };
    const url = `/v1/accounts/${id}`;
    const refused = await call('PATCH', url, {
      headers: ANY,
      body: { cashNeeds: { withdrawals: [...withdrawals, past] } },
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'withdrawal-in-past' } });
    expect(problemsOf(refused)).toEqual(['/cashNeeds/withdrawals/1/date withdrawal-in-past']);

    const now = clock.now();
    clock.set(new Date('2024-12-03T12:00:00Z'));
    const again = await call('PATCH', url, {
      headers: ANY,
      body: { cashNeeds: { withdrawals: [...withdrawals, { date: '2024-12-24', amount: '1' }] } },
    });
    clock.set(now);
    expect(again).toMatchObject({
      status: 200,
      body: { cashNeeds: { withdrawals: [{}, { amount: '1.00' }] } },
    });
  });
});

describe('a substitute', () => {
  it('counts as the fund it stands for, and is told apart', async () => {
    const positions = [
      { symbol: 'VTWO', quantity: '100', marketValue: '9000.00' },
      { symbol: 'IWM', quantity: '10' },
      { symbol: 'GLD', quantity: '3', marketValue: '700.00' },
    ];
    const { body } = await preview({ cash: '1000.00', positions });
    const iwm = line(body, 'IWM');
    const own = 10 * body.closes.IWM;
    expect(Number(body.advisedValue)).toBeCloseTo(9000 + own + 1000, 2);
    expect(iwm.heldAs).toEqual([
      { symbol: 'VTWO', bps: expect.any(Number), value: '9000.00' },
      { symbol: 'IWM', bps: expect.any(Number), value: own.toFixed(2), close: body.closes.IWM },
    ]);
    expect(iwm.heldAs?.reduce((sum, { bps }) => sum + bps, 0)).toBe(iwm.currentBps);
    expect(line(body, 'SPY')).not.toHaveProperty('heldAs');
    expect(body).toMatchObject({
      excludedValue: '700.00',
      excluded: [{ symbol: 'GLD', marketValue: '700.00' }],
    });
  });

  it('without a close and without a market value is refused, never left out in silence', async () => {
    const positions = [
      { symbol: 'SPY', quantity: '1' },
      { symbol: 'QQQM', quantity: '2' },
    ];
    const refused = await preview({ positions });
    expect(refused).toMatchObject({ status: 422, body: { code: 'price-missing' } });
    expect(problemsOf(refused)).toEqual(['/positions/1/marketValue price-missing']);
    const { id } = await addAccount({ positions });
    expect(await advise(id)).toMatchObject({ status: 422, body: { code: 'price-missing' } });
  });
});

describe('an account of no value', () => {
  it.each([
    ['that holds nothing', {}],
    ['that holds other things alone', { positions: [{ symbol: 'GLD', quantity: '5', marketValue: '900' }] }],
    ['with locks and needs', { ...TERMS, cash: '0.00' }],
  ])('%s is told so, with no trade', async (_, terms) => {
    const { body } = await preview(terms);
    expect(body).toMatchObject({ action: 'hold', reason: { code: 'nothing-to-invest' } });
    expect(body).not.toHaveProperty('tradeTo');
    expectToAddUp(body);
  });
});

describe('bad terms are refused whole, naming code and field:', () => {
  const withdrawals = (...list: unknown[]) => ({ cashNeeds: { withdrawals: list } });
  const one = { date: '2025-01-15', amount: '10.00' };
  it.each<[string, object, number, string[]]>([
    [
      'a lock that is no boolean',
      { constraints: { IWM: { lock: 'yes' } } },
      400,
      ['/constraints/IWM/lock is-boolean'],
    ],
    [
      'a lock of cash',
      { constraints: { CASH: { lock: true } } },
      400,
      ['/constraints/CASH/lock unknown-field'],
    ],
    ['equity upside down', { equity: { minBps: 500, maxBps: 400 } }, 400, ['/equity/maxBps min-above-max']],
    [
      "equity that the profile's never meets",
      { riskProfile: 'conservative', equity: { minBps: 4001 } },
      422,
      ['/riskProfile infeasible-bounds', '/equity/minBps infeasible-bounds'],
    ],
    [
      'negative standing cash',
      { cashNeeds: { standing: '-1.00' } },
      400,
      ['/cashNeeds/standing negative-standing'],
    ],
    [
      'a withdrawal of nothing',
      withdrawals({ ...one, amount: '0.00' }),
      400,
      ['/cashNeeds/withdrawals/0/amount zero-amount'],
    ],
    [
      'a negative withdrawal',
      withdrawals({ ...one, amount: '-5.00' }),
      400,
      ['/cashNeeds/withdrawals/0/amount negative-amount'],
    ],
    [
      'a withdrawal on no date',
      withdrawals({ ...one, date: '2025-02-30' }),
      400,
      ['/cashNeeds/withdrawals/0/date malformed-date'],
    ],
    [
      'the same withdrawal twice',
      withdrawals(one, one),
      400,
      ['/cashNeeds/withdrawals duplicate-withdrawal'],
    ],
    [
      'too many withdrawals',
      withdrawals(...Array.from({ length: 101 }, (_, i) => ({ ...one, amount: `${i + 1}.00` }))),
      400,
      ['/cashNeeds/withdrawals array-max-size'],
    ],
    [
      'a withdrawal that is past',
      withdrawals({ ...one, date: '2024-11-27' }),
      422,
      ['/cashNeeds/withdrawals/0/date withdrawal-in-past'],
    ],
    ['drift to nowhere', { drift: { to: 'moon' } }, 400, ['/drift/to is-in']],
    ['crossed bands', { drift: { minBps: 600, maxBps: 500 } }, 400, ['/drift/maxBps min-above-max']],
    ['a band under nothing', { drift: { minBps: -1 } }, 400, ['/drift/minBps min']],
    ['drift by nothing of the target', { drift: { ofTargetPct: 0 } }, 400, ['/drift/ofTargetPct min']],
    ['an unknown term', { cashNeeds: { weekly: '5.00' } }, 400, ['/cashNeeds/weekly unknown-field']],
  ])('%s', async (_, fields, status, problems) => {
    const refused = await call('POST', '/v1/accounts', { body: { ...accountRequest(), ...fields } });
    expect(refused.status).toBe(status);
    expect(problemsOf(refused)).toEqual(problems);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountDto } from '../../src/modules/accounts/dto/account.dto.js';
import type { HouseholdDto } from '../../src/modules/clients/dto/household.dto.js';
import type {
  RecommendationDto,
  RecommendationHeaderDto,
  ReplayDto,
} from '../../src/modules/recommendations/dto/recommendation.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { accountRequest } from '../factories/account.factory.js';
import { expectToAddUp, weightOf } from '../support/advice.js';
import { executeSql } from '../support/execute-sql.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestAnswer, type TestApp, type TestFirm } from '../support/test-app.js';

const ABSENT = '00000000-0000-4000-8000-000000000000';
const ANY = { 'if-match': '*' };

const clock = new FixedClock(TEST_NOW);
let app: TestApp;
let call: LoadedApp['call'];
let other: TestFirm;

beforeAll(async () => {
  ({ app, call } = await startLoadedApp({ clock }));
  other = await app.addFirm();
});
afterAll(() => app.stop());

type AccountFields = Parameters<typeof accountRequest>[0];

/** A household with one client for each account. */
async function addHousehold(
  accounts: readonly AccountFields[],
  body: object = { name: 'Doe', adviceUnit: 'household', riskProfile: 'aggressive' },
): Promise<{ id: string; accountIds: string[] }> {
  const { id } = (await call<HouseholdDto>('POST', '/v1/households', { body })).body;
  const accountIds: string[] = [];
  for (const fields of accounts) {
    const request = { body: { name: 'A. Doe', householdId: id } };
    const client = (await call<{ id: string }>('POST', '/v1/clients', request)).body;
    const account = accountRequest({ riskProfile: 'aggressive', ...fields, client: { id: client.id } });
    accountIds.push((await call<AccountDto>('POST', '/v1/accounts', { body: account })).body.id);
  }
  return { id, accountIds };
}

async function advise(household: string): Promise<TestAnswer<RecommendationDto>> {
  clock.set(new Date(clock.now().getTime() + 60_000));
  return call('POST', `/v1/households/${household}/recommendations`, { body: {} });
}

const PAIR: readonly AccountFields[] = [
  { cash: '60000.00', constraints: { IWM: { maxBps: 0 } } },
  { cash: '20000.00', positions: [{ symbol: 'SPY', quantity: '40' }], riskProfile: 'moderate' },
];

describe('a household advised as one', () => {
  it('gets one split that its accounts can hold together, with those that bind', async () => {
    const { id, accountIds } = await addHousehold(PAIR);
    const created = await advise(id);
    const { body } = created;
    expect(created).toMatchObject({
      status: 201,
      headers: { location: `/v1/recommendations/${body.id}` },
      body: { householdId: id, riskProfile: 'aggressive' },
    });
    expect(body).not.toHaveProperty('accountId');
    expectToAddUp(body);
    expect(body.waterfall.at(-1)?.step).toBe('constraint:accounts');
    expect(body.accounts?.map(({ accountId }) => accountId).sort()).toEqual([...accountIds].sort());
    const moderate = body.accounts!.find(({ riskProfile }) => riskProfile === 'moderate')!;
    expect(moderate.binding).toEqual(['profile.ceiling']);
    const total = body.accounts!.reduce((sum, { advisedValue }) => sum + Number(advisedValue), 0);
    expect(total).toBeCloseTo(Number(body.advisedValue), 2);
    const cash = Number(body.targets.find(({ symbol }) => symbol === 'CASH')?.amount);
    expect(cash).toBeGreaterThanOrEqual(0.4 * Number(moderate.advisedValue) - 0.01);
    expect(body.summary).toContain('The household should be rebalanced');
    for (const { symbol, tradeToAmount } of body.targets) {
      const placed = body.accounts!.map(
        ({ placement }) => placement!.find((line) => line.symbol === symbol)!.tradeToAmount,
      );
      expect(placed.reduce((sum, one) => sum + Number(one), 0)).toBeCloseTo(Number(tradeToAmount), 2);
    }
  });

  it('is recorded: read in the same bytes, listed, compared with the one before, and replayed', async () => {
    const { id, accountIds } = await addHousehold(PAIR);
    const first = await advise(id);
    const patch = { headers: ANY, body: { constraints: {}, riskProfile: 'aggressive' } };
    for (const account of accountIds) await call('PATCH', `/v1/accounts/${account}`, patch);
    const second = await advise(id);
    expect(second.body.changes).toMatchObject({ since: first.body.id });
    expect(second.body.waterfall.at(-1)?.step).toBe('exposure');
    expect(weightOf(second.body, 'CASH')).toBe(0);
    expect((await call('GET', `/v1/households/${id}/recommendations/latest`)).text).toBe(second.text);
    expect((await call('GET', `/v1/recommendations/${first.body.id}`)).text).toBe(first.text);
    const list = await call<{ data: RecommendationHeaderDto[] }>(
      'GET',
      `/v1/households/${id}/recommendations`,
    );
    expect(list.body.data).toMatchObject([
      { id: second.body.id, householdId: id },
      { id: first.body.id, householdId: id },
    ]);
    for (const { body } of [first, second]) {
      const replay = await call<ReplayDto>('GET', `/v1/recommendations/${body.id}/replay`);
      expect(replay.body).toMatchObject({ identical: true, differences: [] });
    }
  });

  it('names the accounts that hold less cash than they need, and those outside of their bounds', async () => {
    const cash = { cash: '10.00', cashNeeds: { standing: '250.00' } };
    const { id, accountIds } = await addHousehold([
      { ...cash, positions: [{ symbol: 'SPY', quantity: '40' }], constraints: { SPY: { maxBps: 5000 } } },
      { cash: '50000.00', cashNeeds: { standing: '250.00' } },
    ]);
    const { body } = await advise(id);
    expect(body).toMatchObject({ action: 'rebalance', reason: { code: 'cash-short' } });
    expect(body.reason.because).toContain(`account ${accountIds[0]} is $240.00 short of the cash it needs`);
    const short = body.accounts!.find(({ accountId }) => accountId === accountIds[0])!;
    const other = body.accounts!.find(({ accountId }) => accountId === accountIds[1])!;
    expect(short.cashShort).toBe('240.00');
    expect(short.outsideBounds?.map(({ bound }) => bound)).toEqual(['SPY.max', 'cashNeeds']);
    expect(other).not.toHaveProperty('cashShort');
    expect(other.outsideBounds?.map(({ bound }) => bound)).toEqual(['profile.floor']);
    expect(Number(body.turnover)).toBeGreaterThan(0);
  });

  it('is not mixed with the recommendations of its accounts', async () => {
    const { id, accountIds } = await addHousehold(PAIR);
    await advise(id);
    const own = await call<RecommendationDto>('POST', `/v1/accounts/${accountIds[1]}/recommendations`, {
      body: {},
    });
    expect(own).toMatchObject({ status: 201, body: { accountId: accountIds[1] } });
    expect(own.body).not.toHaveProperty('changes');
    const [row] = await executeSql(
      app.testDatabase.url,
      `SELECT count(*)::int AS n FROM recommendations WHERE household_id = '${id}' AND account_id IS NULL`,
    );
    expect(row).toEqual({ n: 1 });
  });
});

describe("a household's recommendation is refused, leaving nothing behind,", () => {
  const count = () => executeSql(app.testDatabase.url, 'SELECT count(*)::int AS n FROM recommendations');

  it.each([
    ['where its accounts are advised one by one', PAIR, { name: 'Doe' }, 'advised-by-account'],
    ['without accounts', [], undefined, 'no-accounts'],
  ] as const)('%s', async (_, accounts, body, code) => {
    const { id } = await addHousehold(accounts, body);
    const before = await count();
    expect(await advise(id)).toMatchObject({ status: 422, body: { code } });
    expect(await count()).toEqual(before);
    expect(await call('GET', `/v1/households/${id}/recommendations/latest`)).toMatchObject({
      status: 404,
      body: { code: 'recommendation-not-found' },
    });
  });

  it('where one account cannot be advised, naming the account and its field', async () => {
    const constraints = { SPY: { neverSell: true } };
    const positions = [{ symbol: 'SPY', quantity: '40' }];
    const { id, accountIds } = await addHousehold([
      { cash: '1000.00' },
      { riskProfile: 'conservative', positions, constraints },
    ]);
    const pointer = `/accounts/${accountIds[1]}`;
    expect(await advise(id)).toMatchObject({
      status: 422,
      body: {
        code: 'infeasible-bounds',
        errors: [{ pointer: `${pointer}/constraints/SPY/neverSell` }, { pointer: `${pointer}/riskProfile` }],
      },
    });
  });

  it('where there is no such household, or it is of another firm', async () => {
    const { id } = await addHousehold(PAIR);
    expect(await advise(ABSENT)).toMatchObject({ status: 404, body: { code: 'household-not-found' } });
    for (const [method, rest] of [
      ['POST', ''],
      ['GET', ''],
      ['GET', '/latest'],
    ] as const) {
      const url = `/v1/households/${id}/recommendations${rest}`;
      const request = { key: other.apiKey, ...(method === 'POST' && { body: {} }) };
      expect(await call(method, url, request)).toMatchObject({
        status: 404,
        body: { code: 'household-not-found' },
      });
    }
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type {
  RecommendationDto,
  ReplayDto,
} from '../../src/modules/recommendations/dto/recommendation.dto.js';
import type { RunDto } from '../../src/modules/runs/dto/run.dto.js';
import type { RunItemDto } from '../../src/modules/runs/dto/run-item.dto.js';
import { RunWorker } from '../../src/modules/runs/run-worker.service.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { ended } from '../support/ended-run.js';
import { executeSql } from '../support/execute-sql.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { addAccounts, addHouseholds } from '../support/run-worker.js';
import { TEST_NOW, type TestApp } from '../support/test-app.js';

jest.setTimeout(60_000);

const RUNS = '/v1/recommendation-runs';

describe('a run, while something else happens', () => {
  const clock = new FixedClock(TEST_NOW);
  let app: TestApp;
  let call: LoadedApp['call'];

  const sql = (text: string): Promise<unknown> => executeSql(app.testDatabase.url, text);
  const later = (): void => clock.set(new Date(clock.now().getTime() + 60_000));

  /** Asked for, with nobody working at it yet. */
  async function asked(body: object = {}): Promise<RunDto> {
    later();
    const answer = await call<RunDto>('POST', RUNS, { body });
    expect(answer).toMatchObject({ status: 202, body: { state: 'running', done: 0, failed: 0 } });
    later();
    return answer.body;
  }

  async function worked(run: RunDto): Promise<RunDto> {
    await app.nest.get(RunWorker).start();
    return ended<RunDto>(call, `${RUNS}/${run.id}`);
  }

  const itemsOf = async ({ id }: RunDto): Promise<readonly RunItemDto[]> =>
    (await call<{ data: RunItemDto[] }>('GET', `${RUNS}/${id}/items?limit=200`)).body.data;

  const accountIds = async (): Promise<string[]> =>
    ((await sql('SELECT id::text FROM accounts ORDER BY id')) as { id: string }[]).map(({ id }) => id);

  /** The policy's next version, the same as the first, led into force by two people. */
  async function activateAnother(policyId: string): Promise<void> {
    const second = { name: 'Chair', kind: 'person' };
    const scopes = { name: 'committee', scopes: ['policies:approve'], principal: second };
    const { key } = (await call<{ key: string }>('POST', '/v1/api-keys', { body: scopes })).body;
    const url = `/v1/policies/${policyId}/versions`;
    expect((await call('POST', url, { body: { copyOf: 1 } })).status).toBe(201);
    expect((await call('POST', `${url}/2/submit`, { body: {} })).status).toBe(200);
    expect((await call('POST', `${url}/2/approve`, { body: {}, key })).status).toBe(200);
    const activeFrom = clock.now().toISOString().slice(0, 10);
    const activated = await call('POST', `${url}/2/activate`, { body: { activeFrom }, key });
    expect(activated).toMatchObject({ status: 200, body: { inForce: true } });
  }

  beforeEach(async () => {
    ({ app, call } = await startLoadedApp({ clock }));
    await addAccounts(app.testDatabase.url, app.firm.firmId, 20);
  });
  afterEach(() => app.stop());

  it('takes each account as it is when its turn comes, and tells of one deleted meanwhile', async () => {
    const run = await asked();
    const [changed, deleted] = await accountIds();
    const patch = { body: { riskProfile: 'conservative' }, headers: { 'if-match': '*' } };
    expect((await call('PATCH', `/v1/accounts/${changed}`, patch)).status).toBe(200);
    const gone = await call('DELETE', `/v1/accounts/${deleted}`, { headers: { 'if-match': '*' } });
    expect(gone.status).toBe(204);
    await addAccounts(app.testDatabase.url, app.firm.firmId, 1, clock.now().toISOString());

    const done = await worked(run);
    expect(done).toMatchObject({ state: 'completed', total: 20, done: 19, failed: 1 });
    const items = await itemsOf(done);
    expect(items).toHaveLength(20);
    expect(items[0]).toMatchObject({ accountId: changed, riskProfile: 'conservative' });
    expect(items[1]).toMatchObject({ accountId: deleted, error: { code: 'account-deleted' } });
    const next = await asked();
    expect(next).toMatchObject({ total: 20 });
  });

  it('takes each household as it is when its turn comes, and tells of accounts that joined or left one', async () => {
    const ids = await accountIds();
    const [advised, dissolved] = await addHouseholds(app.testDatabase.url, app.firm.firmId, 4);
    const ofHousehold = (await sql(
      `SELECT a.id::text FROM accounts a JOIN clients c ON c.id = a.client_id
        WHERE c.household_id = '${advised}' ORDER BY a.id`,
    )) as { id: string }[];
    const [stays, leaves] = ofHousehold.map(({ id }) => id);
    const run = await asked();
    expect(run.total).toBe(20);
    const any = { 'if-match': '*' };
    const joins = ids.find((id, i) => i > 3 && id !== leaves)!;
    const move = async (id: string | undefined, householdId: object) => {
      const named = { body: { name: 'New', ...householdId } };
      const client = (await call<{ id: string }>('POST', '/v1/clients', named)).body;
      const patch = { body: { client: { id: client.id } }, headers: any };
      expect((await call('PATCH', `/v1/accounts/${id}`, patch)).status).toBe(200);
    };
    await move(joins, { householdId: advised });
    await move(leaves, {});
    const byAccount = { body: { adviceUnit: 'account' }, headers: any };
    expect((await call('PATCH', `/v1/households/${dissolved}`, byAccount)).status).toBe(200);

    const done = await worked(run);
    expect(done).toMatchObject({ state: 'completed', total: 20, done: 16, failed: 4 });
    const items = await itemsOf(done);
    expect(items).toHaveLength(20);
    const itemOf = (id: string | undefined) => items.find(({ accountId }) => accountId === id);
    expect(itemOf(stays)).toMatchObject({ householdId: advised, recommendationId: expect.anything() });
    expect(itemOf(leaves)).toMatchObject({ householdId: advised, error: { code: 'household-changed' } });
    expect(itemOf(joins)).toMatchObject({ error: { code: 'household-changed' } });
    const dissolvedItems = items.filter(({ householdId }) => householdId === dissolved);
    expect(dissolvedItems.map(({ error }) => error?.code)).toEqual([
      'household-changed',
      'household-changed',
    ]);
    const url = `/v1/recommendations/${itemOf(stays)?.recommendationId}`;
    const { accounts } = (await call<RecommendationDto>('GET', url)).body;
    expect(accounts?.map(({ accountId }) => accountId).sort()).toEqual([stays, joins].sort());
    const next = await asked();
    expect(await ended<RunDto>(call, `${RUNS}/${next.id}`)).toMatchObject({ done: 20, failed: 0 });
  });

  it('keeps the policy version that was in force when it was asked for', async () => {
    const run = await asked();
    await activateAnother(run.policy.id);
    const done = await worked(run);
    expect(done.policy.version).toBe(1);
    expect(await sql('SELECT DISTINCT policy_version AS version FROM recommendations')).toEqual([
      { version: 1 },
    ]);
    expect(await asked()).toMatchObject({ policy: { version: 2 } });
  });

  it('keeps the entries and the record that there were when it was asked for, and replays by them', async () => {
    const enter = async (source: string): Promise<void> => {
      const body = {
        kind: 'forward_pe',
        basis: 'loss_makers_left_out',
        value: 16.4,
        observedOn: '2024-10-31',
      };
      const fact = { body: { ...body, symbol: 'IWM', source } };
      expect((await call('POST', '/v1/market-facts', fact)).status).toBe(201);
    };
    const told = async (run: RunDto) => {
      const [item] = await itemsOf(run);
      const url = `/v1/recommendations/${item?.recommendationId}`;
      const { context = [], rationale } = (await call<RecommendationDto>('GET', url)).body;
      const replay = await call<ReplayDto>('GET', `${url}/replay`);
      expect(replay.body).toMatchObject({ identical: true, differences: [] });
      return {
        sources: context.map(({ source }) => source),
        hasRecord: rationale.some(({ record }) => record !== undefined),
      };
    };

    await enter('first');
    const run = await asked();
    await enter('second');
    const record = await call('POST', `/v1/policies/${run.policy.id}/versions/1/record`);
    expect(record).toMatchObject({ status: 201 });
    expect(await told(await worked(run))).toEqual({ sources: ['first'], hasRecord: false });
    const next = await asked();
    await ended<RunDto>(call, `${RUNS}/${next.id}`);
    expect(await told(next)).toEqual({ sources: ['second'], hasRecord: true });
    const verdicts = `SELECT jsonb_array_length(entries->'facts') AS facts, entries ? 'recordId' AS has_record
                        FROM recommendation_verdicts ORDER BY created_at`;
    expect(await sql(verdicts)).toEqual([
      { facts: 1, has_record: false },
      { facts: 2, has_record: true },
    ]);
  });

  it('is the only one of its firm: of several asked for at once one begins, and the others name it', async () => {
    later();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        app.call<{ id: string; code?: string; detail?: string }>('POST', RUNS, { body: {} }),
      ),
    );
    const [begun, ...more] = answers.filter(({ status }) => status === 202);
    expect(more).toEqual([]);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(4);
    for (const { body } of refused) {
      expect(body).toMatchObject({
        code: 'run-in-progress',
        detail: expect.stringContaining(begun!.body.id),
      });
    }
    expect(await sql('SELECT count(*)::int AS runs FROM recommendation_runs')).toEqual([{ runs: 1 }]);
    expect(await sql('SELECT count(*)::int AS jobs FROM pgboss.job')).toEqual([{ jobs: 1 }]);

    const other = await app.addFirm();
    expect(await call('POST', RUNS, { key: other.apiKey, body: {} })).toMatchObject({ status: 202 });
    const statement = await call('GET', `${RUNS}/${begun!.body.id}/statement`);
    expect(statement).toMatchObject({ status: 409, body: { code: 'run-not-finished' } });
    expect(await worked(begun!.body as RunDto)).toMatchObject({ state: 'completed' });
    await asked();
  });

  it('ends as failed where a slice fails again and again, and says how many accounts have no item', async () => {
    const run = await asked();
    await sql("UPDATE recommendation_runs SET revision = 'not a revision'");
    const done = await worked(run);
    expect(done).toMatchObject({ state: 'failed', total: 20, done: 0, failed: 20 });
    expect(await itemsOf(run)).toEqual([]);
    await asked();
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { RunDto } from '../../src/modules/runs/dto/run.dto.js';
import type { RunItemDto } from '../../src/modules/runs/dto/run-item.dto.js';
import { RunWorker } from '../../src/modules/runs/run-worker.service.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { ended } from '../support/ended-run.js';
import { executeSql } from '../support/execute-sql.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { addAccounts } from '../support/run-worker.js';
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

  it('keeps the policy version that was in force when it was asked for', async () => {
    const run = await asked();
    await sql(`INSERT INTO policy_versions
               SELECT firm_id, policy_id, 2, document, 'another', status, created_by, created_at FROM policy_versions`);
    const done = await worked(run);
    expect(done.policy.version).toBe(1);
    expect(await sql('SELECT DISTINCT policy_version AS version FROM recommendations')).toEqual([
      { version: 1 },
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

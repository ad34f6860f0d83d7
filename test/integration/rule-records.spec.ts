import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { ENGINE_VERSION } from '../../src/domain/recommendation/engine-version.js';
import { RuleRecordComputer } from '../../src/modules/rule-records/rule-record-computer.service.js';
import { RuleRecordRepository } from '../../src/modules/rule-records/rule-record.repository.js';
import { RuleRecordSchedule } from '../../src/modules/rule-records/rule-record-schedule.service.js';
import { RuleRecords } from '../../src/modules/rule-records/rule-records.service.js';
import { createApp } from '../../src/app.setup.js';
import { AppConfig } from '../../src/platform/config/app-config.js';
import { startLoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestApp, type TestFirm } from '../support/test-app.js';

jest.setTimeout(60_000);

let app: TestApp;
let records: RuleRecordRepository;
let other: TestFirm;

beforeAll(async () => {
  ({ app } = await startLoadedApp());
  other = await app.addFirm();
  records = app.nest.get(RuleRecordRepository);
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => app.stop());

async function policyOf({ apiKey }: TestFirm): Promise<string> {
  return String((await app.call('GET', '/v1/firm', { key: apiKey })).body['defaultPolicyId']);
}

const headersOf = async (firm: TestFirm) => records.headers(firm.firmId, await policyOf(firm), 1);

/** A second instance of the service on the same database. */
const secondInstance = () =>
  createApp({
    config: new AppConfig().with({ nodeEnv: 'test', databaseUrl: app.testDatabase.url }),
    clock: app.clock,
    logger: false,
  }).then((nest) => nest.init());

describe('the records of all firms', () => {
  it('are computed once for equal documents, by one of two instances, and stored for each firm', async () => {
    const second = await secondInstance();
    const instances = [app.nest, second];
    const computing = instances.map((nest) => jest.spyOn(nest.get(RuleRecordComputer), 'compute'));
    try {
      await Promise.all(instances.map((nest) => nest.get(RuleRecordSchedule).look()));
    } finally {
      await second.close();
    }
    expect(computing.map(({ mock }) => mock.calls.length).sort()).toEqual([0, 2]);
    for (const firm of [app.firm, other]) {
      const headers = await headersOf(firm);
      expect(headers).toMatchObject([
        { version: 1, through: '2024-11-27', computedAt: TEST_NOW, engineVersion: ENGINE_VERSION },
      ]);
    }
    const [mine] = await headersOf(app.firm);
    const [theirs] = await headersOf(other);
    expect(mine?.id).not.toBe(theirs?.id);
    const stored = await records.find(app.firm.firmId, String(mine?.id));
    expect(stored?.record).toEqual((await records.find(other.firmId, String(theirs?.id)))?.record);
    expect(Object.keys(stored?.record ?? {})[0]).toBe('since');
  });

  it('are left alone while they are current', async () => {
    const computing = jest.spyOn(app.nest.get(RuleRecordComputer), 'compute');
    await app.nest.get(RuleRecordSchedule).look();
    expect(computing).not.toHaveBeenCalled();
    expect(await headersOf(app.firm)).toHaveLength(1);
  });

  it.each<[string, object, number]>([
    ['20 sessions old is left alone', { through: '2024-10-30' }, 0],
    ['21 sessions old is followed by a further one', { through: '2024-10-29' }, 1],
    ['of another engine is followed by a further one', { engineVersion: '0.0.1' }, 1],
  ])('a record that is %s', async (_, own, added) => {
    const firm = await app.addFirm();
    const policyId = await policyOf(firm);
    const [current] = await headersOf(app.firm);
    const stored = await records.find(app.firm.firmId, String(current?.id));
    const old = {
      ...stored!,
      id: randomUUID(),
      policyId,
      computedAt: new Date('2024-11-01T00:00:00Z'),
      ...own,
    };
    await app.database.asFirm(firm.firmId, (tx) => records.insert(tx, firm.firmId, old));
    await app.nest.get(RuleRecordSchedule).look();
    const headers = await headersOf(firm);
    expect(headers).toHaveLength(1 + added);
    expect(headers.at(-1)?.id).toBe(old.id);
  });

  it('of the same data, version and engine are stored once', async () => {
    const policyId = await policyOf(app.firm);
    const [header] = await headersOf(app.firm);
    const stored = await records.find(app.firm.firmId, String(header?.id));
    const again = app.nest
      .get(RuleRecords)
      .store(
        app.firm.firmId,
        { policyId, version: 1 },
        { record: stored!.record, revision: stored!.revision },
      );
    expect(await again).toBeUndefined();
    expect(await headersOf(app.firm)).toHaveLength(1);
  });
});

describe('a record in the making', () => {
  /** A second instance that has just begun to compute; it knows nothing yet, so that it takes a while. */
  async function computing() {
    const firm = await app.addFirm();
    const second = await secondInstance();
    const compute = jest.spyOn(second.get(RuleRecordComputer), 'compute');
    const looking = second.get(RuleRecordSchedule).look();
    const done = Promise.allSettled([looking]);
    while (compute.mock.calls.length === 0) await pause(1);
    return { firm, second, done };
  }

  it('gives way to whatever else is to be done', async () => {
    const { firm, second, done } = await computing();
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await done;
    clearInterval(timer);
    await second.close();
    expect(turns).toBeGreaterThan(10);
    expect(await headersOf(firm)).toHaveLength(1);
  });

  it('is dropped when the service stops', async () => {
    const { firm, second, done } = await computing();
    await second.close();
    await done;
    expect(await headersOf(firm)).toEqual([]);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnnouncedClosuresService } from '../../src/modules/market-data/calendar/announced-closures.service.js';
import { DataLoader } from '../../src/modules/market-data/data-loader.service.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { writeMarketFiles, type MarketFiles } from '../support/market-files.js';

describe('a file of announced closures', () => {
  const clock = new FixedClock(new Date('2024-11-27T22:00:00Z'));
  let files: MarketFiles;
  let folder: string;
  let calendarFile: string;
  let app: TestApp;
  let recommendationId: string;

  beforeAll(async () => {
    files = await writeMarketFiles();
    folder = await mkdtemp(join(tmpdir(), 'closures-'));
    calendarFile = join(folder, 'closures.json');
    app = await startTestApp({ clock, config: { ...files.config, calendarFile } });
    await app.nest.get(DataLoader).load(() => undefined);
  });
  afterAll(async () => {
    await app.stop();
    await files.remove();
    await rm(folder, { recursive: true });
  });

  const load = async (content: unknown): Promise<void> => {
    await writeFile(calendarFile, typeof content === 'string' ? content : JSON.stringify(content));
    await app.nest.get(AnnouncedClosuresService).load();
  };
  const frozen = async (query = ''): Promise<unknown> => {
    const { body } = await app.call('GET', `/v1/market-regime${query}`);
    return body['frozen'];
  };

  it('leaves what was advised before it as it was, at its replay and at its instant', async () => {
    const { body: account } = await app.call('POST', '/v1/accounts', {
      body: { name: 'Trust', registration: 'trust', riskProfile: 'growth', cash: '100000.00' },
    });
    clock.set(new Date('2024-12-03T22:00:00Z'));
    const path = `/v1/accounts/${String(account['id'])}/recommendations`;
    const { body } = await app.call('POST', path, { body: {} });
    expect(body).toMatchObject({ asOf: '2024-11-27', frozen: true, frozenReason: { missingSessions: 3 } });
    recommendationId = String(body['id']);

    clock.set(new Date('2024-12-03T23:00:00Z'));
    await load({
      closures: [{ date: '2024-12-02', reason: 'mourning' }, { date: '2024-12-03' }],
      earlyCloses: [{ date: '2024-12-04', time: '13:00' }],
    });
    expect(await app.call('GET', `/v1/recommendations/${recommendationId}/replay`)).toMatchObject({
      body: { identical: true },
    });
    expect(await frozen('?knownAt=2024-12-03T22:30:00Z')).toBe(true);
  });

  it('counts from when it was learned: fewer sessions are missing', async () => {
    expect(await frozen()).toBe(false);
    expect(await app.call('GET', '/v1/market-data/quality')).toMatchObject({
      body: { expectedSession: '2024-11-29' },
    });
  });

  it('is taken back day by day', async () => {
    await load({ closures: [{ date: '2024-12-02' }] });
    expect(await app.call('GET', '/v1/market-data/quality')).toMatchObject({
      body: { expectedSession: '2024-12-03' },
    });
  });

  it.each([
    ['is no JSON', '2031-03-12 closed', 'malformed-json'],
    ['is a list', [], 'not-an-object'],
    ['has a field that means nothing', { holidays: [] }, 'unknown-field: holidays'],
    ['has closures that are no list', { closures: '2031-03-12' }, 'not-a-list'],
    ['has an entry without its date', { closures: [{ reason: 'mourning' }] }, 'missing-field'],
    ['has a date that does not exist', { closures: [{ date: '2031-02-30' }] }, 'invalid-date'],
    ['has a time that is none', { earlyCloses: [{ date: '2031-03-14', time: 'noon' }] }, 'invalid-time'],
    ['closes a Sunday', { closures: [{ date: '2031-03-16' }] }, /not-a-session: .*2031-03-16/],
    [
      'ends a holiday early',
      { earlyCloses: [{ date: '2031-12-25', time: '13:00' }] },
      /not-a-session: .*2031-12-25/,
    ],
    ['closes a day that there are prices of', { closures: [{ date: '2024-11-26' }] }, 'session-has-bars'],
  ])('stops the start, naming the setting and a code, where it %s', async (_, content, reason) => {
    const message = expect.stringMatching(
      new RegExp(`^CALENDAR_FILE can't be used: ${reason instanceof RegExp ? reason.source : reason}`),
    );
    await expect(load(content)).rejects.toMatchObject({ name: 'StartFailure', message });
  });

  it('stops the start where it is not there', async () => {
    await rm(calendarFile);
    await expect(app.nest.get(AnnouncedClosuresService).load()).rejects.toMatchObject({
      name: 'StartFailure',
      message: `CALENDAR_FILE can't be used: unreadable-file: ${calendarFile} can't be read (ENOENT)`,
    });
  });
});

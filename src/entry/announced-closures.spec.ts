import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isEarlyClose, isSession } from '../domain/market/trading-calendar.js';
import { announceClosuresOf } from './announced-closures.js';

let folder: string;
const fileOf = async (content: unknown): Promise<string> => {
  const path = join(folder, 'closures.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'closures-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a file of announced closures', () => {
  it('is not needed', async () => {
    await expect(announceClosuresOf(undefined)).resolves.toBeUndefined();
  });

  it('closes a session, and ends another early', async () => {
    expect([isSession('2031-03-12'), isEarlyClose('2031-03-13')]).toEqual([true, false]);
    const file = await fileOf({
      closures: [{ date: '2031-03-12', reason: 'mourning' }],
      earlyCloses: [{ date: '2031-03-13', time: '13:00' }],
    });
    await announceClosuresOf(file);
    expect([isSession('2031-03-12'), isEarlyClose('2031-03-13')]).toEqual([false, true]);
  });

  it.each([
    ['is no JSON', '2031-03-12 closed'],
    ['is a list', []],
    ['has a field that means nothing', { holidays: [] }],
    ['has closures that are no list', { closures: '2031-03-12' }],
    ['has an entry without its date', { closures: [{ reason: 'mourning' }] }],
    ['has a date that does not exist', { closures: [{ date: '2031-02-30' }] }],
    ['has a time that is none', { earlyCloses: [{ date: '2031-03-14', time: 'noon' }] }],
  ])('stops the start, naming the setting, where it %s', async (_, content) => {
    await expect(announceClosuresOf(await fileOf(content))).rejects.toThrow(/CALENDAR_FILE/);
  });

  it('stops the start where it is not there', async () => {
    await expect(announceClosuresOf(join(folder, 'none.json'))).rejects.toThrow(/CALENDAR_FILE/);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  RecommendationDto,
  ReplayDto,
} from '../../src/modules/recommendations/dto/recommendation.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { accountRequest } from '../factories/account.factory.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { importCsv, writeMarketFiles, type MarketFiles } from '../support/market-files.js';
import { TEST_NOW, type TestApp } from '../support/test-app.js';

const IWM_BEGINS = '2022-06-01';
const QUESTION = { riskProfile: 'aggressive', cash: '100000.00', asOf: '2024-11-27' };

const clock = new FixedClock(TEST_NOW);
let files: MarketFiles;
let app: TestApp;
let call: LoadedApp['call'];

beforeAll(async () => {
  files = await writeMarketFiles({
    without: ['XLF'],
    keep: (symbol, { session }) => symbol !== 'IWM' || session >= IWM_BEGINS,
  });
  ({ app, call } = await startLoadedApp({ clock, config: files.config }));
});
afterAll(async () => {
  await app.stop();
  await files.remove();
});

const later = (): void => clock.set(new Date(clock.now().getTime() + 60_000));

async function importBars(csv: string): Promise<Record<string, unknown>> {
  later();
  const headers = { 'content-type': 'text/csv' };
  const answer = await call('POST', '/v1/market-data/bars/import', { headers, body: csv });
  expect(answer).toMatchObject({ status: 200 });
  later();
  return answer.body;
}

async function advise(account: string, asOf?: string): Promise<RecommendationDto> {
  const url = `/v1/accounts/${account}/recommendations`;
  const answer = await call<RecommendationDto>('POST', url, { body: asOf === undefined ? {} : { asOf } });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

const preview = async (question: object): Promise<string> =>
  (await call('POST', '/v1/recommendations/preview', { body: question })).text;

const inputsHash = (text: string): unknown => (JSON.parse(text) as RecommendationDto).inputsHash;

describe('recommendations of a store that is filled and corrected afterwards', () => {
  it('replay identically, while new advice rests on the new data', async () => {
    const body = accountRequest({ riskProfile: 'aggressive', cash: '100000.00' });
    const account = (await call<{ id: string }>('POST', '/v1/accounts', { body })).body.id;
    const given = [await advise(account, '2024-06-14'), await advise(account)];
    const expectReplays = async (): Promise<void> => {
      for (const { id } of given) {
        const replay = await call<ReplayDto>('GET', `/v1/recommendations/${id}/replay`);
        expect(replay.body).toMatchObject({ identical: true, differences: [] });
      }
    };
    await expectReplays();

    const hashes = [inputsHash(await preview(QUESTION))];

    const corrected = ['symbol,date,open,high,low,close,volume', 'IWM,2024-11-27,140,141,139,140,1000'];
    expect(await importBars(corrected.join('\n'))).toMatchObject({ inserted: 0, corrected: 1 });
    await expectReplays();
    hashes.push(inputsHash(await preview(QUESTION)));
    given.push(await advise(account));
    expect(given.at(-1)?.closes.IWM).toBe(140);

    const earlier = await importBars(importCsv('IWM', ({ session }) => session < IWM_BEGINS));
    expect(earlier['inserted']).toBeGreaterThan(300);
    await expectReplays();
    hashes.push(inputsHash(await preview(QUESTION)));
    given.push(await advise(account));

    const whole = await importBars(importCsv('XLF', () => true));
    expect(whole['inserted']).toBeGreaterThan(900);
    await expectReplays();
    expect(new Set(hashes).size).toBe(3);
  });
});

describe('the same question with the same asOf and knownAt', () => {
  it('gives the same bytes after a correction learned later, and another answer without knownAt', async () => {
    const knownAt = clock.now().toISOString();
    const before = await preview({ ...QUESTION, knownAt });
    const line = JSON.stringify({
      symbol: 'SPY',
      date: '2024-11-26',
      open: 470,
      high: 472,
      low: 469,
      close: 470.5,
      volume: 1,
    });
    later();
    await call('POST', '/v1/market-data/bars/import', {
      headers: { 'content-type': 'application/x-ndjson' },
      body: line,
    });
    later();
    expect(await preview({ ...QUESTION, knownAt })).toBe(before);
    expect(inputsHash(await preview(QUESTION))).not.toBe(inputsHash(before));
  });
});

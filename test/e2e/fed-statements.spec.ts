import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MacroAssessmentDto } from '../../src/modules/macro/dto/macro-assessment.dto.js';
import type { AddedStatementDto, StatementVersionDto } from '../../src/modules/macro/dto/statement.dto.js';
import type {
  RecommendationDto,
  ReplayDto,
} from '../../src/modules/recommendations/dto/recommendation.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { accountRequest } from '../factories/account.factory.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { writeMarketFiles, type MarketFiles } from '../support/market-files.js';
import { TEST_NOW, type TestApp } from '../support/test-app.js';

interface Page {
  readonly data: readonly StatementVersionDto[];
  readonly nextCursor: string | null;
}

const HAWKISH = 'The Committee decided to raise the target range. Inflation remains elevated.';
const DOVISH = 'The Committee decided to lower the target range. Inflation has eased.';

describe('the statements of the sample market', () => {
  let app: TestApp;
  let call: LoadedApp['call'];
  beforeAll(async () => {
    ({ app, call } = await startLoadedApp());
  });
  afterAll(() => app.stop());

  it('are listed page by page, marked as the sample, with what their words lean to', async () => {
    const all: StatementVersionDto[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const url = `/v1/macro/statements?limit=20${cursor && `&cursor=${cursor}`}`;
      const page: Page = (await call<Page>('GET', url)).body;
      all.push(...page.data);
      cursor = page.nextCursor;
    }
    expect(all).toHaveLength(31);
    expect(all.map(({ date }) => date)).toEqual(all.map(({ date }) => date).toSorted());
    expect(new Set(all.map(({ source, title }) => `${source} ${title}`))).toEqual(
      new Set(['sample Statement of the sample market (invented)']),
    );
    const early = await call<Page>('GET', '/v1/macro/statements?knownAt=2021-04-01T00:00:00Z');
    expect(early.body.data.map(({ date }) => date)).toEqual(['2021-02-03', '2021-03-24']);
  });

  it('stand in the assessment beside the rates, with the sentences they are read by', async () => {
    const { body } = await call<MacroAssessmentDto>('GET', '/v1/macro/assessment');
    expect(body.fed.statement).toMatchObject({
      date: '2024-10-30',
      reading: 'neutral',
      previous: { date: '2024-09-11' },
    });
    expect(body.fed.statement?.sentences).toContainEqual({
      text: 'The Committee decided to lower the target range by 0.25 percentage points, to 4.25 to 4.5 percent.',
      topic: 'action',
      lean: 'dovish',
      weight: 2,
      phrase: 'decided to lower the target',
      meaning: 'the rate was lowered',
      change: 'added',
    });
    const bias = body.conflicts.find(({ code }) => code === 'fed-bias');
    expect(bias).toMatchObject({ decidedBy: 'fed.bias', outcome: body.fed.bias });
    expect(bias?.because).toContain('The rates decide');
    expect(body.conflicts.find(({ code }) => code === 'rate-cuts')?.readings).toHaveLength(2);
  });

  it('are as they were at an earlier session', async () => {
    const { body } = await call<MacroAssessmentDto>('GET', '/v1/macro/assessment?asOf=2022-06-22');
    expect(body.fed.statement).toMatchObject({ date: '2022-06-22', reading: 'hawkish' });
    const before = await call<MacroAssessmentDto>('GET', '/v1/macro/assessment?asOf=2022-06-21');
    expect(before.body.fed.statement).toMatchObject({ date: '2022-05-11' });
  });

  it('take none from outside', async () => {
    const body = { date: '2024-11-07', body: HAWKISH };
    expect(await call('POST', '/v1/macro/statements', { body })).toMatchObject({
      status: 409,
      body: { code: 'dataset-is-sample' },
    });
  });
});

describe('statements that an operator adds', () => {
  let files: MarketFiles;
  let app: TestApp;
  let call: LoadedApp['call'];
  const clock = new FixedClock(TEST_NOW);
  beforeAll(async () => {
    files = await writeMarketFiles();
    ({ app, call } = await startLoadedApp({ clock, config: files.config }));
  });
  afterAll(async () => {
    await app.stop();
    await files.remove();
  });

  const add = (body: object, key = app.firm.apiKey) =>
    call<AddedStatementDto>('POST', '/v1/macro/statements', { body, key });
  const fed = async () => (await call<MacroAssessmentDto>('GET', '/v1/macro/assessment')).body;

  it('are unavailable until there is one', async () => {
    const { unavailable, fed: without } = await fed();
    expect(without).not.toHaveProperty('statement');
    expect(unavailable).toContainEqual({
      reading: 'fed.statement',
      code: 'missing-series',
      subject: 'fed-statements',
    });
  });

  it('count at once and are corrected by sending them again; replays rest on what was known', async () => {
    expect(
      await add({ date: '2024-11-07', title: 'One', url: 'https://example.org/s', body: HAWKISH }),
    ).toMatchObject({
      status: 201,
      body: {
        outcome: 'inserted',
        reading: 'hawkish',
        score: 3,
        releasedAt: '2024-11-07T19:00:00.000Z',
        assumed: true,
      },
    });
    const account = await call<{ id: string }>('POST', '/v1/accounts', {
      body: accountRequest({ cash: '1000.00' }),
    });
    const advise = async (): Promise<RecommendationDto> => {
      clock.set(new Date(clock.now().getTime() + 60_000));
      const url = `/v1/accounts/${account.body.id}/recommendations`;
      return (await call<RecommendationDto>('POST', url, { body: {} })).body;
    };
    const first = await advise();
    clock.set(new Date(clock.now().getTime() + 60_000));
    expect(await add({ date: '2024-11-07', body: HAWKISH })).toMatchObject({
      body: { outcome: 'unchanged' },
    });
    expect(await add({ date: '2024-11-07', body: DOVISH })).toMatchObject({
      status: 201,
      body: { outcome: 'corrected', reading: 'dovish', title: 'One', learnedAt: clock.now().toISOString() },
    });
    expect((await fed()).fed.statement).toMatchObject({ reading: 'dovish', url: 'https://example.org/s' });
    const second = await advise();
    expect(second.inputsHash).not.toBe(first.inputsHash);
    for (const { id } of [first, second]) {
      const replay = await call<ReplayDto>('GET', `/v1/recommendations/${id}/replay`);
      expect(replay.body).toMatchObject({ identical: true, differences: [] });
    }
    const versions = await call<Page>('GET', '/v1/macro/statements');
    expect(versions.body.data.map(({ reading }) => reading)).toEqual(['hawkish', 'dovish']);
  });

  it.each([
    ['a date that is none', { date: '2024-02-30' }, '/date', 'invalid-date'],
    ['a date to come', { date: '2024-12-24' }, '/date', 'date-in-the-future'],
    ['a date before statements', { date: '1990-01-02' }, '/date', 'date-before-statements'],
    ['an address that is none', { url: 'ftp://example.org' }, '/url', 'not-a-web-address'],
    ['a text of spaces', { body: '  ' }, '/body', 'no-text'],
    ['no text', { body: '' }, '/body', 'is-length'],
    ['a NUL character', { body: 'a\0b' }, '/body', 'nul-character'],
    ['an unknown field', { released: 'now' }, '/released', 'unknown-field'],
  ])('are refused with %s', async (_, change, pointer, code) => {
    const answer = await add({ date: '2024-11-07', body: HAWKISH, ...change });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
  });

  it("need the operator's scope to be written, and macro:read to be read", async () => {
    const { apiKey } = await app.addFirm(['macro:read', 'macro:write']);
    expect(await add({ date: '2024-11-07', body: HAWKISH }, apiKey)).toMatchObject({
      status: 403,
      body: { code: 'missing-scope' },
    });
    expect(await call('GET', '/v1/macro/statements', { key: apiKey })).toMatchObject({ status: 200 });
    expect(await call('GET', '/v1/macro/statements?cursor=x', { key: apiKey })).toMatchObject({
      status: 400,
    });
  });
});

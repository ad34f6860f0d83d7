import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WhatIfAnswerDto } from '../../src/modules/recommendations/dto/what-if.dto.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { expectToAddUp } from '../support/advice.js';
import { startLoadedApp, type LoadedApp } from '../support/loaded-app.js';
import { TEST_NOW, type TestAnswer, type TestApp } from '../support/test-app.js';

let app: TestApp;
let call: LoadedApp['call'];

beforeAll(async () => {
  ({ app, call } = await startLoadedApp({ clock: new FixedClock(TEST_NOW) }));
});
afterAll(() => app.stop());

const ask = (suppose: unknown, rest: object = {}): Promise<TestAnswer<WhatIfAnswerDto>> =>
  call<WhatIfAnswerDto>('POST', '/v1/recommendations/what-if', {
    body: { riskProfile: 'aggressive', cash: '100000.00', suppose, ...rest },
  });

describe('what if', () => {
  it('nothing changed, the next session is advised beside the present one', async () => {
    const { status, body } = await ask({});
    expect(status).toBe(200);
    expect([body.present.asOf, body.supposed.asOf]).toEqual(['2024-11-27', '2024-11-29']);
    expect(body.present.targets.map(({ weightBps }) => weightBps)).toEqual(
      body.supposed.targets.map(({ weightBps }) => weightBps),
    );
    expectToAddUp(body.present);
    expectToAddUp(body.supposed);
  });

  it('the market halved for two sessions, exposure falls and it says what differs', async () => {
    const { body: before } = await ask({});
    const half = Object.fromEntries(
      Object.entries(before.present.closes).map(([symbol, close]) => [symbol, Number(close) / 2]),
    );
    const { body } = await ask({ closes: half, sessions: 2 });
    expect(body.supposed.equityExposureBps).toBe(2500);
    expect(body.supposed.marketRegime.settledState).toBe('downtrend');
    expect(body.changes.equityExposureBps).toEqual({ from: 10_000, to: 2500 });
    expect(body.changes).not.toHaveProperty('since');
    expect(body.present).toEqual(before.present);
  });

  it('the Fed tightened and yields rose, the macro stance follows', async () => {
    const { body } = await ask({
      fedMoveBps: 50,
      twoYearYieldPct: 7,
      tenYearYieldPct: 7,
      dollarIndex: 140,
    });
    expect(body.supposed.macroStance).toBe('restrictive');
  });

  it('a close lay just beyond a flip level, the rationale or the watch tells another story', async () => {
    const { body: now } = await ask({});
    const flip = now.present.wouldChange.find(({ ruleId }) => ruleId !== 'exposure')!;
    const beyond = Math.round(flip.level * 100 + (flip.condition === 'close_over' ? 1 : -1)) / 100;
    const { status, body } = await ask({ closes: { [flip.symbol]: beyond } });
    expect({ flip, status, body: status === 200 ? undefined : body }).toEqual({ flip, status: 200 });
    expect(body.supposed.closes).toMatchObject({ [flip.symbol]: beyond });
    expect(body.supposed.rationale).not.toEqual(body.present.rationale);
  });

  it('a month passed with nothing supposed, the macro picture is as readable as it was', async () => {
    const { body } = await ask({ sessions: 25 });
    expect(body.supposed.macroStance).toBe(body.present.macroStance);
    expect(body.supposed.dataQuality.issues).toEqual(body.present.dataQuality.issues);
    const unavailable = ({ rationale }: WhatIfAnswerDto['present']): string[] =>
      rationale.filter(({ outcome }) => outcome === 'unavailable').map(({ ruleId }) => ruleId);
    expect(unavailable(body.supposed)).toEqual(unavailable(body.present));
  });

  it('a close given as text is refused as no number', async () => {
    const { body } = await ask({ closes: { IWM: '226.73' } });
    expect(body).toMatchObject({
      errors: [{ pointer: '/suppose/closes/IWM', code: 'is-number', message: 'IWM must be a number' }],
    });
  });

  it.each([
    ['no supposition', undefined, '/suppose'],
    ['a close of nothing', { closes: { IWM: 0 } }, '/suppose/closes/IWM'],
    ['an unknown symbol', { closes: { GLD: 10 } }, '/suppose/closes/GLD'],
    ['half a basis point', { fedMoveBps: 0.5 }, '/suppose/fedMoveBps'],
    ['too many sessions', { sessions: 26 }, '/suppose/sessions'],
  ])('refuses %s and says where', async (_, suppose, pointer) => {
    const { status, body } = await ask(suppose);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [expect.objectContaining({ pointer })] });
  });
});

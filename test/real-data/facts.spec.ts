import { describe, expect, it } from '@jest/globals';
import { ADVISED, type AdvisedSymbol } from '../../src/domain/market/instruments.js';
import { sessionClose } from '../../src/domain/market/trading-calendar.js';
import { HOUSE_POLICY } from '../../src/domain/policy/house-policy.js';
import { readOneDayRotation } from '../../src/domain/readings/cross/one-day-rotation.js';
import { returnSince } from '../../src/domain/readings/cross/performance.js';
import { readRelativeStrength } from '../../src/domain/readings/cross/relative-strength.js';
import { assessMacro } from '../../src/domain/readings/macro/assessment.js';
import type { Moment } from '../../src/domain/readings/signal.js';
import type { SymbolReading } from '../../src/domain/readings/symbol/symbol-reading.js';
import { isUnavailable, type Unavailable } from '../../src/domain/readings/unavailable.js';
import { judge } from '../../src/domain/recommendation/judge.js';
import { recommend } from '../../src/domain/recommendation/recommend.js';
import { knownMarket, momentsOf, type KnownMarket } from '../../src/domain/recommendation/session.js';
import { verdictBody } from '../../src/domain/recommendation/verdict-body.js';
import { readMarket } from '../../src/domain/regime/market-reading.js';
import { hasRealData, realBars, realMacro } from '../support/real-data.js';

let loaded: KnownMarket | undefined;
const known = (): KnownMarket => (loaded ??= knownMarket(realBars(), realMacro(), false));

const momentAt = (asOf: string): Moment =>
  momentsOf(known(), HOUSE_POLICY.parameters, sessionClose(asOf))(known().market.momentAt(asOf));
const market = (asOf: string) => readMarket(momentAt(asOf));
const verdict = (asOf: string) => judge(known(), HOUSE_POLICY, { asOf, knownAt: sessionClose(asOf) });

function available<T extends object>(reading: T | Unavailable | undefined): T {
  if (reading === undefined || isUnavailable(reading))
    throw new Error(`unavailable: ${JSON.stringify(reading)}`);
  return reading;
}

const symbolAt = (asOf: string, symbol: AdvisedSymbol): SymbolReading =>
  available(market(asOf).symbols.find((reading) => reading.symbol === symbol));
const trendsAt = (asOf: string) =>
  market(asOf).symbols.map(({ symbol, trend }) => [symbol, available(trend).state]);
const lineAt = (asOf: string, symbol: AdvisedSymbol) =>
  available(readRelativeStrength(momentAt(asOf), symbol));
const fromHigh = (asOf: string, symbol: AdvisedSymbol): number =>
  available(symbolAt(asOf, symbol).distanceFromHigh).allTime.distancePct;

const AGGRESSIVE = { riskProfile: 'aggressive', cash: 0, positions: [], constraints: {} } as const;

(hasRealData() ? describe : describe.skip)('on real prices', () => {
  describe('2023-06-07', () => {
    const asOf = '2023-06-07';

    it('QQQ had a negative outside day', () => {
      expect(available(symbolAt(asOf, 'QQQ').outsideDay).state).toBe('negative');
    });

    it('IWM was 1.94 points ahead of SPY on the day, and MDY gapped up', () => {
      expect(available(readOneDayRotation(momentAt(asOf))).points).toBeCloseTo(1.94, 2);
      expect(available(symbolAt(asOf, 'MDY').gap).state).toBe('up');
    });

    it('IWM was 22.8 % under its high', () => {
      expect(fromHigh('2023-06-07', 'IWM')).toBeCloseTo(-22.8, 1);
    });

    it('IWM/SPY was improving, from its lowest of the year on 2023-05-31', () => {
      expect(lineAt('2023-06-07', 'IWM')).toMatchObject({
        state: 'improving',
        trough: { date: '2023-05-31' },
        lastTurn: 'trough',
      });
    });

    it('IWM/SPY had its trough of March and April on 2023-04-27', () => {
      const { sessions } = known().market;
      const spring = sessions.filter((session) => session >= '2023-03-01' && session <= '2023-04-30');
      const ratio = known().market.ratio('IWM').line;
      const lowest = spring.reduce((best, session) =>
        ratio[sessions.indexOf(session)]! < ratio[sessions.indexOf(best)]! ? session : best,
      );
      expect(lowest).toBe('2023-04-27');
      expect(lineAt('2023-04-28', 'IWM').trough.date).toBe('2023-04-27');
    });
  });

  describe('2023-11-27', () => {
    const asOf = '2023-11-27';

    it.each([
      ['SPY', 10.67],
      ['QQQ', 12.7],
      ['IWM', 10.18],
      ['MDY', 9.97],
    ] as const)('%s had gained %p %% since the close of 2023-10-27', (symbol, gain) => {
      expect(available(returnSince(momentAt(asOf), symbol, '2023-10-27')).returnPct).toBeCloseTo(gain, 2);
    });

    it('IWM and MDY were tight flags, IWM after a pole of about 10 %', () => {
      expect(available(symbolAt(asOf, 'MDY').flag).tight).toBe(true);
      const flag = available(symbolAt(asOf, 'IWM').flag);
      expect(flag.tight).toBe(true);
      expect(flag.pole.gainPct).toBeCloseTo(10, 0);
    });

    it("IWM's downtrend line had been broken on 2023-11-14 at 178.46, over 177.22", () => {
      const line = available(symbolAt(asOf, 'IWM').downtrendLine);
      expect(line).toMatchObject({
        anchor: { date: '2023-07-31' },
        through: { date: '2023-09-01' },
        state: 'broken',
        brokenOn: '2023-11-14',
      });
      expect([line.anchor.price, line.through.price]).toEqual([
        expect.closeTo(198.75, 2),
        expect.closeTo(191.86, 2),
      ]);
      expect([line.brokenClose, line.brokenLevel]).toEqual([
        expect.closeTo(178.46, 2),
        expect.closeTo(177.22, 2),
      ]);
      expect(available(symbolAt('2023-11-13', 'IWM').downtrendLine).state).toBe('holding');
    });

    it("IWM's completed week was under its 50-week average with MACD closing, the running week just crossed", () => {
      const { completed, running } = available(symbolAt(asOf, 'IWM').weekly);
      expect(completed).toMatchObject({ session: '2023-11-24', position: 'below' });
      expect([completed.close, completed.average50, completed.macd.line, completed.macd.signal]).toEqual([
        expect.closeTo(179.33, 2),
        expect.closeTo(180.97, 2),
        expect.closeTo(-2.76, 2),
        expect.closeTo(-2.39, 2),
      ]);
      expect(completed.macd).toMatchObject({ state: 'sell', closing: true });
      expect(Math.abs(completed.rsi14 - 50)).toBeLessThan(3);
      expect(running).toMatchObject({ session: asOf, macd: { state: 'buy', crossed: true } });
    });

    it.each([
      ['IWM', -26.3],
      ['MDY', -12.0],
      ['SPY', -4.9],
      ['QQQ', -3.7],
    ] as const)('%s was %p %% from its high', (symbol, distance) => {
      expect(fromHigh('2023-11-27', symbol)).toBeCloseTo(distance, 1);
    });

    it('trends were uptrend in SPY, confirmed in QQQ, bottoming in IWM and recovering in MDY', () => {
      expect(trendsAt('2023-11-27')).toEqual([
        ['IWM', 'bottoming'],
        ['MDY', 'recovering'],
        ['SPY', 'uptrend'],
        ['QQQ', 'confirmed_uptrend'],
      ]);
    });

    it('IWM was above its 10-DMA', () => {
      const ten = symbolAt('2023-11-27', 'IWM')
        .movingAverages.map(available)
        .find(({ period }) => period === 10);
      expect(ten?.position).toBe('above');
    });

    it('XLI stood 2.9 % and XLF 5.0 % above their 200-DMAs', () => {
      const { sectors } = market('2023-11-27');
      const distances = sectors.map(({ symbol, movingAverages }) => [
        symbol,
        movingAverages.map(available).find(({ period }) => period === 200)?.distancePct,
      ]);
      expect(distances).toEqual([
        ['XLF', expect.closeTo(5.0, 1)],
        ['XLI', expect.closeTo(2.9, 1)],
      ]);
    });
  });

  describe('2023-12-14', () => {
    const asOf = '2023-12-14';

    it.each([
      ['SPY', 23.4],
      ['QQQ', 51.5],
      ['IWM', 14.0],
      ['MDY', 14.6],
    ] as const)('%s had gained %p %% since the year began', (symbol, gain) => {
      expect(available(symbolAt(asOf, symbol).performance).yearToDate.returnPct).toBeCloseTo(gain, 1);
    });

    it('IWM was in a base since August 2022, its resistance tested for the 4th time', () => {
      const base = available(symbolAt(asOf, 'IWM').base);
      expect(base).toMatchObject({ start: '2022-08-15', form: 'long' });
      expect(base.resistance).toBeCloseTo(201.07, 2);
      expect(base.depthPct).toBeCloseTo(19, 0);
      expect(base.tests.map((date) => date.slice(0, 7))).toEqual([
        '2022-08',
        '2023-02',
        '2023-07',
        '2023-12',
      ]);
      expect(base.tests[3]).toBe(asOf);
    });

    it('trends were confirmed in SPY and QQQ and recovering in IWM and MDY', () => {
      expect(trendsAt('2023-12-14')).toEqual([
        ['IWM', 'recovering'],
        ['MDY', 'recovering'],
        ['SPY', 'confirmed_uptrend'],
        ['QQQ', 'confirmed_uptrend'],
      ]);
    });

    it('the Fed was holding since 2023-07-27 with easing priced, yields and the dollar softening', () => {
      const { fed, yields, usd, stance } = assessMacro(momentAt('2023-12-14'));
      expect(available(fed.action)).toMatchObject({
        action: 'holding',
        lastMove: { date: '2023-07-27', changeBps: 25 },
      });
      expect(fed.stance).toBe('holding_dovish');
      expect([available(yields).direction, available(usd).direction]).toEqual(['softening', 'softening']);
      expect(stance).toBe('constructive');
    });

    it('core PCE was falling', () => {
      const { inflation } = assessMacro(momentAt('2023-12-14'));
      expect(available(inflation.corePce)).toMatchObject({ month: '2023-10-01', direction: 'falling' });
    });
  });

  describe('2024-11-27', () => {
    const asOf = '2024-11-27';

    it('IWM had broken out on 2024-11-06 at 237.22 over 226.74, and holds', () => {
      const breakout = available(symbolAt(asOf, 'IWM').breakout);
      expect(breakout).toMatchObject({ date: '2024-11-06', state: 'active' });
      expect(breakout.level).toBeCloseTo(226.74, 2);
      expect(symbolAt('2024-11-06', 'IWM').close).toBeCloseTo(237.22, 2);
    });

    it("advises that IWM closing under 226.74 voids the breakout's tilt", () => {
      const lines = verdictBody(verdict(asOf)).wouldChange.filter(
        ({ ruleId, level }) => ruleId === 'iwm-breakout' && level === 226.74,
      );
      expect(lines).toEqual([
        expect.objectContaining({ symbol: 'IWM', condition: 'close_under', effectCode: 'rule_voided' }),
      ]);
      expect(lines[0]?.effect).toMatch(/^IWM closing under \$226\.74 voids iwm-breakout at that close/);
      expect(verdict(asOf).watch).toContainEqual(
        expect.objectContaining({ symbol: 'IWM', kind: 'breakout-level' }),
      );
    });

    it('the market regime was a confirmed uptrend, of the close and settled', () => {
      expect(available(market(asOf).regime)).toMatchObject({
        state: 'confirmed_uptrend',
        settledState: 'confirmed_uptrend',
      });
    });

    it('all four stood above rising 50-, 100- and 200-DMAs', () => {
      for (const { movingAverages } of market(asOf).symbols) {
        const longer = movingAverages.map(available).filter(({ period }) => period >= 50);
        expect(longer.map(({ position, slope }) => [position, slope])).toEqual(
          new Array(3).fill(['above', 'rising']),
        );
      }
    });

    it("SPY's MACD was on buy, and QQQ's on sell and turning down", () => {
      expect(available(symbolAt(asOf, 'SPY').macd).state).toBe('buy');
      expect(available(symbolAt(asOf, 'QQQ').macd)).toMatchObject({ state: 'sell', turning: 'down' });
    });

    it("IWM's line was up from its trough on 2024-07-05, and QQQ's weakening", () => {
      expect(lineAt(asOf, 'IWM')).toMatchObject({ state: 'up', trough: { date: '2024-07-05' } });
      expect(lineAt(asOf, 'QQQ').state).toBe('weakening');
    });

    it('the rotation of the day was to smaller companies', () => {
      expect(available(market(asOf).rotation).state).toBe('rotation_to_smaller');
    });

    it('the house policy was fully invested, with more IWM and MDY than the baseline, out of QQQ and SPY', () => {
      const { exposure, sleeve } = verdict(asOf);
      expect(exposure.levelBps).toBe(10000);
      const { IWM, MDY, SPY, QQQ } = HOUSE_POLICY.baselineBps;
      const [iwm = 0, mdy = 0, spy = 0, qqq = 0] = sleeve.weights;
      expect([iwm > IWM, mdy > MDY, spy < SPY, qqq < QQQ]).toEqual([true, true, true, true]);
      expect(recommend(verdict(asOf), AGGRESSIVE).equityExposureBps).toBe(10000);
    });
  });

  describe.each(['2018-12-24', '2020-03-23', '2022-06-16'])('%s', (asOf) => {
    it('was risk-off and a downtrend, with all four under all three averages', () => {
      const { regime, rotation, symbols } = market(asOf);
      expect([available(regime).state, available(rotation).state]).toEqual(['downtrend', 'risk_off']);
      for (const { symbol, trend, movingAverages } of symbols) {
        expect([symbol, available(trend).state]).toEqual([symbol, 'downtrend']);
        const longer = movingAverages.map(available).filter(({ period }) => period >= 50);
        expect(longer.every(({ position }) => position === 'below')).toBe(true);
      }
    });

    it('the house policy held a quarter in equity and no smaller-company tilt', () => {
      const { exposure, sleeve, rules } = verdict(asOf);
      expect(exposure.levelBps).toBe(2500);
      expect(rules.filter(({ outcome }) => outcome === 'fired')).toEqual([]);
      expect(sleeve.weights).toEqual([...ADVISED.map((symbol) => HOUSE_POLICY.baselineBps[symbol]), 0]);
      expect(recommend(verdict(asOf), AGGRESSIVE).equityExposureBps).toBe(2500);
    });
  });

  it("SPY's 50- and 200-DMA crossed on the dates that were published", () => {
    const columns = known().market.columns('SPY');
    const [fifty, twoHundred] = [columns.sma(50), columns.sma(200)];
    const crosses = columns.series.sessions
      .map((session, i) => ({ session, over: fifty[i]! > twoHundred[i]! }))
      .filter(({ session, over }, i, all) => session >= '2018-01-01' && over !== all[i - 1]?.over)
      .filter(({ session }) => session <= '2023-12-31')
      .map(({ session, over }) => [session, over ? 'golden' : 'death']);
    expect(crosses).toEqual([
      ['2018-12-07', 'death'],
      ['2019-04-01', 'golden'],
      ['2020-03-30', 'death'],
      ['2020-07-09', 'golden'],
      ['2022-03-14', 'death'],
      ['2023-02-02', 'golden'],
    ]);
  });
});

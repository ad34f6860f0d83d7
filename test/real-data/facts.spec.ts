import { describe, expect, it } from '@jest/globals';
import { ADVISED, type AdvisedSymbol } from '../../src/domain/market/instruments.js';
import { sessionClose } from '../../src/domain/market/trading-calendar.js';
import { HOUSE_POLICY } from '../../src/domain/policy/house-policy.js';
import { readRelativeStrength } from '../../src/domain/readings/cross/relative-strength.js';
import { assessMacro } from '../../src/domain/readings/macro/assessment.js';
import type { Moment } from '../../src/domain/readings/signal.js';
import type { SymbolReading } from '../../src/domain/readings/symbol/symbol-reading.js';
import { isUnavailable, type Unavailable } from '../../src/domain/readings/unavailable.js';
import { judge } from '../../src/domain/recommendation/judge.js';
import { recommend } from '../../src/domain/recommendation/recommend.js';
import { knownMarket, momentsOf, type KnownMarket } from '../../src/domain/recommendation/session.js';
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
      const ten = available(symbolAt('2023-11-27', 'IWM').movingAverages).find(({ period }) => period === 10);
      expect(ten?.position).toBe('above');
    });

    it('XLI stood 2.9 % and XLF 5.0 % above their 200-DMAs', () => {
      const { sectors } = market('2023-11-27');
      const distances = sectors.map(({ symbol, movingAverages }) => [
        symbol,
        available(movingAverages).find(({ period }) => period === 200)?.distancePct,
      ]);
      expect(distances).toEqual([
        ['XLF', expect.closeTo(5.0, 1)],
        ['XLI', expect.closeTo(2.9, 1)],
      ]);
    });
  });

  describe('2023-12-14', () => {
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

    it('the market regime was a confirmed uptrend, of the close and settled', () => {
      expect(available(market(asOf).regime)).toMatchObject({
        state: 'confirmed_uptrend',
        settledState: 'confirmed_uptrend',
      });
    });

    it('all four stood above rising 50-, 100- and 200-DMAs', () => {
      for (const { movingAverages } of market(asOf).symbols) {
        const longer = available(movingAverages).filter(({ period }) => period >= 50);
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
        const longer = available(movingAverages).filter(({ period }) => period >= 50);
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

import { describe, expect, it } from '@jest/globals';
import {
  cutMacro,
  randomBars,
  randomMacro,
  sessionsFrom,
  values,
} from '../../../test/support/synthetic-market.js';
import type { Ticker } from '../market/instruments.js';
import type { BarSeries } from '../market/price-bar.js';
import { sessionClose } from '../market/trading-calendar.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { SIGNALS } from '../readings/catalogue.js';
import type { Moment } from '../readings/signal.js';
import { judge } from './judge.js';
import { knownMarket, momentsOf, type KnownMarket } from './session.js';
import { verdictBody } from './verdict-body.js';
import { suppose } from './what-if.js';

const COUNT = 450;
const bars = randomBars(12, COUNT);
const macro = randomMacro(12, COUNT);
const known = knownMarket(bars, macro, false);
const asOf = known.market.sessions[COUNT - 1]!;
const knownAt = sessionClose(asOf);

/** The same bars with so many more of a close, as if they had happened. */
function happened(closes: Partial<Record<Ticker, number>>, sessions: number): KnownMarket {
  const later = sessionsFrom(asOf, sessions);
  const longer = [...bars].map(([symbol, series]): [Ticker, BarSeries] => {
    const close = closes[symbol] ?? series.close[COUNT - 1]!;
    const extended = (column: Float64Array, value: number): Float64Array =>
      Float64Array.from([...column, ...values(sessions, () => value)]);
    return [
      symbol,
      {
        symbol,
        sessions: [...series.sessions, ...later],
        open: extended(series.open, close),
        high: extended(series.high, close),
        low: extended(series.low, close),
        close: extended(series.close, close),
        volume: extended(series.volume, 0),
      },
    ];
  });
  return knownMarket(new Map(longer), cutMacro(macro, knownAt), false);
}

const lastMoment = ({ market, macro: timeline }: KnownMarket): Moment =>
  momentsOf(
    { market, macro: timeline, sample: false, doubtsAt: () => [], revisions: [] },
    HOUSE_POLICY.parameters,
    Infinity,
  )(market.sessions.length - 1);
const readAll = (moment: Moment) =>
  SIGNALS.flatMap((signal) =>
    (signal.symbols ?? (['SPY'] as const)).map((symbol) => [
      signal.id,
      symbol,
      signal.read(moment, symbol),
      signal.observe(moment, symbol),
    ]),
  );

describe('a supposed market', () => {
  it.each([0.85, 0.97, 1, 1.03, 1.2])('reads as if IWM had closed at %p of its close', (factor) => {
    const closes = { IWM: Math.round(known.market.close('IWM', COUNT - 1) * factor * 100) / 100 };
    for (const sessions of [1, 3]) {
      const { known: supposed } = suppose(known, asOf, knownAt, { closes, sessions });
      expect(readAll(lastMoment(supposed))).toEqual(readAll(lastMoment(happened(closes, sessions))));
    }
  });

  it('is judged as of the last supposed session, and leaves the known market as it is', () => {
    const before = judge(known, HOUSE_POLICY, { asOf, knownAt });
    const spy = known.market.close('SPY', COUNT - 1);
    const next = suppose(known, asOf, knownAt, { closes: { SPY: spy / 2 }, sessions: 2 });
    const verdict = judge(next.known, HOUSE_POLICY, next.timing);
    expect(verdict.asOf).toBe(sessionsFrom(asOf, 2)[1]);
    expect(verdict.regime.settledState).toBe('downtrend');
    expect(verdict.exposure.levelBps).toBe(2500);
    expect(judge(known, HOUSE_POLICY, { asOf, knownAt })).toEqual(before);
  });

  it('lets the Fed move and yields change, and only those', () => {
    const next = suppose(known, asOf, knownAt, { fedMoveBps: -25, levels: { DGS2: 1 }, sessions: 1 });
    const { macro: view } = lastMoment(next.known);
    const before = lastMoment(known).macro;
    const last = (from: typeof view, id: 'DFEDTARU' | 'DGS2' | 'DGS10') => {
      const { values: all, count } = from.series(id)!;
      return all[count - 1]!;
    };
    expect(last(view, 'DFEDTARU')).toBeCloseTo(last(before, 'DFEDTARU') - 0.25, 10);
    expect(last(view, 'DGS2')).toBe(1);
    expect(last(view, 'DGS10')).toBe(last(before, 'DGS10'));
  });

  it('a cent beyond a level that voids a rule has the brake remove it, and at the level has not', () => {
    let voided = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const market = knownMarket(randomBars(seed, COUNT, { drift: 0.001 }), new Map(), false);
      const { sessions } = market.market;
      for (const last of sessions.slice(-60).filter((_, i) => i % 10 === 0)) {
        const timing = { asOf: last, knownAt: sessionClose(last) };
        const present = judge(market, HOUSE_POLICY, timing);
        const lines = verdictBody(present).wouldChange;
        for (const line of lines.filter(({ effectCode }) => effectCode === 'rule_voided')) {
          const { ruleId, symbol, level, condition, effect } = line;
          const step = condition === 'close_over' ? 1 : -1;
          const ruleAt = (steps: number) => {
            const closes = { [symbol]: Math.round(level * 100 + steps) / 100 };
            const next = suppose(market, last, timing.knownAt, { closes, sessions: 1 });
            return judge(next.known, HOUSE_POLICY, next.timing).rules.find(({ rule }) => rule.id === ruleId);
          };
          expect(ruleAt(0)).toMatchObject({ outcome: 'fired', holdsNow: true });
          expect(ruleAt(step)).toMatchObject({ outcome: 'blocked', blockedBy: { id: `${ruleId}-voided` } });
          expect(effect).toContain(`voids ${ruleId} at that close, by the brake '${ruleId}-voided'`);
          const same = lines.filter((other) => other.ruleId === ruleId && other.level === level);
          expect(same).toEqual([line]);
          voided++;
        }
      }
    }
    expect(voided).toBeGreaterThan(5);
  });

  it('of a symbol without a bar is refused', () => {
    const fewer = new Map(bars);
    fewer.delete('XLF');
    expect(() =>
      suppose(knownMarket(fewer, macro, false), asOf, knownAt, { closes: { XLF: 10 }, sessions: 1 }),
    ).toThrow(expect.objectContaining({ code: 'no-bar' }));
  });
});

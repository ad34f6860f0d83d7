import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, randomBars, values } from '../../../test/support/synthetic-market.js';
import { macdFlipClose } from '../indicators/macd.js';
import type { Ticker } from '../market/instruments.js';
import { SIGNALS } from '../readings/catalogue.js';
import type { Moment } from '../readings/signal.js';
import { holds } from './condition.js';
import { Supposition } from './flip-levels.js';
import { HOUSE_POLICY } from './house-policy.js';
import type { Brake, SignalTest } from './policy-document.js';

const direction = { close_over: 1, close_under: -1 } as const;
const cents = (price: number): number => Math.round(price * 100);

/** States that hold on a single close at most, which is no level to be over or under. */
const KNIFE_EDGES = ['at', 'flat', 'equal', 'at_zero'];

/** Every test of one value of the signals that a close can flip. */
function testsOf(symbol: Ticker): SignalTest[] {
  const about = (symbols?: readonly Ticker[]): boolean => symbols?.includes(symbol) ?? symbol === 'SPY';
  return SIGNALS.filter(({ flips, symbols }) => flips && about(symbols)).flatMap((signal): SignalTest[] => {
    const named = signal.symbols ? { symbol } : {};
    if ('unit' in signal.values) return [{ signal: signal.id, ...named, atLeast: 3 }];
    const states = Object.keys(signal.values).filter((value) => !KNIFE_EDGES.includes(value));
    return states.map((value) => ({ signal: signal.id, ...named, in: [value] }));
  });
}

describe.each([1, 2, 3, 4, 5, 6])('flip levels on random walk %i', (seed) => {
  const moment = momentOf(randomBars(seed, 450, { start: 30, drift: (seed - 3) / 2000 }));
  const supposition = new Supposition(moment);

  it.each(['SPY', 'IWM'] as const)('of %s are the last cent at which nothing changes', (symbol) => {
    let found = 0;
    for (const test of testsOf(symbol)) {
      const present = holds(test, moment);
      for (const flip of supposition.ofCondition(test, present)) {
        const at = (steps: number): unknown =>
          holds(test, supposition.after(flip.symbol, (cents(flip.level) + steps) / 100));
        const step = direction[flip.condition];
        expect({ test, flip, before: at(0), beyond: at(step) }).toEqual({
          test,
          flip,
          before: present,
          beyond: flip.outcome,
        });
        expect(flip.outcome).toBe(!present);
        expect(flip.changesRule).toBe(true);
        found++;
      }
    }
    expect(found).toBeGreaterThan(10);
  });

  it.each(['SPY', 'IWM'] as const)('of %s leave out none that a search cent by cent finds', (symbol) => {
    const now = cents(moment.market.close(symbol, moment.t));
    const reach = 60;
    const supposed = values<Moment>(2 * reach + 1, (i) => supposition.after(symbol, (now + i - reach) / 100));
    for (const test of testsOf(symbol)) {
      const present = holds(test, moment);
      if (holds(test, supposed[reach]!) !== present) continue;
      const flips = supposition.ofCondition(test, present);
      for (const condition of ['close_over', 'close_under'] as const) {
        const step = direction[condition];
        let last = 0;
        while (Math.abs(last) < reach && holds(test, supposed[reach + last + step]!) === present)
          last += step;
        if (Math.abs(last) === reach) continue;
        const levels = flips
          .filter((flip) => flip.symbol === symbol && flip.condition === condition)
          .map(({ level }) => cents(level));
        expect({ test, condition, levels }).toEqual({ test, condition, levels: [now + last] });
      }
    }
  });

  it.each(['SPY', 'IWM'] as const)('of brakes on %s are the last cent at which none acts', (symbol) => {
    const brakeOf = (test: SignalTest): Brake => ({
      id: JSON.stringify(test),
      when: { all: [test, { any: [test] }] },
      effect: { voidRules: [] },
      reason: 'Because.',
    });
    const silent = testsOf(symbol)
      .filter((test) => holds(test, moment) === false)
      .map(brakeOf);
    const acting = (brakes: readonly Brake[], at: Moment) =>
      brakes.find(({ when }) => 'all' in when && holds(when.all[0] as SignalTest, at) === true);
    let found = 0;
    for (const brakes of [...silent.map((brake) => [brake]), silent]) {
      for (const flip of supposition.ofBrakes(brakes)) {
        const at = (steps: number) => supposition.after(flip.symbol, (cents(flip.level) + steps) / 100);
        expect(acting(brakes, at(0))).toBeUndefined();
        expect(flip.outcome).toBe(acting(brakes, at(direction[flip.condition])));
        expect(flip.outcome.id).toContain(`"${flip.signal}"`);
        found++;
      }
    }
    expect(found).toBeGreaterThan(10);
  });

  it('of the exposure are where the regime of the next close asks for another level', () => {
    const { levelsBps } = HOUSE_POLICY.exposure;
    const regimeOf = (at: Moment): string =>
      Object.keys(levelsBps).find(
        (state) => holds({ signal: 'market-regime.state', in: [state] }, at) === true,
      )!;
    const levelOf = (at: Moment): number => levelsBps[regimeOf(at) as keyof typeof levelsBps];
    const present = levelOf(moment);
    for (const flip of supposition.ofExposure(HOUSE_POLICY.exposure, present)) {
      const at = (steps: number): number =>
        levelOf(supposition.after('SPY', (cents(flip.level) + steps) / 100));
      expect(at(direction[flip.condition])).toBe(flip.outcome);
      expect(flip.outcome).not.toBe(present);
    }
  });
});

describe('flip levels', () => {
  it('of MACD are the closed form, cut to the cent', () => {
    const moment = momentOf(randomBars(11, 300));
    const columns = moment.market.columns('QQQ').macd(moment.parameters.macd);
    const exact = macdFlipClose(columns, moment.parameters.macd, moment.market.indexOf('QQQ', moment.t));
    const buys = { signal: 'macd.state', symbol: 'QQQ', in: ['buy'] } as const;
    const flips = new Supposition(moment).ofCondition(buys, holds(buys, moment));
    expect(flips).toHaveLength(1);
    expect(Math.abs(flips[0]!.level - exact)).toBeLessThanOrEqual(0.01);
  });

  it('of an average that a series lies on are the close itself, both ways', () => {
    const moment = momentOf(barsOf({ SPY: values(260, () => 50) }));
    const flips = (...allowed: string[]) =>
      new Supposition(moment)
        .ofCondition({ signal: 'sma50.position', symbol: 'SPY', in: allowed }, allowed.includes('at'))
        .map(({ condition, level, outcome }) => [condition, level, outcome]);
    expect(flips('above')).toEqual([['close_over', 50, true]]);
    expect(flips('at', 'above')).toEqual([['close_under', 50, false]]);
    expect(flips('at')).toEqual([
      ['close_over', 50, false],
      ['close_under', 50, false],
    ]);
  });

  it('on a whole cent that already counts as across are a cent nearer', () => {
    // The last nine closes average 50: closing there is closing at the 10-session average.
    const moment = momentOf(barsOf({ SPY: [...values(10, () => 50), 51, ...values(7, () => 50), 49] }));
    const test = { signal: 'sma10.position', symbol: 'SPY', in: ['at', 'above'] } as const;
    expect(new Supposition(moment).ofCondition(test, holds(test, moment))).toMatchObject([
      { condition: 'close_over', level: 49.99, outcome: true },
    ]);
  });

  it('more than a quarter away are left out', () => {
    const moment = momentOf(barsOf({ SPY: [...values(300, () => 100), 200] }));
    const below = { signal: 'sma200.position', symbol: 'SPY', in: ['below'] } as const;
    expect(new Supposition(moment).ofCondition(below, false)).toEqual([]);
  });

  it('of a test within a condition tell whether the whole condition flips with it', () => {
    const moment = momentOf(randomBars(3, 300));
    const above = { signal: 'sma10.position', symbol: 'SPY', in: ['above'] } as const;
    const present = holds(above, moment);
    const alone = new Supposition(moment).ofCondition(
      { all: [above, { not: { all: [above, above] } }] },
      false,
    );
    expect(typeof present).toBe('boolean');
    expect(alone.every(({ changesRule }) => !changesRule)).toBe(true);
    expect(alone.length).toBeGreaterThan(0);
  });

  it('of a reading that cannot be made are none', () => {
    const moment = momentOf(barsOf({ SPY: values(20, () => 100) }));
    const test = { signal: 'sma50.position', symbol: 'SPY', in: ['above'] } as const;
    expect(new Supposition(moment).ofCondition(test, holds(test, moment))).toEqual([]);
  });
});

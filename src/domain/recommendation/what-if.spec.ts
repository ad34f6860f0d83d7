import { describe, expect, it } from '@jest/globals';
import {
  cutMacro,
  randomBars,
  randomMacro,
  randomStatements,
  sessionsFrom,
  values,
} from '../../../test/support/synthetic-market.js';
import type { Ticker } from '../market/instruments.js';
import type { BarSeries } from '../market/price-bar.js';
import { sessionClose } from '../market/trading-calendar.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import type { Condition, PolicyDocument } from '../policy/policy-document.js';
import { readBreadthSeries } from '../readings/cross/breadth-series.js';
import { assessMacro } from '../readings/macro/assessment.js';
import type { MarketFact } from '../readings/market-fact.js';
import { SIGNALS } from '../readings/catalogue.js';
import type { Moment } from '../readings/signal.js';
import { judge } from './judge.js';
import { knownMarket, momentsOf, type KnownMarket, type Timing } from './session.js';
import { verdictBody } from './verdict-body.js';
import { suppose, type Suppositions } from './what-if.js';

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
      // As it happens the Fed is known to have held.
      const { known: supposed } = suppose(known, asOf, knownAt, { closes, fedMoveBps: 0, sessions });
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

  describe('with nothing supposed of the economy', () => {
    const statements = randomStatements(12, COUNT);
    const told = knownMarket(bars, macro, false, { statements });
    /** 189 days before `asOf`: a policy may weigh it for one day more. */
    const observedOn = new Date(Date.parse(asOf) - 189 * 86_400_000).toISOString().slice(0, 10);
    const fact: MarketFact = {
      id: 'f',
      symbol: 'IWM',
      kind: 'forward_pe',
      basis: 'loss_makers_included',
      value: 24,
      source: 'a fact sheet',
      observedOn,
      enteredAt: 0,
    };
    const weighed: Condition = {
      signal: 'valuation.forward-pe-loss-makers-included',
      symbol: 'IWM',
      under: 30,
    };
    const { rules } = HOUSE_POLICY.tilts;
    const policy: PolicyDocument = {
      ...HOUSE_POLICY,
      tilts: {
        ...HOUSE_POLICY.tilts,
        rules: [...rules, { ...rules[0]!, id: 'cheap', when: weighed }],
      },
    };
    const pictureOf = (market: KnownMarket, timing: Required<Timing>) => {
      const moment = momentsOf(
        market,
        policy.parameters,
        timing.knownAt,
        [],
        [fact],
      )(market.market.sessions.length - 1);
      const verdict = judge(market, policy, timing, [], [fact]);
      return {
        macro: assessMacro(moment),
        breadth: readBreadthSeries(moment),
        unreadable: [
          ...verdict.rules.filter(({ outcome }) => outcome === 'unavailable').map(({ rule }) => rule.id),
          ...verdict.unjudgedBrakes.map(({ brake }) => brake.id),
        ],
        issues: verdictBody(verdict).dataQuality.issues,
      };
    };
    const before = pictureOf(told, { asOf, knownAt });
    const after = (sessions: number, rest: Partial<Suppositions> = {}) => {
      const next = suppose(told, asOf, knownAt, { ...rest, sessions });
      return pictureOf(next.known, next.timing);
    };

    it('leaves stance, scores, breadth and what rules can read as they were, however many sessions', () => {
      expect(before).toMatchObject({
        macro: { stance: expect.any(String), recessionRisk: { score: expect.any(Number) }, issues: [] },
        breadth: { recovery: { state: expect.any(String) }, thrust: { average: expect.any(Number) } },
        unreadable: [],
      });
      for (let sessions = 1; sessions <= 25; sessions++) expect(after(sessions)).toEqual(before);
    });

    it('but the Fed to hold counts the days without a move', () => {
      const daysOf = ({ macro: { fed } }: typeof before) =>
        'unchangedForDays' in fed.action ? fed.action.unchangedForDays : undefined;
      const passed = (Date.parse(sessionsFrom(asOf, 25)[24]!) - Date.parse(asOf)) / 86_400_000;
      expect(daysOf(after(25, { fedMoveBps: 0 }))).toBe(daysOf(before)! + passed);
      expect(daysOf(after(25, { fedMoveBps: 25 }))).toBe(
        (Date.parse(sessionsFrom(asOf, 25)[24]!) - Date.parse(sessionsFrom(asOf, 1)[0]!)) / 86_400_000,
      );
    });
  });

  it('counts no entry of the firm made after a past session that is asked about', () => {
    const past = known.market.sessions[COUNT - 20]!;
    expect(suppose(known, past, knownAt, { sessions: 5 }).enteredBy).toBe(sessionClose(past));
    expect(suppose(known, asOf, knownAt + 1, { sessions: 5 }).enteredBy).toBe(knownAt + 1);
  });

  it('of a symbol without a bar is refused', () => {
    const fewer = new Map(bars);
    fewer.delete('XLF');
    expect(() =>
      suppose(knownMarket(fewer, macro, false), asOf, knownAt, { closes: { XLF: 10 }, sessions: 1 }),
    ).toThrow(expect.objectContaining({ code: 'no-bar' }));
  });
});

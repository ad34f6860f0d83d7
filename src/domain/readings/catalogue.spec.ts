import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  barsOf,
  cutBars,
  cutMacro,
  momentOf,
  randomBars,
  randomMacro,
  randomStatements,
  values,
} from '../../../test/support/synthetic-market.js';
import { sessionClose } from '../market/trading-calendar.js';
import { SIGNALS, signalById } from './catalogue.js';
import type { Moment } from './signal.js';

const cases = SIGNALS.flatMap((signal) =>
  (signal.symbols ?? ['SPY' as const]).map((symbol) => ({ signal, symbol })),
);
const readAll = (moment: Moment) =>
  cases.map(({ signal, symbol }) => ({
    id: signal.id,
    symbol,
    value: signal.read(moment, symbol),
    observed: signal.observe(moment, symbol),
  }));

describe('signal catalogue', () => {
  it('has one signal an id, each with a meaning', () => {
    expect(new Set(SIGNALS.map(({ id }) => id)).size).toBe(SIGNALS.length);
    expect(
      SIGNALS.every(({ id, meaning }) => /^[a-z0-9-]+\.[a-z0-9-]+$/.test(id) && meaning.length > 10),
    ).toBe(true);
  });

  it('finds a signal by its id and none for an unknown one', () => {
    expect(signalById('trend.state')?.id).toBe('trend.state');
    expect(signalById('trend.colour')).toBeUndefined();
  });

  it('reads only values it declares, with finite evidence', () => {
    const bars = randomBars(7, 600);
    const macro = randomMacro(7, 600);
    const statements = randomStatements(7, 600);
    for (let t = 0; t < 600; t += 37) {
      for (const { id, value, observed } of readAll(momentOf(bars, { t, macro, statements }))) {
        const declared = signalById(id)!.values;
        if (typeof value === 'object') expect(value.unavailable.code).toBeDefined();
        else if ('unit' in declared) expect(Number.isFinite(value)).toBe(true);
        else expect(Object.keys(declared)).toContain(value);
        expect(
          observed.filter((one) => typeof one.value === 'number' && !Number.isFinite(one.value)),
        ).toEqual([]);
      }
    }
  });

  it('says nothing is available on the first session, rather than something neutral', () => {
    const moment = momentOf(barsOf({ SPY: values(1, () => 100) }));
    for (const { value } of readAll(moment)) expect(value).toHaveProperty('unavailable');
  });

  it('never reads a past moment otherwise because of what came after it', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 1, max: 420 }),
        fc.integer({ min: 1, max: 60 }),
        (seed, t, more) => {
          const full = randomBars(seed, t + more + 1);
          const macro = randomMacro(seed, t + more + 1);
          const asOf = full.get('SPY')!.sessions[t]!;
          const statements = randomStatements(seed, t + more + 1);
          const past = momentOf(cutBars(full, asOf), {
            macro: cutMacro(macro, sessionClose(asOf)),
            statements: statements.filter(({ date }) => date <= asOf),
          });
          expect(readAll(momentOf(full, { t, macro, statements }))).toEqual(readAll(past));
        },
      ),
      { numRuns: 25 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { ADVISED, type Ticker } from '../market/instruments.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { FACT_KINDS, type FactKind, type MarketFact } from '../readings/market-fact.js';
import { SIGNALS } from '../readings/catalogue.js';
import {
  momentOf,
  randomBars,
  randomMacro,
  randomStatements,
} from '../../../test/support/synthetic-market.js';
import { tellUnavailable } from './because.js';
import { conditionInWords } from './condition-in-words.js';
import { listed, longDate, percentOf, quantity, round, roundObserved, spoken } from './format.js';
import { tellAll, tellObserved } from './observed.js';
import { brakeInWords, movesInWords } from './rule-in-words.js';

const BROKEN = /undefined|null|NaN|Infinity|\[object|\{|\}/;

/** A figure of every kind and basis for each of the four. */
const everyFact = (observedOn: string): MarketFact[] =>
  ADVISED.flatMap((symbol) =>
    Object.entries(FACT_KINDS).flatMap(([kind, { bases }]) =>
      bases.map((basis) => ({
        id: `${symbol} ${kind} ${basis}`,
        symbol,
        kind: kind as FactKind,
        basis,
        value: 20,
        source: 'a fact sheet',
        observedOn,
        enteredAt: 0,
      })),
    ),
  );

describe('numbers in words', () => {
  it('are written as their unit is', () => {
    expect([
      quantity(226.74, 'usd'),
      quantity(-1.5, 'usd'),
      quantity(3.688, 'pct'),
      quantity(-25.4, 'bps'),
      quantity(0.40213, 'ratio'),
      quantity(62, 'days'),
      quantity(3, 'count'),
    ]).toEqual(['$226.74', '-$1.50', '3.69 %', '-25 bp', '0.40213', '62 days', '3']);
  });

  it('round half away from zero and never to minus nothing', () => {
    expect([round(2.5, 0), round(-2.5, 0), Object.is(round(-0.001, 2), 0)]).toEqual([3, -3, true]);
    expect(quantity(-0.001, 'pct')).toBe('0.00 %');
  });

  it('of basis points leave needless decimals out', () => {
    expect([percentOf(2200), percentOf(2250), percentOf(2255), percentOf(0)]).toEqual([
      '22 %',
      '22.5 %',
      '22.55 %',
      '0 %',
    ]);
  });

  it('in answers keep two decimals more than in sentences, and leave what is no number alone', () => {
    expect(roundObserved({ name: 'x', value: 1.23456789, unit: 'usd' }).value).toBe(1.2346);
    expect(roundObserved({ name: 'x', value: 'up' }).value).toBe('up');
  });
});

describe('dates, codes and lists in words', () => {
  it('read as a client would write them', () => {
    expect(longDate('2024-11-05')).toBe('November 5, 2024');
    expect(spoken('rotation_to_smaller')).toBe('rotation to smaller');
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});

describe('observed values in words', () => {
  it('are told with symbol, value and date', () => {
    expect(
      tellObserved({ name: 'swing.low', symbol: 'IWM', value: 161.67, unit: 'usd', date: '2023-10-27' }),
    ).toBe('IWM swing low $161.67 on 2023-10-27');
    expect(tellObserved({ name: 'sma50.distance', symbol: 'IWM', value: 2, unit: 'pct' })).toBe(
      '2.00 % from it',
    );
  });

  it('quote a text as it stands', () => {
    const quote = 'The rate is 4-1/4 percent; $80 billion, $& and all.';
    expect(tellObserved({ name: 'fed.statement-quote', value: quote })).toBe(`it says: “${quote}”`);
  });

  it('of an entered fact name its basis', () => {
    expect(
      tellObserved({
        name: 'valuation.trailing-pe-loss-makers-included',
        symbol: 'IWM',
        value: 27.5,
        unit: 'multiple',
        date: '2024-10-31',
      }),
    ).toBe("IWM's trailing P/E is 27.50, loss makers included (2024-10-31)");
  });

  it('of a name without a phrase are told by its code', () => {
    expect(tellObserved({ name: 'zweig.thrust', value: true })).toBe('zweig.thrust true');
  });

  it('of every signal in the catalogue make whole sentences', () => {
    const bars = randomBars(9, 400);
    const moment = {
      ...momentOf(bars, { macro: randomMacro(9, 400), statements: randomStatements(9, 400) }),
      facts: everyFact(bars.get('SPY')!.sessions.at(-1)!),
    };
    for (const signal of SIGNALS) {
      for (const symbol of signal.symbols ?? (['SPY'] as readonly Ticker[])) {
        const observed = signal.observe(moment, symbol);
        expect([signal.id, observed.length > 0]).toEqual([signal.id, true]);
        expect(tellAll(observed)).not.toMatch(BROKEN);
        expect(tellAll(observed)).not.toMatch(/ on (;|$)|\(\)| {2}/);
      }
    }
  });
});

describe('rules in words', () => {
  it('name moves and brakes', () => {
    expect(movesInWords({ IWM: 200, SPY: -100, QQQ: -100 })).toBe('IWM +2 %, SPY -1 %, QQQ -1 % of equity');
    expect(brakeInWords({ removeTiltsToward: ['IWM', 'MDY'] })).toBe("tilts toward IWM or MDY don't count");
  });

  it('of the house policy explain every condition with the meaning of its values', () => {
    for (const { when } of [...HOUSE_POLICY.tilts.rules, ...HOUSE_POLICY.brakes]) {
      expect(conditionInWords(when)).not.toMatch(BROKEN);
      expect(conditionInWords(when)).toMatch(/\bis\b/);
    }
    const catchUp = HOUSE_POLICY.tilts.rules.find(({ id }) => id === 'iwm-catch-up')!;
    expect(conditionInWords(catchUp.when)).toBe(
      'IWM catch-up.discount is at least 15 points and IWM sma50.position is above (over the average)',
    );
  });

  it('keep groups within groups apart', () => {
    const a = { signal: 'sahm.value', under: 0.5 } as const;
    expect(conditionInWords({ all: [a, { any: [a, { not: a }] }] })).toBe(
      'sahm.value is under 0.5 points and (sahm.value is under 0.5 points or it is not so that sahm.value is under 0.5 points)',
    );
  });
});

describe('missing data in words', () => {
  it('says what is short, for every reason', () => {
    const subject = 'XLF';
    expect(tellUnavailable({ code: 'insufficient-history', subject, needs: 71, has: 30 })).toBe(
      'XLF has 30 of the 71 observations it needs',
    );
    expect(tellUnavailable({ code: 'insufficient-history', subject })).toBe(
      'XLF lacks observations it needs',
    );
    expect(tellUnavailable({ code: 'no-bar', subject })).toBe('XLF has no price on that session');
    expect(tellUnavailable({ code: 'no-movement', subject })).toBe('XLF has not moved');
    expect(tellUnavailable({ code: 'missing-series', subject: 'DFF' })).toBe(
      'nothing of DFF had been published',
    );
  });
});

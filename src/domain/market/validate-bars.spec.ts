import { describe, expect, it } from '@jest/globals';
import { sessionClose } from './trading-calendar.js';
import { BarValidator, missingSessions } from './validate-bars.js';
import type { BarProblem, BarRow } from './validate-bars.js';

const NOW = sessionClose('2024-11-27');
const good: BarRow = {
  symbol: 'IWM',
  session: '2024-11-26',
  open: 160,
  high: 163,
  low: 159,
  close: 162,
  volume: 1000,
};

function problems(rows: readonly BarRow[]): BarProblem[] {
  const validator = new BarValidator(NOW);
  return rows.flatMap((row) => validator.check(row));
}

const codes = (row: Partial<BarRow>): string[] =>
  problems([{ ...good, ...row }]).map(({ field, code }) => `${field}:${code}`);

describe('BarValidator on a row', () => {
  it('accepts a good bar, a flat one, one without volume and one that closes at its high', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ open: 160, high: 160, low: 160, close: 160 })).toEqual([]);
    expect(codes({ volume: 0 })).toEqual([]);
    expect(codes({ close: 163, adjClose: 161.123456 })).toEqual([]);
  });

  it.each<[string, Partial<BarRow>, string[]]>([
    ['a malformed ticker', { symbol: 'iwm' }, ['symbol:malformed-ticker']],
    ['an unknown symbol', { symbol: 'AAPL' }, ['symbol:unknown-symbol']],
    ['a date that does not exist', { session: '2024-02-30' }, ['session:invalid-date']],
    ['a date before the calendar', { session: '1990-01-02' }, ['session:date-outside-calendar']],
    ['a holiday', { session: '2024-07-04' }, ['session:not-a-session']],
    ['a session still to come', { session: '2024-11-29' }, ['session:session-not-closed']],
    ['NaN', { close: Number.NaN }, ['close:not-a-number']],
    ['an infinite price', { high: Infinity }, ['high:not-a-number']],
    ['a negative price', { low: -1 }, ['low:not-positive']],
    ['a zero price', { adjClose: 0 }, ['adjClose:not-positive']],
    ['a price too large to store', { high: 1e12 }, ['high:too-large']],
    ['a high under the low', { high: 150 }, ['high:high-below-low']],
    ['a high under open and close', { high: 159.5 }, ['high:high-below-open', 'high:high-below-close']],
    ['a low over open and close', { low: 162.5 }, ['low:low-above-open', 'low:low-above-close']],
    ['a negative volume', { volume: -5 }, ['volume:negative-volume']],
    ['a broken volume', { volume: 1.5 }, ['volume:volume-not-whole']],
    ['a volume too large to count', { volume: 2 ** 60 }, ['volume:too-large']],
    ['several faults at once', { symbol: '', open: 0 }, ['symbol:malformed-ticker', 'open:not-positive']],
  ])('refuses %s', (_, row, expected) => {
    expect(codes(row)).toEqual(expected);
  });

  it('says in a sentence what is wrong with which value', () => {
    expect(problems([{ ...good, high: 150 }])[0]?.message).toBe('high 150 is below the low');
  });
});

describe('BarValidator on rows in order', () => {
  const on = (session: string, symbol = 'IWM'): BarRow => ({ ...good, session, symbol });
  const faults = (rows: BarRow[]): string[] =>
    problems(rows).map(({ row, field, code }) => `${row}:${field}:${code}`);

  it('names the row of a repeated and of an unordered session', () => {
    expect(faults([on('2024-11-25'), on('2024-11-25'), on('2024-11-22'), on('2024-11-26')])).toEqual([
      '1:session:duplicate-session',
      '2:session:unordered-session',
    ]);
  });

  it('compares with good rows alone, so that a bad one makes no later one bad', () => {
    expect(
      faults([
        on('2024-11-22'),
        on('2024-11-29'),
        { ...on('2024-11-26'), close: Number.NaN },
        on('2024-11-25'),
        on('2024-11-26'),
        on('2024-11-26'),
      ]),
    ).toEqual(['1:session:session-not-closed', '2:close:not-a-number', '5:session:duplicate-session']);
  });

  it('orders each symbol by itself', () => {
    expect(
      faults([on('2024-11-25'), on('2024-11-22', 'MDY'), on('2024-11-26'), on('2024-11-25', 'MDY')]),
    ).toEqual([]);
  });
});

describe('missingSessions', () => {
  it('lists the sessions between the first and the last that a history lacks', () => {
    expect(missingSessions(['2024-11-22', '2024-11-26', '2024-11-27', '2024-12-03'])).toEqual([
      '2024-11-25',
      '2024-11-29',
      '2024-12-02',
    ]);
    expect(missingSessions([])).toEqual([]);
  });
});

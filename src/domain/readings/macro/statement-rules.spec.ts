import { describe, expect, it } from '@jest/globals';
import { sessionClose } from '../../market/trading-calendar.js';
import { LONGEST_BODY, statementReleasedAt, StatementValidator } from './statement-rules.js';

describe('when a statement counts as public', () => {
  it.each([
    ['2024-11-07', '2024-11-07T19:00:00.000Z', '14:00 in winter'],
    ['2024-09-18', '2024-09-18T18:00:00.000Z', '14:00 in summer'],
    ['2013-03-20', '2013-03-20T18:00:00.000Z', 'the first at 14:00'],
    ['2013-01-30', '2013-01-30T19:15:00.000Z', 'the last at 14:15'],
    ['1998-10-15', '1998-10-15T19:15:00.000Z', 'between meetings, later than the rule'],
    ['2020-03-15', '2020-03-16T03:59:00.000Z', 'a Sunday: by the end of the day'],
  ])('%s: %s (%s)', (date, instant) => {
    expect(new Date(statementReleasedAt(date)).toISOString()).toBe(instant);
  });

  it('is before the close of its own session', () => {
    for (const date of ['1998-10-15', '2008-12-16', '2024-12-18']) {
      expect(statementReleasedAt(date)).toBeLessThan(sessionClose(date));
    }
  });
});

describe('the check of statements', () => {
  const NOW = Date.parse('2024-12-18T15:00:00Z');
  const codes = (...rows: Parameters<StatementValidator['check']>[0][]) => {
    const validator = new StatementValidator(NOW);
    return rows
      .flatMap((row) => validator.check(row))
      .map(({ row, field, code }) => `${row} ${field} ${code}`);
  };
  const good = { date: '2024-12-18', body: 'Text.' };

  it('accepts statements in any order, with or without title and address', () => {
    const url = 'https://example.org/a';
    expect(
      codes(good, { ...good, date: '2024-11-07', title: 'T', url }, { ...good, date: '1994-02-04', url: '' }),
    ).toEqual([]);
  });

  it.each([
    ['a date that is none', { date: '2024-02-30' }, 'date invalid-date'],
    ['a date before there were any', { date: '1993-12-31' }, 'date date-before-statements'],
    ['a date to come', { date: '2024-12-19' }, 'date date-in-the-future'],
    ['no text', { body: ' \n ' }, 'body no-text'],
    ['too long a text', { body: 'x'.repeat(LONGEST_BODY + 1) }, 'body too-long'],
    ['too long a title', { title: 'x'.repeat(501) }, 'title too-long'],
    ['an address that is none', { url: 'www.example.org' }, 'url not-a-web-address'],
    ['characters that are no text', { body: 'a\0b' }, 'body unreadable-text'],
  ])('names %s', (_, change, wanted) => {
    expect(codes({ ...good, ...change })).toEqual([`0 ${wanted}`]);
  });

  it('names the second of two of one date', () => {
    expect(codes(good, { ...good, body: 'Other.' })).toEqual(['1 date duplicate-date']);
  });
});

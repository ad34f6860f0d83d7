import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { dateOfDayNumber, dayNumber } from '../src/domain/market/calendar-date.js';
import { isSession } from '../src/domain/market/trading-calendar.js';
import { scoreStatement } from '../src/domain/readings/macro/fed-statement.js';
import { STATEMENT_STALE_AFTER_DAYS } from '../src/domain/readings/macro/fed-statement-lexicon.js';
import { StatementValidator } from '../src/domain/readings/macro/statement-rules.js';
import { FED_TARGET } from './macro-script.js';
import { SAMPLE_TO } from './market-script.js';
import { sampleStatements } from './statements.js';

const statements = sampleStatements();
const scores = statements.map(({ date, body }) => ({ date, ...scoreStatement(body) }));
const readingsOf = (from: string, to: string): string[] => [
  ...new Set(scores.filter(({ date }) => date >= from && date <= to).map(({ reading }) => reading)),
];

describe('the sample statements', () => {
  it('are the same bytes every time', () => {
    expect(createHash('sha256').update(JSON.stringify(statements)).digest('hex')).toBe(
      '676a874b7d77d55746dd58c35d331dcf1479e69bf68880aa7e57dbdd90194a52',
    );
  });

  it('are valid, on sessions, in order, and never so far apart that the last is stale', () => {
    const validator = new StatementValidator(Date.parse('2024-12-01'));
    expect(statements.flatMap((row) => validator.check(row))).toEqual([]);
    const dates = statements.map(({ date }) => date);
    expect(dates.filter((date) => !isSession(date))).toEqual([]);
    expect(dates).toEqual(dates.toSorted());
    for (const [i, date] of [...dates.slice(1), SAMPLE_TO].entries()) {
      expect(dayNumber(date) - dayNumber(dates[i]!)).toBeLessThanOrEqual(STATEMENT_STALE_AFTER_DAYS);
    }
  });

  it('announce every change of the target range on the day before it, and no other', () => {
    const announced = statements
      .filter(({ body }) => /decided to (raise|lower)/.test(body))
      .map(({ date }) => dateOfDayNumber(dayNumber(date) + 1));
    expect(announced).toEqual(FED_TARGET.slice(1).map(([date]) => date));
    expect(statements.find(({ date }) => date === '2022-05-11')?.body).toContain(
      'decided to raise the target range by 0.5 percentage points, to 0.75 to 1 percent.',
    );
  });

  it('lean as the story goes: dovish, hawkish, then neutral, and once dovish before the cuts', () => {
    expect(readingsOf('2021-01-01', '2021-06-30')).toEqual(['dovish']);
    expect(readingsOf('2022-01-01', '2023-05-31')).toEqual(['hawkish']);
    expect(readingsOf('2024-01-01', '2024-06-30')).toEqual(['neutral']);
    expect(readingsOf('2024-08-01', '2024-08-31')).toEqual(['dovish']);
    expect(readingsOf('2024-09-01', '2024-11-27')).toEqual(['neutral']);
  });
});

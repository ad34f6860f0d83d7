import { describe, expect, it } from '@jest/globals';
import type { RationaleLine } from '../../../domain/recommendation/recommendation.js';
import { recordInWords } from './rule-record.js';

const line = (record?: object): RationaleLine =>
  Object.assign(
    { ruleId: 'iwm-breakout', outcome: 'fired', because: '', observed: [], moves: [] } as const,
    record && { record },
  );

describe("a rule's record in words", () => {
  it('says how often it fired and what it earned, with its uncertainty', () => {
    const record = {
      since: '2001-05-31',
      times: 14,
      sessionsHeld: 812,
      activeReturnPctPerYear: -0.42,
      low95: -3.1,
      high95: 2.26,
      edge: 'none',
    };
    expect(recordInWords(line(record))).toBe(
      'Record: fired 14 times since 2001-05-31, for 812 sessions; while on, -0.42 % a year against what it sold (95 % interval -3.10 to +2.26); edge: none.',
    );
  });

  it('says what there is, and nothing where there is none', () => {
    expect(recordInWords(line({ times: 1 }))).toBe('Record: fired 1 time.');
    expect(recordInWords(line({}))).toBeUndefined();
    expect(recordInWords(line())).toBeUndefined();
  });
});

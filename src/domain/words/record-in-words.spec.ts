import { describe, expect, it } from '@jest/globals';
import type { RecordPeriod } from '../policy/record-period.js';
import type { PolicyRecord } from '../policy/rule-record.js';
import { tellRecord, tellRecordLine } from './record-in-words.js';

const RECORD: PolicyRecord = {
  since: '2000-05-26',
  through: '2024-12-31',
  splitDate: '2017-01-01',
  costBpsASide: 5,
  returns: 'total',
  sample: false,
  rules: [],
  brakes: [],
};
const PERIOD: RecordPeriod = {
  from: '2002-01-03',
  to: '2024-12-31',
  sessions: 5788,
  times: 28,
  sessionsHeld: 1082,
  sharePct: 18.6938,
  medianSessions: 16.5,
  longestSessions: 144,
  activeReturnPctPerYear: -2.5057,
  grossPctPerYear: -1.2014,
  cumulativePoints: -10.7586,
  hitRatePct: 35.7143,
  standardError: 4.1527,
  low95: -11.027,
  high95: 6.0156,
  edge: 'none_shown',
};
const tell = (all: RecordPeriod, rest: { before?: RecordPeriod; after?: RecordPeriod } = {}): string =>
  tellRecord({ ruleId: 'test', all, ...rest }, RECORD);
const NEVER: RecordPeriod = {
  from: '2017-01-03',
  to: '2024-12-31',
  sessions: 2012,
  times: 0,
  sessionsHeld: 0,
  sharePct: 0,
  edge: 'too_few',
};

describe('a record in words', () => {
  it('says how often, how long, what it earned, how sure that is, and that no edge is shown', () => {
    expect(tell(PERIOD)).toBe(
      'It was on 28 times since 2002-01-03, 1082 sessions in all, 18.7 % of the time. ' +
        'What it bought against what it sold, after costs: -2.5 % a year over 28 spells ' +
        '(95 % interval -11.0 to +6.0); the interval holds zero, so no edge is shown.',
    );
  });

  it.each([
    ['positive', 'so an edge is shown'],
    ['negative', 'so it has cost money'],
    ['too_few', 'too little to judge it by'],
  ] as const)('says what %s means', (edge, words) => {
    expect(tell({ ...PERIOD, edge })).toContain(words);
  });

  it('tells both sides of the split where there are both', () => {
    const told = tell(PERIOD, { before: PERIOD, after: NEVER });
    expect(told).toContain('Before 2017-01-01: -2.5 % a year over 28 spells');
    expect(told).toContain('From 2017-01-01 on: never on.');
    expect(tell(PERIOD, { after: PERIOD })).not.toContain('From 2017-01-01');
  });

  it('tells of a rule that was on once, never, or could not be read', () => {
    const { standardError: _, low95: _low, high95: _high, ...once } = PERIOD;
    expect(tell({ ...once, times: 1, sessionsHeld: 1, edge: 'too_few' })).toMatch(
      /on once since .*, 1 session in all.*-2\.5 % a year over one spell; that is too little/,
    );
    expect(tell(NEVER)).toBe('It was never on from 2017-01-03 to 2024-12-31.');
    expect(tellRecord({ ruleId: 'test' }, RECORD)).toContain('could never be read');
  });
});

describe("a rule's record in short", () => {
  const line = {
    since: '2002-01-03',
    through: '2024-12-31',
    times: 28,
    sessionsHeld: 1082,
    activeReturnPctPerYear: -2.5,
    low95: -11.03,
    high95: 6.02,
    edge: 'none_shown',
  } as const;

  it('says how often it was on, what it earned and whether that is an edge', () => {
    expect(tellRecordLine(line)).toBe(
      'Record: on 28 times since 2002-01-03, 1082 sessions in all. What it bought against what it sold, after costs: -2.5 % a year over 28 spells (95 % interval -11.0 to +6.0); the interval holds zero, so no edge is shown.',
    );
  });

  it('tells the parts of history apart where there are two', () => {
    const before = { ...line, through: '2016-12-30', times: 19 };
    const after = { ...line, since: '2017-01-03', times: 9, edge: 'too_few' } as const;
    expect(tellRecordLine({ ...line, before, after })).toMatch(
      /To 2016-12-30: -2\.5 % a year over 19 spells .*; after that: -2\.5 % a year over 9 spells .*\.$/,
    );
  });

  it('says so where it was never on', () => {
    expect(tellRecordLine({ ...line, times: 0 })).toBe('Record: never on from 2002-01-03 to 2024-12-31.');
  });
});

import { describe, expect, it } from '@jest/globals';
import { dailyObservations, macroMoment, statement } from '../../../../test/support/synthetic-market.js';
import { tellConflict } from '../../words/conflict-in-words.js';
import type { Moment } from '../signal.js';
import { assessMacro } from './assessment.js';
import type { FedBias } from './fed-bias.js';

const SESSION = '2014-12-02';
const TEXTS: Readonly<Record<FedBias, string>> = {
  hawkish: 'The Committee decided to raise the target range. Inflation remains elevated.',
  neutral: 'Nothing much happened.',
  dovish: 'The Committee decided to lower the target range. Inflation has eased.',
};
const rates = (bias: FedBias) => {
  const twoYear = { hawkish: 3, neutral: 2, dovish: 1 }[bias];
  return { DGS2: dailyObservations(230, () => twoYear), DFF: dailyObservations(230, () => 2) };
};
const moment = (bias: FedBias | undefined, words: FedBias | undefined, override?: FedBias): Moment => ({
  ...macroMoment(
    SESSION,
    bias === undefined ? {} : rates(bias),
    words === undefined ? [] : [statement('2014-11-19', TEXTS[words])],
  ),
  ...(override === undefined
    ? {}
    : {
        override: { id: 'o', reading: override, author: 'A', reason: 'r', createdAt: 0, expiresAt: Infinity },
      }),
});
const conflicts = (...of: Parameters<typeof moment>) => assessMacro(moment(...of)).conflicts;

describe('readings of the Fed that disagree', () => {
  it('all stand, and the rates decide', () => {
    const [conflict] = conflicts('dovish', 'hawkish');
    expect(conflict).toEqual({
      code: 'fed-bias',
      readings: [
        { source: 'rates', reading: 'dovish' },
        { source: 'statement', reading: 'hawkish' },
      ],
      decidedBy: 'fed.bias',
      outcome: 'dovish',
    });
    expect(tellConflict(conflict!)).toBe(
      "The Fed is read as dovish (2-year Treasury yield less the effective funds rate) and hawkish (the words of the Fed's last statement). The rates decide: dovish. The others stand beside it.",
    );
  });

  it('are decided by the firm’s own reading while one is in force', () => {
    const [conflict] = conflicts('dovish', 'dovish', 'neutral');
    expect(conflict).toMatchObject({
      decidedBy: 'fed.override',
      outcome: 'neutral',
      readings: { length: 3 },
    });
    expect(tellConflict(conflict!)).toContain("The firm's own reading is in force and counts: neutral.");
  });

  it('are none where all say the same, or there is but one', () => {
    expect([conflicts('hawkish', 'hawkish'), conflicts('hawkish', 'hawkish', 'hawkish')]).toEqual([[], []]);
    expect([
      conflicts('dovish', undefined),
      conflicts(undefined, 'dovish'),
      conflicts(undefined, undefined),
    ]).toEqual([[], [], []]);
  });

  it('never change the stance by what the statement says', () => {
    for (const bias of ['dovish', 'neutral', 'hawkish'] as const) {
      const stances = (['dovish', 'neutral', 'hawkish', undefined] as const).map(
        (words) => assessMacro(moment(bias, words)).stance,
      );
      expect(new Set(stances.map((stance) => JSON.stringify(stance))).size).toBe(1);
    }
  });
});

describe('cuts in words', () => {
  const cuts = {
    code: 'rate-cuts',
    readings: [
      { source: 'cheaper-money', reading: 'bullish' },
      { source: 'recession-warning', reading: 'bearish' },
    ],
    decidedBy: 'recession-risk.score',
  } as const;

  it('tell both readings, the score and which counts', () => {
    expect(tellConflict({ ...cuts, score: 28.4, outcome: 'bullish' })).toBe(
      'Rate cuts are called bullish (authors who read a cut as cheaper money for small borrowers) and bearish (authors who read a cut as a warning of recession). Recession risk decides, which scores 28 of 100: the bullish reading counts.',
    );
    expect(tellConflict({ ...cuts, score: 55, outcome: 'undecided' })).toContain(
      '55 of 100: neither counts.',
    );
    expect(tellConflict({ ...cuts, outcome: 'undecided' })).toContain(
      'which cannot be read now: neither counts.',
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { macroMoment, statement } from '../../../../test/support/synthetic-market.js';
import { isUnavailable, type Unavailable } from '../unavailable.js';
import { signalById } from '../catalogue.js';
import { PHRASES } from './fed-statement-lexicon.js';
import {
  readFedStatement,
  scoreStatement,
  strongestSentence,
  type StatementReading,
} from './fed-statement.js';

const leans = (text: string): string[] =>
  scoreStatement(text).sentences.map(({ topic, lean, weight }) => `${topic} ${lean} ${weight}`);

function available(reading: StatementReading | Unavailable): StatementReading {
  if (isUnavailable(reading)) throw new Error(JSON.stringify(reading));
  return reading;
}

describe('a sentence of a statement', () => {
  it.each([
    ['The Committee decided to raise the target range.', ['action hawkish 2']],
    ['The Committee decided today to lower its target for the funds rate.', ['action dovish 2']],
    ['The Committee decided to keep the target range where it is.', []],
    ['Ongoing increases in the target range will be appropriate.', ['guidance hawkish 2']],
    ['It weighs the extent of any additional policy firming.', ['guidance hawkish 1']],
    ['It expects to maintain an accommodative stance of policy.', ['guidance dovish 2']],
    ['Rates may stay low for an extended period.', ['guidance dovish 2']],
    ['It will continue reducing its holdings of securities.', ['balance-sheet hawkish 1']],
    ['It will slow the pace of decline of its securities holdings.', ['balance-sheet dovish 1']],
    ['Inflation remains elevated.', ['inflation hawkish 1']],
    ['Inflation has eased but remains elevated.', ['inflation hawkish 1', 'inflation dovish 1']],
    ['Inflation runs below 2 percent.', ['inflation dovish 1']],
    ['Job gains have been robust, and the unemployment rate has remained low.', ['labour hawkish 1']],
    ['Job gains have slowed.', ['labour dovish 1']],
    ['Economic activity expanded at a solid pace.', ['growth hawkish 1']],
    ['Tighter credit conditions are likely to weigh on economic activity.', ['growth dovish 1']],
    ['The Committee is highly attentive to inflation risks.', ['risks hawkish 1']],
    ['The risks are moving into better balance.', ['risks dovish 1']],
    ['The Committee is attentive to the risks to both sides of its mandate.', []],
    ['The weather was fine.', []],
  ])('%s', (text, wanted) => {
    expect(leans(text)).toEqual(wanted);
  });

  it('after a negation says the opposite', () => {
    expect(
      scoreStatement('It does not expect it will be appropriate to reduce the target range.').sentences,
    ).toEqual([expect.objectContaining({ topic: 'guidance', lean: 'hawkish', negated: true })]);
    expect(leans('There has been a lack of further progress on inflation.')).toEqual(['inflation hawkish 1']);
    expect(leans('The Committee decided not to raise the target range.')).toEqual(['action dovish 2']);
  });

  it('is not negated from beyond a comma, or from far away', () => {
    expect(leans('Not everything is well, and inflation remains elevated.')).toEqual(['inflation hawkish 1']);
    expect(
      leans('Not one of the many members who met there denies that inflation remains elevated.'),
    ).toEqual(['inflation hawkish 1']);
  });

  it('says nothing by what it puts under a condition', () => {
    expect(leans('It will wait until inflation has risen and job gains have been strong.')).toEqual([]);
    expect(leans('If job gains have slowed, it will act; inflation remains elevated.')).toEqual([
      'inflation hawkish 1',
    ]);
  });

  it('is quoted as it stands, with the words it was found by', () => {
    const [sentence] = scoreStatement('  First.\nInflation\nremains  elevated. ').sentences;
    expect(sentence).toEqual({
      text: 'Inflation\nremains  elevated.',
      topic: 'inflation',
      lean: 'hawkish',
      weight: 1,
      phrase: 'inflation remains elevated',
      meaning: 'inflation is high or rising',
    });
  });
});

const SENTENCES = [
  'The Committee decided to raise the target range.',
  'Ongoing increases in the target range will be appropriate.',
  'Inflation remains elevated.',
  'Job gains have slowed.',
  'The Committee decided to lower the target range.',
  'Inflation has eased.',
  'Nothing much happened.',
];

describe('the score of a statement', () => {
  it('is the hawkish weights less the dovish ones; three make it lean', () => {
    const [raise = '', guidance = '', elevated = '', slowed = '', lower = '', eased = ''] = SENTENCES;
    const of = (...parts: string[]) => {
      const { score, reading } = scoreStatement(parts.join(' '));
      return [score, reading];
    };
    expect(of()).toEqual([0, 'neutral']);
    expect(of(raise)).toEqual([2, 'neutral']);
    expect(of(raise, elevated)).toEqual([3, 'hawkish']);
    expect(of(lower, eased)).toEqual([-3, 'dovish']);
    expect(of(raise, guidance, elevated, slowed)).toEqual([4, 'hawkish']);
  });

  it('does not depend on the order of the sentences, and adds up from them', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(SENTENCES), (sentences) => {
        const { score, sentences: found } = scoreStatement(sentences.join(' '));
        expect(score).toBe(scoreStatement(sentences.toSorted().join('\n')).score);
        expect(score).toBe(sentences.reduce((sum, one) => sum + scoreStatement(one).score, 0));
        expect(score).toBe(
          found.reduce((sum, { lean, weight }) => sum + (lean === 'hawkish' ? weight : -weight), 0),
        );
      }),
    );
  });

  it('leaves out the votes, what follows them, and notes on the publication', () => {
    const votes =
      'Voting for this action were Jane Q. Doe. Voting against was John Roe, who preferred ongoing increases in the target range. Inflation remains elevated.';
    const note = 'For media inquiries, please email\nelevated inflation\nor call.';
    expect(leans(`${note} Job gains have slowed. ${votes}`)).toEqual(['labour dovish 1']);
  });

  it('names as strongest the heaviest sentence on its side, the first of several', () => {
    const strongest = (text: string) => strongestSentence(scoreStatement(text))?.text;
    expect(strongest(`${SENTENCES[2]} ${SENTENCES[0]} ${SENTENCES[1]}`)).toBe(SENTENCES[0]);
    expect(strongest(`${SENTENCES[4]} ${SENTENCES[2]} ${SENTENCES[5]} ${SENTENCES[3]}`)).toBe(SENTENCES[4]);
    expect(strongest('Nothing much happened.')).toBeUndefined();
  });
});

describe('the table of phrases', () => {
  it('has no row that a sentence could not reach in lower case', () => {
    for (const { pattern } of PHRASES) {
      expect(pattern.flags).toBe('');
      expect(pattern.source.replaceAll(/\\[bswd]/g, '')).toBe(
        pattern.source.replaceAll(/\\[bswd]/g, '').toLowerCase(),
      );
    }
  });
});

describe('the reading of the last statement', () => {
  const before = statement('2014-10-29', 'Inflation remains elevated. Job gains have slowed. Nothing else.');
  const last = statement(
    '2014-12-17',
    'The Committee decided to raise the target range. Inflation remains elevated.',
    {
      title: 'A statement',
    },
  );
  const at = (session: string, statements = [before, last]) =>
    readFedStatement(macroMoment(session, {}, statements));

  it('says what was added, kept and removed since the one before', () => {
    const reading = available(at('2014-12-17'));
    expect(reading).toMatchObject({
      date: '2014-12-17',
      title: 'A statement',
      reading: 'hawkish',
      score: 3,
      previous: { date: '2014-10-29', reading: 'neutral', score: 0 },
      removed: [{ text: 'Job gains have slowed.', lean: 'dovish' }],
    });
    expect(reading.sentences.map(({ text, change }) => [text, change])).toEqual([
      ['The Committee decided to raise the target range.', 'added'],
      ['Inflation remains elevated.', 'kept'],
    ]);
    expect(reading).not.toHaveProperty('body');
  });

  it('is of the one before as long as the next is not public', () => {
    const first = available(at('2014-12-16'));
    expect(first).toMatchObject({ date: '2014-10-29', score: 0, removed: [] });
    expect(first).not.toHaveProperty('previous');
    expect(first.sentences.every((sentence) => !('change' in sentence))).toBe(true);
    const late = { ...last, releasedAt: Date.parse('2014-12-17T21:00:01Z') };
    expect(available(at('2014-12-17', [before, late])).date).toBe('2014-10-29');
    expect(available(at('2014-12-18', [before, late])).date).toBe('2014-12-17');
  });

  it('does not depend on the order the statements come in', () => {
    expect(at('2014-12-17', [last, before])).toEqual(at('2014-12-17'));
  });

  it('is unavailable before the first, and when the last is more than 70 days old', () => {
    expect(at('2014-10-28')).toEqual({ unavailable: { code: 'missing-series', subject: 'fed-statements' } });
    expect(available(at('2015-02-25')).date).toBe('2014-12-17');
    expect(at('2015-02-26')).toEqual({ unavailable: { code: 'stale-series', subject: 'fed-statements' } });
  });

  it('is a signal with the score and the strongest sentence as evidence', () => {
    const signal = signalById('fed.statement')!;
    const moment = macroMoment('2014-12-17', {}, [before, last]);
    expect(signal.read(moment, 'SPY')).toBe('hawkish');
    expect(signal.observe(moment, 'SPY')).toEqual([
      { name: 'fed.statement-score', value: 3, unit: 'count', date: '2014-12-17' },
      {
        name: 'fed.statement-quote',
        value: 'The Committee decided to raise the target range.',
        date: '2014-12-17',
      },
    ]);
    expect(signal.observe(macroMoment('2014-12-17', {}), 'SPY')).toEqual([]);
  });
});

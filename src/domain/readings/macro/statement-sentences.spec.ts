import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainOf, sentencesOf } from './statement-sentences.js';

const texts = (text: string): string[] => sentencesOf(text).map((sentence) => sentence.text);

describe('the sentences of a text', () => {
  it('end at a stop before a capital, and at an empty line', () => {
    expect(
      texts('Growth is slow. Prices rise! "Why?" The Fed waits.\n\nheading without a stop\n\nEnd'),
    ).toEqual([
      'Growth is slow.',
      'Prices rise!',
      '"Why?"',
      'The Fed waits.',
      'heading without a stop',
      'End',
    ]);
  });

  it('go on over a line break in the middle', () => {
    expect(texts('The Committee decided\nto wait.\nIt will wait.')).toEqual([
      'The Committee decided\nto wait.',
      'It will wait.',
    ]);
  });

  it('do not end at an initial, an abbreviation or a decimal', () => {
    const voting = 'Voting were Jane Q. Doe and St. John Roe.';
    expect(texts(`The U.S. Treasury paid 4.25 percent. ${voting}`)).toEqual([
      'The U.S. Treasury paid 4.25 percent.',
      voting,
    ]);
  });

  it('are none where there is no text', () => {
    expect([sentencesOf(''), sentencesOf(' \n\n ')]).toEqual([[], []]);
  });

  it('stand in the text as they are given, in order, and leave nothing out but space', () => {
    const part = fc.constantFrom(
      'Growth',
      'slows',
      'U.S.',
      '4.25',
      'J.',
      '“Prices”',
      ' ',
      '\n',
      '\n\n',
      '. ',
      '.\n',
      '! ',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        let at = 0;
        for (const { text: sentence } of sentencesOf(text)) {
          const found = text.indexOf(sentence, at);
          expect(found).toBeGreaterThanOrEqual(at);
          expect(text.slice(at, found).trim()).toBe('');
          at = found + sentence.length;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });
});

describe('the plain form of a text', () => {
  it('is the same whatever typography or wrapping the text came with', () => {
    const wanted = 'the committee\'s mortgage-backed "securities" at 4-1/4 percent';
    for (const text of [
      'The Committee\'s mortgage-backed "securities" at 4-1/4 percent',
      'The Committee’s mortgage‑backed “securities” at 4–1/4 percent',
      'The Committee—\u0099s mortgage—\u0091backed\n"securities"  at\u00a04—1/4 percent',
    ]) {
      expect(plainOf(text)).toBe(wanted);
    }
  });
});

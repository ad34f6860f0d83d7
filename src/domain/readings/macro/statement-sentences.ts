/** A sentence of a text: as it stands there, and as phrases are looked for in it. */
export interface Sentence {
  /** Verbatim, without the space around it. */
  readonly text: string;
  /** Lower case, plain hyphens and quotes, single spaces. */
  readonly plain: string;
}

const ABBREVIATION = /(^|[\s("])(U\.S|[A-Z]|Mr|Ms|Mrs|Dr|St|No|Jr|Sr|a\.m|p\.m)\.$/;
/** The end of a sentence before a capital, or an empty line. */
const BOUNDARY = /([.!?]["'”’)]*)(\s+)(?=["'“‘(]?[A-Z])|\n\s*\n/g;

/**
 * Splits a text into its sentences. A line break ends none by itself, since texts come wrapped; the full stop of
 * an initial or of an abbreviation such as U.S. ends none either, so that two sentences may stay together.
 */
export function sentencesOf(text: string): Sentence[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { 0: found, 1: stop = '', index } of text.matchAll(BOUNDARY)) {
    const end = index + stop.length;
    if (ABBREVIATION.test(text.slice(Math.max(start, end - 8), end))) continue;
    sentences.push(text.slice(start, end));
    start = index + found.length;
  }
  return [...sentences, text.slice(start)]
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => ({ text: sentence, plain: plainOf(sentence) }));
}

/** Dashes of all kinds, and what a wrong decoding made of a hyphen (a dash and U+0091), become one. */
const HYPHEN = /[\u2010-\u2015\u2212]\u0091|[\u2010-\u2015\u2212]/g;
/** Quotes likewise (a dash and U+0092 or U+0099). */
const QUOTE = /[\u2010-\u2015]?[\u0092\u0099]|[\u2018\u2019\u02bc]/g;

/** A text as phrases are compared with it, whatever typography or wrapping it came with. */
export const plainOf = (text: string): string =>
  text
    .replace(QUOTE, "'")
    .replace(HYPHEN, '-')
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

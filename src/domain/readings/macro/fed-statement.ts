import { daysBetween } from '../../market/calendar-date.js';
import type { Instant } from '../../market/price-bar.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { isUnavailable, type Unavailable } from '../unavailable.js';
import type { FedBias } from './fed-bias.js';
import {
  BOILERPLATE,
  CONDITION,
  END_MATTER,
  LEANING_SCORE,
  NEGATION,
  NEGATION_REACH,
  PHRASES,
  STATEMENT_STALE_AFTER_DAYS,
  type Lean,
  type StatementTopic,
} from './fed-statement-lexicon.js';
import type { FedStatement } from './statement.js';
import { plainOf, sentencesOf, type Sentence } from './statement-sentences.js';

/** What the words of a statement lean to: the values of `fed.statement`. */
export const STATEMENT_READINGS: Readonly<Record<FedBias, string>> = {
  dovish: "the statement's words lean towards easier policy: its score is -3 or less",
  neutral: 'they lean neither way: its score is from -2 to 2',
  hawkish: 'they lean towards tighter policy: its score is 3 or more',
};

/** A sentence that leans, and by which row of the table. One with two topics or leans stands twice. */
export interface LeaningSentence {
  /** Verbatim. */
  readonly text: string;
  readonly topic: StatementTopic;
  /** After a negation, the opposite of what its phrase says. */
  readonly lean: Lean;
  readonly weight: number;
  /** The words it was found by, in lower case with plain hyphens and quotes. */
  readonly phrase: string;
  /** What the phrase says. */
  readonly meaning: string;
  /** Present where a word before the phrase turns it into its opposite. */
  readonly negated?: true;
}

export interface ScoredStatement {
  readonly reading: FedBias;
  /** Weights of the hawkish sentences less those of the dovish ones. */
  readonly score: number;
  readonly sentences: readonly LeaningSentence[];
  /** Every sentence that was looked at, in its plain form. */
  readonly plain: ReadonlySet<string>;
}

export interface StatementReading {
  readonly date: string;
  readonly releasedAt: Instant;
  readonly assumed: boolean;
  readonly title?: string;
  readonly url?: string;
  readonly reading: FedBias;
  readonly score: number;
  /** In the order of the text; `change` only where there is a statement before it. */
  readonly sentences: readonly (LeaningSentence & { readonly change?: 'added' | 'kept' })[];
  /** Sentences of the statement before that leaned and are gone. */
  readonly removed: readonly LeaningSentence[];
  readonly previous?: { readonly date: string; readonly reading: FedBias; readonly score: number };
}

/** Scores one text. Pure: it depends on nothing but the text and the table. */
export function scoreStatement(body: string): ScoredStatement {
  const all = sentencesOf(body);
  const votes = all.findIndex(({ plain }) => END_MATTER.test(plain));
  const kept = (votes < 0 ? all : all.slice(0, votes)).filter(({ plain }) => !BOILERPLATE.test(plain));
  const sentences = kept.flatMap(leansOf);
  const score = sentences.reduce((sum, { lean, weight }) => sum + (lean === 'hawkish' ? weight : -weight), 0);
  const reading = score >= LEANING_SCORE ? 'hawkish' : score <= -LEANING_SCORE ? 'dovish' : 'neutral';
  return { reading, score, sentences, plain: new Set(kept.map(({ plain }) => plain)) };
}

/** What a sentence leans to: once for each topic and lean, by the first row of the table that it has. */
function leansOf({ text, plain }: Sentence): LeaningSentence[] {
  const conditions = [...plain.matchAll(CONDITION)].map(({ 0: found, index }) => [
    index,
    index + found.length,
  ]);
  const found = new Map<string, LeaningSentence>();
  for (const { topic, lean, weight, meaning, pattern } of PHRASES) {
    const match = pattern.exec(plain);
    if (match === null) continue;
    if (conditions.some(([from = 0, to = 0]) => match.index >= from && match.index < to)) continue;
    const negated = isNegated(plain, match);
    const leans = negated ? opposite(lean) : lean;
    const key = `${topic} ${leans}`;
    if (found.has(key)) continue;
    const row = { text, topic, lean: leans, weight, phrase: match[0], meaning };
    found.set(key, negated ? { ...row, negated } : row);
  }
  return [...found.values()];
}

const opposite = (lean: Lean): Lean => (lean === 'hawkish' ? 'dovish' : 'hawkish');

/** Whether a negation stands in the few words before a phrase, or just inside it, with no comma between. */
function isNegated(plain: string, { 0: phrase, index }: RegExpExecArray): boolean {
  const clause = plain.slice(0, index).split(/[,;:]/).at(-1) ?? '';
  const before = clause.trim().split(' ').slice(-NEGATION_REACH).join(' ');
  return NEGATION.test(before) || /\bdecided (today )?not to\b/.test(phrase);
}

/** A statement is scored once, however often it is asked about. */
const scored = new WeakMap<FedStatement, ScoredStatement>();

function scoreOf(statement: FedStatement): ScoredStatement {
  let score = scored.get(statement);
  if (score === undefined) scored.set(statement, (score = scoreStatement(statement.body)));
  return score;
}

/** The last statement public at a moment; unavailable where there is none or a later one must be missing. */
function lastStatement({ macro, market, t }: Moment): FedStatement | Unavailable {
  const last = macro.statements.at(-1);
  if (last === undefined) return { unavailable: { code: 'missing-series', subject: 'fed-statements' } };
  return daysBetween(last.date, market.realSession(t)) > STATEMENT_STALE_AFTER_DAYS
    ? { unavailable: { code: 'stale-series', subject: 'fed-statements' } }
    : last;
}

/** What the last statement's words lean to, the sentences that rests on, and what changed since the one before. */
export function readFedStatement(moment: Moment): StatementReading | Unavailable {
  const statement = lastStatement(moment);
  if (isUnavailable(statement)) return statement;
  const { body: _, ...head } = statement;
  const { reading, score, sentences } = scoreOf(statement);
  const earlier = moment.macro.statements.at(-2);
  if (earlier === undefined) return { ...head, reading, score, sentences, removed: [] };
  const before = scoreOf(earlier);
  const { plain } = scoreOf(statement);
  return {
    ...head,
    reading,
    score,
    sentences: sentences.map((sentence) => ({
      ...sentence,
      change: hasSentence(before.plain, sentence) ? ('kept' as const) : ('added' as const),
    })),
    removed: before.sentences.filter((sentence) => !hasSentence(plain, sentence)),
    previous: { date: earlier.date, reading: before.reading, score: before.score },
  };
}

const hasSentence = (plain: ReadonlySet<string>, { text }: LeaningSentence): boolean =>
  plain.has(plainOf(text));

/** The sentence that weighs most on the reading's side, the first of several; on either side where it is neutral. */
export function strongestSentence({ reading, sentences }: ScoredStatement): LeaningSentence | undefined {
  const onItsSide = sentences.filter(({ lean }) => reading === 'neutral' || lean === reading);
  return onItsSide.reduce<LeaningSentence | undefined>(
    (best, sentence) => (best === undefined || sentence.weight > best.weight ? sentence : best),
    undefined,
  );
}

export const fedStatementSignals: readonly SignalDefinition[] = [
  {
    id: 'fed.statement',
    meaning: "What the words of the Fed's last statement lean to, by a table of phrases",
    values: STATEMENT_READINGS,
    read: (moment) => {
      const statement = lastStatement(moment);
      return isUnavailable(statement) ? statement : scoreOf(statement).reading;
    },
    observe: (moment) => {
      const statement = lastStatement(moment);
      if (isUnavailable(statement)) return [];
      const { date } = statement;
      const strongest = strongestSentence(scoreOf(statement));
      return [
        { name: 'fed.statement-score', value: scoreOf(statement).score, unit: 'count', date },
        ...(strongest === undefined ? [] : [{ name: 'fed.statement-quote', value: strongest.text, date }]),
      ];
    },
  },
];

import { describe, expect, it } from '@jest/globals';
import { sessionClose } from '../../src/domain/market/trading-calendar.js';
import { HOUSE_POLICY } from '../../src/domain/policy/house-policy.js';
import { assessMacro } from '../../src/domain/readings/macro/assessment.js';
import type { FedStatement } from '../../src/domain/readings/macro/statement.js';
import { isUnavailable } from '../../src/domain/readings/unavailable.js';
import { judge } from '../../src/domain/recommendation/judge.js';
import { knownMarket, momentsOf, type KnownMarket } from '../../src/domain/recommendation/session.js';
import { hasRealData, realBars, realMacro, realStatements } from '../support/real-data.js';

interface Loaded {
  readonly statements: readonly FedStatement[];
  readonly known: KnownMarket;
  readonly without: KnownMarket;
}

let loaded: Loaded | undefined;
function data(): Loaded {
  if (loaded === undefined) {
    const [bars, macro, statements] = [realBars(), realMacro(), realStatements()];
    const known = knownMarket(bars, macro, false, { statements });
    loaded = { statements, known, without: knownMarket(bars, macro, false) };
  }
  return loaded;
}

function assessment(session: string, knownAt = sessionClose(session)) {
  const { known } = data();
  return assessMacro(momentsOf(known, HOUSE_POLICY.parameters, knownAt)(known.market.momentAt(session)));
}

function statementAt(session: string, knownAt?: number) {
  const { statement } = assessment(session, knownAt).fed;
  if (isUnavailable(statement)) throw new Error(JSON.stringify(statement));
  return statement;
}

const readingsOf = (from: string, to: string): string[] => [
  ...new Set(
    data()
      .statements.filter(({ date }) => date >= from && date <= to)
      .map(({ date }) => statementAt(date).reading),
  ),
];

(hasRealData() ? describe : describe.skip)("the Fed's statements of 2021 to 2024", () => {
  it('lean as the record has it: easy until the taper of 2021, tight while rates were raised', () => {
    expect(readingsOf('2021-01-01', '2021-11-30')).toEqual(['dovish']);
    expect(readingsOf('2022-01-01', '2023-07-31')).toEqual(['hawkish']);
  });

  it('soften at the end of 2023, and are hawkish no more once the Fed cuts', () => {
    const december = statementAt('2023-12-13');
    expect(december.score).toBeLessThan(december.previous!.score);
    expect(december.sentences).toContainEqual(
      expect.objectContaining({ change: 'added', phrase: 'any additional policy firming', weight: 1 }),
    );
    expect(readingsOf('2024-09-01', '2024-12-31')).not.toContain('hawkish');
  });

  it('read a refusal to expect cuts as hawkish, and say that a word turned it', () => {
    const negated = statementAt('2024-01-31').sentences.filter((sentence) => sentence.negated);
    expect(negated).toEqual([expect.objectContaining({ topic: 'guidance', lean: 'hawkish' })]);
  });

  it('quote sentences that stand in the text, or in the one before, word for word', () => {
    const { statements } = data();
    for (const [i, { date, body }] of statements.entries()) {
      const { sentences, removed } = statementAt(date);
      expect(sentences.length).toBeGreaterThan(5);
      for (const { text } of sentences) expect(body).toContain(text);
      for (const { text } of removed) expect(statements[i - 1]!.body).toContain(text);
    }
  });

  it('name nobody who voted, and count nothing of what stands after the votes', () => {
    for (const { date } of data().statements) {
      for (const { text } of statementAt(date).sentences)
        expect(text).not.toMatch(/Powell|Voting|Implementation/);
    }
  });

  it('are not seen before 14:00 in New York of their day, nor by the session before', () => {
    const released = Date.parse('2024-09-18T18:00:00Z');
    expect(statementAt('2024-09-18', released).date).toBe('2024-09-18');
    expect(statementAt('2024-09-18', released - 1).date).toBe('2024-07-31');
    expect(statementAt('2024-09-17').date).toBe('2024-07-31');
  });

  it('stood against the rates in early 2024, which decided', () => {
    const { conflicts } = assessment('2024-01-31');
    expect(conflicts).toContainEqual({
      code: 'fed-bias',
      readings: [
        { source: 'rates', reading: 'dovish' },
        { source: 'statement', reading: 'hawkish' },
      ],
      decidedBy: 'fed.bias',
      outcome: 'dovish',
    });
  });

  it('are beside the house policy: with and without them it holds the same', () => {
    const { known, without } = data();
    for (const asOf of ['2022-06-16', '2023-12-14', '2024-11-27']) {
      const [one, other] = [known, without].map((market) =>
        judge(market, HOUSE_POLICY, { asOf, knownAt: sessionClose(asOf) }),
      );
      expect(one!.sleeve).toEqual(other!.sleeve);
      expect(one!.exposure).toEqual(other!.exposure);
      expect(one!.dataHash).not.toBe(other!.dataHash);
    }
  });

  it('are unavailable before the first is public', () => {
    expect(assessment('2021-01-26').fed.statement).toMatchObject({ unavailable: { code: 'missing-series' } });
  });
});

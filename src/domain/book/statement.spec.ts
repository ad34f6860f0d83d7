import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { account, randomKnownMarket } from '../../../test/support/known-market.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { Advisor } from '../recommendation/compose.js';
import { judge } from '../recommendation/judge.js';
import { profileOf } from '../recommendation/recommend.js';
import { bookLine, EXCEPTION_MEANINGS, unadvisedLine, type BookLine } from './book-line.js';
import { addTotals, NO_ACCOUNTS, statementOf, totalsOf } from './statement.js';

const reasons = Object.keys(EXCEPTION_MEANINGS) as (keyof typeof EXCEPTION_MEANINGS)[];
const cents = fc.oneof(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 9e14 }));

const advisedLine = fc
  .record({
    accountId: fc.uuid(),
    riskProfile: fc.constantFrom('growth', 'moderate'),
    action: fc.constantFrom('hold' as const, 'rebalance' as const),
    equityBps: fc.integer({ min: 0, max: 10_000 }),
    valueCents: cents,
    turnoverCents: cents,
    exceptions: fc.uniqueArray(fc.constantFrom(...reasons.slice(0, 4)), { maxLength: 3 }),
  })
  .map(({ accountId, riskProfile, exceptions, ...advised }): BookLine => ({
    accountId,
    riskProfile,
    exceptions,
    advised: { ...advised, mostBps: 10_000 },
  }));
const failedLine = fc
  .record({ accountId: fc.uuid(), code: fc.constantFrom('a', 'b') })
  .map(({ accountId, code }) => unadvisedLine(accountId, 'growth', { code, message: '' }));
const lines = fc.uniqueArray(fc.oneof(advisedLine, failedLine), {
  selector: ({ accountId }) => accountId,
  maxLength: 40,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe('the totals of a book', () => {
  it('are the same however it is cut into slices and in whatever order these are added', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.nat(40), { maxLength: 6 }), fc.boolean(), (book, cuts, backwards) => {
        const bounds = [
          0,
          ...cuts.map((cut) => Math.min(cut, book.length)).sort((a, b) => a - b),
          book.length,
        ];
        const slices = bounds.slice(1).map((end, i) => totalsOf(book.slice(bounds[i], end)));
        const ordered = backwards ? [...slices].reverse() : slices;
        expect(ordered.reduce(addTotals, NO_ACCOUNTS)).toEqual(totalsOf(book));
      }),
    );
  });

  it('add up: every account is fully invested or an exception, and advised or an error', () => {
    fc.assert(
      fc.property(lines, (book) => {
        const totals = totalsOf(book);
        expect(totals.fullyInvested).toBe(book.filter(({ exceptions }) => exceptions.length === 0).length);
        const count = sum(Object.values(totals.actions)) + sum(Object.values(totals.errors));
        expect(count).toBe(totals.accounts);
        expect(totals.accounts).toBe(book.length);
        const value = book.reduce((all, { advised }) => all + BigInt(advised?.valueCents ?? 0), 0n);
        expect(BigInt(totals.valueCents)).toBe(value);
        expect(totals.largest.length).toBeLessThanOrEqual(10);
        const least = totals.largest.at(-1)?.turnoverCents ?? 0;
        const larger = book.filter(({ advised }) => (advised?.turnoverCents ?? 0) > least);
        expect(larger.length).toBeLessThanOrEqual(totals.largest.length);
      }),
    );
  });

  it('survive being kept as JSON', () => {
    fc.assert(
      fc.property(lines, (book) => {
        expect(JSON.parse(JSON.stringify(totalsOf(book)))).toEqual(totalsOf(book));
      }),
    );
  });

  it('give no share of a book that holds nothing', () => {
    const statement = statementOf(NO_ACCOUNTS);
    expect(statement).not.toHaveProperty('turnoverBps');
    expect(statement).toMatchObject({ advisedValue: '0.00', turnover: '0.00', largestChanges: [] });
  });
});

describe('the line of an advised account', () => {
  const known = randomKnownMarket(7, 700);
  const knownAt = Date.UTC(2030, 0, 1);
  const verdict = judge(known, HOUSE_POLICY, { knownAt });
  const advisor = new Advisor(verdict, { id: '', version: 1 });

  it('has a reason where, and only where, its target holds less than its profile allows or nothing', () => {
    const bps = fc.integer({ min: 0, max: 60 }).map((percent) => percent * 100);
    const terms = fc.record({
      riskProfile: fc.constantFrom(...HOUSE_POLICY.riskProfiles.map(({ id }) => id)),
      cash: fc.integer({ min: 0, max: 1e9 }),
      leastCash: bps,
      most: bps,
    });
    fc.assert(
      fc.property(terms, ({ riskProfile, cash, leastCash, most }) => {
        const profile = profileOf(HOUSE_POLICY, riskProfile);
        fc.pre(10_000 - leastCash >= profile.floorBps && 2 * most >= 0);
        const constraints = { CASH: { minBps: leastCash }, IWM: { maxBps: most } };
        const advice = advisor.advise(account({ riskProfile, cash, constraints }), { knownAt });
        const { exceptions, advised } = bookLine('a', advice, profile);
        expect(exceptions.length > 0).toBe(advice.equityExposureBps < profile.ceilingBps || cash === 0);
        expect(exceptions.includes('no_value')).toBe(cash === 0);
        expect(advised?.turnoverCents).toBeGreaterThanOrEqual(0);
        expect(advised?.turnoverCents).toBeLessThanOrEqual(cash);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { account, randomKnownMarket } from '../../../test/support/known-market.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { Advisor } from '../recommendation/compose.js';
import { judge } from '../recommendation/judge.js';
import { profileOf, type AdvisedAccount } from '../recommendation/recommend.js';
import { bookLine, EXCEPTION_MEANINGS, householdLines, unadvisedLine, type BookLine } from './book-line.js';
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
    advised: { ...advised, mostBps: 10_000, binding: [] },
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
  const { levelBps } = verdict.exposure;

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
        const { exceptions, advised } = bookLine('a', advice, { profile, levelBps, constraints });
        expect(exceptions.length > 0).toBe(advice.equityExposureBps < profile.ceilingBps || cash === 0);
        expect(exceptions.includes('no_value')).toBe(cash === 0);
        expect(advised?.turnoverCents).toBeGreaterThanOrEqual(0);
        expect(advised?.turnoverCents).toBeLessThanOrEqual(cash);
      }),
    );
  });

  const lineAt = (level: number, own: Partial<AdvisedAccount>): BookLine => {
    const held = account({ riskProfile: 'aggressive', cash: 100_000, ...own });
    const at = new Advisor(
      { ...verdict, exposure: { ...verdict.exposure, levelBps: level } },
      { id: '', version: 1 },
    );
    const profile = profileOf(HOUSE_POLICY, 'aggressive');
    const terms = { profile, levelBps: level, constraints: held.constraints };
    return bookLine('a', at.advise(held, { knownAt }), terms);
  };
  const needs = (standing: number) => ({ cashNeeds: { standing, withdrawals: [] } });
  const fundsAtMost = (maxBps: number) => ({
    constraints: { IWM: { maxBps }, MDY: { maxBps }, SPY: { maxBps }, QQQ: { maxBps } },
  });
  /** Three fifths of it in SPY, the rest in cash. */
  const mostlySpy = {
    cash: 40_000,
    positions: [{ symbol: 'SPY', quantity: BigInt(Math.round(6e8 / verdict.closes.SPY)) }],
  };
  const leastCash = (minBps: number, maxBps?: number) => ({
    constraints: { CASH: { minBps, ...(maxBps === undefined ? {} : { maxBps }) } },
  });

  it.each<[string, number, Partial<AdvisedAccount>, readonly string[]]>([
    ['nothing', 10_000, {}, []],
    ['a bound that leaves equity whole', 10_000, { constraints: { IWM: { minBps: 100 } } }, []],
    ['a fund that may not be held', 10_000, { constraints: { IWM: { maxBps: 0 } } }, ['constraint_binds']],
    ['the policy', 6_000, {}, ['exposure_lowered']],
    ["the account's most equity", 10_000, { equity: { maxBps: 6_000 } }, ['constraint_binds']],
    [
      'the policy and then most equity',
      6_000,
      { equity: { maxBps: 5_000 } },
      ['exposure_lowered', 'constraint_binds'],
    ],
    ['the policy, with least equity above it', 6_000, { equity: { minBps: 8_000 } }, ['exposure_lowered']],
    ['cash that is needed', 10_000, needs(30_000), ['cash_need']],
    ['the policy, with less cash needed than that leaves', 6_000, needs(30_000), ['exposure_lowered']],
    ['the policy and then cash that is needed', 6_000, needs(50_000), ['exposure_lowered', 'cash_need']],
    ['least cash', 10_000, leastCash(3_000), ['cash_need']],
    ['least cash that is also the most', 10_000, leastCash(3_000, 3_000), ['cash_need']],
    [
      'most equity and then least cash',
      10_000,
      { equity: { maxBps: 6_000 }, ...leastCash(5_000) },
      ['cash_need', 'constraint_binds'],
    ],
    ['most of every fund', 10_000, fundsAtMost(2_000), ['constraint_binds']],
    [
      'most of every fund, past the cash that is needed',
      10_000,
      { ...fundsAtMost(2_000), ...needs(9_000) },
      ['constraint_binds'],
    ],
    [
      'cash that is locked',
      10_000,
      { ...mostlySpy, constraints: { CASH: { lock: true } } },
      ['constraint_binds'],
    ],
    [
      'cash that may not be sold',
      10_000,
      { ...mostlySpy, constraints: { CASH: { neverSell: true } } },
      ['constraint_binds'],
    ],
    [
      'no fund may be bought',
      10_000,
      {
        ...mostlySpy,
        constraints: {
          IWM: { neverBuy: true },
          MDY: { neverBuy: true },
          SPY: { neverBuy: true },
          QQQ: { neverBuy: true },
        },
      },
      ['constraint_binds'],
    ],
  ])('tells what takes equity away: %s', (_, level, own, exceptions) => {
    expect(lineAt(level, own).exceptions).toEqual(exceptions);
  });

  it('moves what is traded: less where the trade ends at the edge of the bands', () => {
    const whole = lineAt(10_000, {}).advised!;
    const edge = lineAt(10_000, { drift: { to: 'band-edge' } }).advised!;
    expect([whole.action, edge.action]).toEqual(['rebalance', 'rebalance']);
    expect(whole.turnoverCents).toBe(100_000);
    expect(edge.turnoverCents).toBeGreaterThan(0);
    expect(edge.turnoverCents).toBeLessThan(whole.turnoverCents);
  });

  it('moves what is traded to the cent, not by whole basis points', () => {
    // All but 33 cents is in SPY, which the account may not hold: 999.67 dollars are sold, not 100 % of 1000.
    const own = {
      cash: 33,
      positions: [{ symbol: 'VOO', quantity: 1n, marketValue: 99_967 }],
      constraints: { SPY: { maxBps: 0 } },
    };
    expect(lineAt(10_000, own).advised!.turnoverCents).toBe(99_967);
  });
});

describe('the lines of a household advised as one', () => {
  const known = randomKnownMarket(7, 700);
  const knownAt = Date.UTC(2030, 0, 1);
  const judged = judge(known, HOUSE_POLICY, { knownAt });
  const profile = profileOf(HOUSE_POLICY, 'aggressive');

  const linesAt = (levelBps: number, accounts: readonly Partial<AdvisedAccount>[]) => {
    const verdict = { ...judged, exposure: { ...judged.exposure, levelBps } };
    const members = accounts.map((own, i) => ({ id: `a${i}`, account: account(own) }));
    const identity = { id: 'r', householdId: 'h', createdAt: '2030-01-01T00:00:00Z' };
    const { advice } = new Advisor(verdict, { id: '', version: 1 }).adviseHouseholdText(
      identity,
      { riskProfile: 'aggressive', members },
      { knownAt },
    );
    const counted = members.map(({ id, account: { riskProfile } }) => ({ id, riskProfile }));
    return { advice, lines: householdLines('h', counted, advice, { profile, levelBps }) };
  };

  it("give each account its own value and turnover, and the household's action, equity and exceptions", () => {
    const { advice, lines: ofAccounts } = linesAt(10_000, [{ cash: 300_000 }, { cash: 0 }]);
    expect(ofAccounts).toEqual(
      [300_000, 0].map((valueCents, i) => ({
        accountId: `a${i}`,
        householdId: 'h',
        riskProfile: 'aggressive',
        advised: {
          action: advice.action,
          equityBps: 10_000,
          mostBps: 10_000,
          valueCents,
          turnoverCents: valueCents,
          binding: [],
        },
        exceptions: valueCents === 0 ? ['no_value'] : [],
      })),
    );
  });

  it('name the bounds that bind, those of other accounts with their ids', () => {
    const [moderate, other] = linesAt(10_000, [{ riskProfile: 'moderate' }, {}]).lines;
    expect(moderate!.advised!.binding).toEqual(['profile.ceiling']);
    expect(other!.advised!.binding).toEqual(['profile.ceiling@a0']);
  });

  it('add up to what the household is worth and trades', () => {
    const accounts = [{ cash: 300_000 }, { cash: 100_001, constraints: { IWM: { maxBps: 0 } } }];
    const { advice, lines: ofAccounts } = linesAt(10_000, accounts);
    const statement = statementOf(totalsOf(ofAccounts));
    expect(statement).toMatchObject({ accounts: 2, fullyInvested: 2, actions: { rebalance: 2 } });
    expect(statement.advisedValue).toBe(advice.advisedValue);
    expect(statement.turnover).toBe(advice.turnover);
    expect(statement.largestChanges).toHaveLength(2);
  });

  it.each<[string, number, readonly Partial<AdvisedAccount>[], readonly string[]]>([
    ['the policy', 6_000, [{}, {}], ['exposure_lowered']],
    [
      'cash that one account needs',
      10_000,
      [{ cashNeeds: { standing: 4_000_000, withdrawals: [] } }, {}],
      ['cash_need'],
    ],
    [
      'the least cash of one account',
      10_000,
      [{ constraints: { CASH: { minBps: 5_000 } } }, {}],
      ['cash_need'],
    ],
    ['the profile of one account', 10_000, [{ riskProfile: 'moderate' }, {}], ['constraint_binds']],
    [
      'cash that one account needs and the profile of another',
      10_000,
      [{ cashNeeds: { standing: 4_000_000, withdrawals: [] } }, { riskProfile: 'moderate' }],
      ['cash_need', 'constraint_binds'],
    ],
    ['nothing to invest', 10_000, [{ cash: 0 }, { cash: 0 }], ['no_value']],
  ])('tell what takes equity away: %s', (_, level, accounts, exceptions) => {
    for (const line of linesAt(level, accounts).lines) expect(line.exceptions).toEqual(exceptions);
  });
});

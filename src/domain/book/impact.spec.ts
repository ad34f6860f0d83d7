import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addImpacts, impactOf, impactTotalsOf, NO_IMPACT, type ComparedUnit } from './impact.js';

const advice = fc
  .record({
    cash: fc.integer({ min: 0, max: 10_000 }),
    turnover: fc.option(fc.nat(100_000), { nil: undefined }),
  })
  .map(({ cash, turnover }) => ({
    targets: [0, 0, 10_000 - cash, 0, cash],
    equityExposureBps: 10_000 - cash,
    advisedValue: 100_000,
    ...(turnover === undefined
      ? { action: 'hold' as const }
      : { action: 'rebalance' as const, trade: { weights: [0, 0, 10_000 - cash, 0, cash], turnover } }),
  }));
const side = fc.oneof({ weight: 5, arbitrary: advice }, fc.constantFrom('infeasible-bounds', 'other'));
const units: fc.Arbitrary<ComparedUnit[]> = fc.uniqueArray(
  fc.record({
    subject: fc.oneof(fc.record({ accountId: fc.uuid() }), fc.record({ householdId: fc.uuid() })),
    accounts: fc.integer({ min: 1, max: 5 }),
    riskProfile: fc.constantFrom('growth', 'moderate', 'aggressive'),
    before: side,
    after: side,
  }),
  { selector: ({ subject }) => JSON.stringify(subject), maxLength: 30 },
);

describe('what a policy version would change', () => {
  it('is the same however the book is cut', () => {
    fc.assert(
      fc.property(units, fc.nat(30), (book, cut) => {
        const parts = [book.slice(cut), book.slice(0, cut)].map(impactTotalsOf);
        expect(impactOf(parts.reduce(addImpacts, NO_IMPACT))).toEqual(impactOf(impactTotalsOf(book)));
      }),
    );
  });

  it('adds up by risk profile', () => {
    fc.assert(
      fc.property(units, (book) => {
        const impact = impactOf(impactTotalsOf(book));
        for (const name of ['accounts', 'moved', 'actionsChanged', 'tradesChanged'] as const) {
          expect(impact.byRiskProfile.reduce((sum, part) => sum + part[name], 0)).toBe(impact[name]);
        }
        expect(impact.accounts).toBe(book.reduce((sum, { accounts }) => sum + accounts, 0));
      }),
    );
  });

  it('is nothing where both versions advise alike', () => {
    fc.assert(
      fc.property(units, (book) => {
        const impact = impactOf(impactTotalsOf(book.map((one) => ({ ...one, after: one.before }))));
        expect(impact).toMatchObject({ moved: 0, actionsChanged: 0, turnover: '0.00', mostMoved: [] });
        expect(impact.tradesChanged).toBe(0);
        expect(impact.trades.after).toEqual(impact.trades.before);
        expect(impact.equityExposureBps?.before).toBe(impact.equityExposureBps?.after);
      }),
    );
  });

  it('moves half of what is bought and sold together', () => {
    const to = (cash: number) => ({
      targets: [0, 0, 10_000 - cash, 0, cash],
      equityExposureBps: 10_000 - cash,
      advisedValue: 100_000,
      action: 'hold' as const,
    });
    const book = [
      { subject: { accountId: 'a' }, accounts: 1, riskProfile: 'growth', before: to(0), after: to(2_500) },
    ];
    expect(impactOf(impactTotalsOf(book))).toMatchObject({
      turnover: '250.00',
      turnoverBps: 2_500,
      equityExposureBps: { before: 10_000, after: 7_500 },
    });
  });

  it('tells of trades that change while targets stay: by other bands, or to their edge', () => {
    const target = { targets: [0, 0, 10_000, 0, 0], equityExposureBps: 10_000, advisedValue: 100_000 };
    const hold = { ...target, action: 'hold' as const };
    const trade = (cash: number, turnover: number) => ({
      ...target,
      action: 'rebalance' as const,
      trade: { weights: [0, 0, 10_000 - cash, 0, cash], turnover },
    });
    const book = [
      { subject: { accountId: 'a' }, accounts: 1, riskProfile: 'growth', before: hold, after: trade(0, 400) },
      {
        subject: { householdId: 'h' },
        accounts: 2,
        riskProfile: 'growth',
        before: trade(0, 9_000),
        after: trade(249, 7_000),
      },
      {
        subject: { accountId: 'b' },
        accounts: 1,
        riskProfile: 'growth',
        before: trade(0, 50),
        after: trade(0, 50),
      },
    ];
    expect(impactOf(impactTotalsOf(book))).toMatchObject({
      moved: 0,
      turnover: '0.00',
      actionsChanged: 1,
      tradesChanged: 3,
      trades: {
        before: { accounts: 3, turnover: '90.50', turnoverBps: 302 },
        after: { accounts: 4, turnover: '74.50', turnoverBps: 248 },
      },
    });
  });

  it('reads totals from before trades were summed up', () => {
    const [book] = fc.sample(units, 1);
    const { profiles, largest } = impactTotalsOf(book!);
    const old = Object.fromEntries(
      Object.entries(profiles).map(([name, { tradedAfter: _, tradingAfter: __, ...part }]) => [name, part]),
    ) as typeof profiles;
    expect(impactOf({ profiles: old, largest }).trades.after).toMatchObject({
      accounts: 0,
      turnover: '0.00',
    });
  });
});

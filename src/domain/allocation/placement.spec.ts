import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { place, type PlacedAccount } from './placement.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const bought = (placed: readonly number[], held: readonly number[]): number =>
  sum(placed.map((cents, j) => Math.max(0, cents - held[j]!)));

/** Accounts with what they hold, what they are to hold in some placement, and bounds that allow the latter. */
const households = (assets: number, most: number) => {
  const cents = fc.array(fc.nat(most), { minLength: assets, maxLength: assets });
  const account = fc
    .record({ goal: cents, cuts: cents, below: cents, above: cents, isLocked: fc.boolean() })
    .map(({ goal, cuts, below, above, isLocked }) => {
      const held = cuts.map(() => 0);
      let rest = sum(goal);
      cuts.forEach((cut, j) => {
        const part = j === cuts.length - 1 ? rest : Math.min(rest, cut);
        held[j] = part;
        rest -= part;
      });
      return {
        goal: isLocked ? held : goal,
        held,
        min: goal.map((one, j) => (isLocked ? held[j]! : Math.max(0, one - below[j]!))),
        max: goal.map((one, j) => (isLocked ? held[j]! : one + above[j]!)),
      };
    });
  return fc.array(account, { minLength: 1, maxLength: 4 }).map((accounts) => ({
    accounts: accounts,
    amounts: Array.from({ length: assets }, (_, j) => sum(accounts.map(({ goal }) => goal[j]!))),
  }));
};

/** The least that any placement buys, by trying all of them. */
function leastBought(accounts: readonly PlacedAccount[], amounts: readonly number[]): number {
  const [first, ...others] = accounts;
  if (first === undefined) return amounts.every((amount) => amount === 0) ? 0 : Infinity;
  let least = Infinity;
  const split = (j: number, rest: number, placed: readonly number[]): void => {
    if (j === amounts.length) {
      if (rest > 0) return;
      const left = amounts.map((amount, i) => amount - placed[i]!);
      least = Math.min(least, bought(placed, first.held) + leastBought(others, left));
      return;
    }
    for (let cents = first.min[j]!; cents <= Math.min(first.max[j]!, rest, amounts[j]!); cents++) {
      split(j + 1, rest - cents, [...placed, cents]);
    }
  };
  split(0, sum(first.held), []);
  return least;
}

describe("a household's amounts in its accounts", () => {
  it('are placed to the cent: each account keeps its worth and its bounds, together they hold the amounts', () => {
    fc.assert(
      fc.property(households(5, 1e12), ({ accounts, amounts }) => {
        const placed = place(accounts, amounts);
        placed.forEach((row, k) => {
          const { held, min, max } = accounts[k]!;
          expect(sum(row)).toBe(sum(held));
          row.forEach((cents, j) => {
            expect(cents).toBeGreaterThanOrEqual(min[j]!);
            expect(cents).toBeLessThanOrEqual(max[j]!);
          });
        });
        amounts.forEach((amount, j) => expect(sum(placed.map((row) => row[j]!))).toBe(amount));
      }),
    );
  });

  it('are placed so that nothing less can be bought, against trying every placement', () => {
    fc.assert(
      fc.property(households(3, 3), ({ accounts, amounts }) => {
        fc.pre(accounts.length <= 3);
        const placed = place(accounts, amounts);
        const ours = sum(placed.map((row, k) => bought(row, accounts[k]!.held)));
        expect(ours).toBe(leastBought(accounts, amounts));
      }),
    );
  });

  it('stay where they are where the accounts hold them already', () => {
    fc.assert(
      fc.property(households(5, 1e6), ({ accounts }) => {
        const free = accounts.map(({ held }) => ({
          held,
          min: held.map(() => 0),
          max: held.map(() => sum(held)),
        }));
        const amounts = [0, 1, 2, 3, 4].map((j) => sum(free.map(({ held }) => held[j]!)));
        expect(place(free, amounts)).toEqual(free.map(({ held }) => held));
      }),
    );
  });

  it('give each account its share where buying costs the same in all of them', () => {
    const cash = (cents: number): PlacedAccount => ({
      held: [0, 0, cents],
      min: [0, 0, 0],
      max: [cents, cents, cents],
    });
    expect(place([cash(300), cash(100)], [120, 240, 40])).toEqual([
      [90, 180, 30],
      [30, 60, 10],
    ]);
  });

  it('go by way of another account where one cannot hold more itself', () => {
    // The second may hold no more of the first asset, so it hands its own place to the first account.
    const accounts = [
      { held: [0, 10], min: [0, 0], max: [10, 10] },
      { held: [5, 5], min: [0, 0], max: [5, 10] },
    ];
    expect(place(accounts, [8, 12])).toEqual([
      [3, 7],
      [5, 5],
    ]);
  });

  it('are refused where the accounts cannot hold them together', () => {
    expect(() => place([{ held: [5, 5], min: [0, 0], max: [6, 10] }], [7, 3])).toThrow(RangeError);
  });
});

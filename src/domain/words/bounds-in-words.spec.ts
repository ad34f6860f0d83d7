import { describe, expect, it } from '@jest/globals';
import { tellEquityDecision, tellOutside } from './bounds-in-words.js';

describe('the limits that decide how much equity is held, in words', () => {
  const policyBps = 2000;
  const floor = { from: 'floor', bps: 4000 } as const;
  const equityMin = { from: 'equityMin', bps: 4000 } as const;

  it('name the floor, or the floors, that hold more than the policy', () => {
    expect(tellEquityDecision({ by: [floor], policyBps, exposureBps: 4000 }, 'Growth')).toBe(
      "The growth profile's floor of 40 % holds more than the policy's 20 %.",
    );
    expect(tellEquityDecision({ by: [floor, equityMin], policyBps, exposureBps: 4000 }, 'Growth')).toBe(
      "The growth profile's floor and the account's least equity of 40 % hold more than the policy's 20 %.",
    );
  });

  it('name most equity, and the floor that stops what it takes away', () => {
    const equityMax = { from: 'equityMax', bps: 5000 } as const;
    expect(tellEquityDecision({ by: [equityMax], policyBps: 6000, exposureBps: 3750 }, 'Growth')).toBe(
      "The account's most equity of 50 % takes the policy's 60 % down to 37.5 %.",
    );
    expect(tellEquityDecision({ by: [equityMax, floor], policyBps: 6000, exposureBps: 4000 }, 'Growth')).toBe(
      "The account's most equity of 50 % takes the policy's 60 % down to the growth profile's floor of 40 %.",
    );
  });
});

describe('a bound that the present weights lie outside of, in words', () => {
  it.each([
    ['IWM', 'max', 2000, 2400, 'IWM is at 24 %, over the most allowed of 20 %'],
    ['CASH', 'min', 500, 125, 'CASH is at 1.25 %, under the least allowed of 5 %'],
    ['CASH', 'ceiling', 2000, 1500, "equity is at 85 %, over the growth profile's ceiling of 80 %"],
    ['CASH', 'floor', 6000, 6500, "equity is at 35 %, under the growth profile's floor of 40 %"],
    ['CASH', 'equityMax', 3000, 2500, "equity is at 75 %, over the account's most equity of 70 %"],
    ['CASH', 'equityMin', 5000, 5500, "equity is at 45 %, under the account's least equity of 50 %"],
  ] as const)(
    'of %s.%s tells the weight or the equity, and the side',
    (asset, from, boundBps, currentBps, words) => {
      expect(tellOutside({ asset, from, boundBps, currentBps }, 'Growth')).toBe(words);
    },
  );
});

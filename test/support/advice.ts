import { expect } from '@jest/globals';
import type { AdviceDto } from '../../src/modules/recommendations/dto/recommendation.dto.js';

/** An asset's weight in a split, basis points. */
export const weightOf = ({ targets }: AdviceDto, symbol: string): number =>
  targets.find((target) => target.symbol === symbol)?.weightBps ?? NaN;

export const ruleIdsOf = ({ rationale }: AdviceDto, outcome: string): string[] =>
  rationale.filter((line) => line.outcome === outcome).map(({ ruleId }) => ruleId);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Holds of every recommendation: the split is whole, and each step leads exactly to the next. */
export function expectToAddUp({ targets, waterfall, equityExposureBps }: AdviceDto): void {
  const split = Object.fromEntries(targets.map(({ symbol, weightBps }) => [symbol, weightBps]));
  expect(Object.keys(split)).toEqual(['IWM', 'MDY', 'SPY', 'QQQ', 'CASH']);
  expect(sum(Object.values(split))).toBe(10_000);
  expect(equityExposureBps).toBe(10_000 - (split['CASH'] ?? NaN));

  let before: Record<string, number> | undefined;
  for (const { weights, moves } of waterfall) {
    const after: Record<string, number> = { ...weights };
    expect(sum(Object.values(after))).toBe(10_000);
    expect(sum(moves.map(({ bps }) => bps))).toBe(0);
    const reached = { ...(before ?? after) };
    for (const { symbol, bps } of moves) reached[symbol] = (reached[symbol] ?? NaN) + bps;
    expect(after).toEqual(reached);
    before = after;
  }
  expect(waterfall[0]?.step).toBe('baseline');
  expect(before).toEqual(split);
}

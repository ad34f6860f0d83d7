import { ADVISED, type AdvisedSymbol } from '../market/instruments.js';
import type { BrakeEffect, Moves } from '../policy/policy-document.js';

/** The moves that are not zero, in the order of every list. */
export const movesInOrder = (moves: Moves): { symbol: AdvisedSymbol; bps: number }[] =>
  ADVISED.flatMap((symbol) => {
    const bps = moves[symbol] ?? 0;
    return bps === 0 ? [] : [{ symbol, bps }];
  });

/** Moves of a tilt, such as "IWM +2 %, SPY -1 %, QQQ -1 % of equity". */
export const movesInWords = (moves: Moves): string => {
  const parts = movesInOrder(moves).map(({ symbol, bps }) => `${symbol} ${bps > 0 ? '+' : ''}${bps / 100} %`);
  return `${parts.join(', ')} of equity`;
};

/** What a brake does, as a clause. */
export function brakeInWords(effect: BrakeEffect): string {
  if ('voidRules' in effect) {
    const { voidRules } = effect;
    return `${voidRules.join(' and ')} ${voidRules.length === 1 ? "doesn't" : "don't"} count`;
  }
  if ('capAtBaseline' in effect) {
    const { capAtBaseline } = effect;
    const hold = capAtBaseline.length === 1 ? 'holds no more than its' : 'hold no more than their';
    return `${capAtBaseline.join(' and ')} ${hold} baseline`;
  }
  return `tilts toward ${effect.removeTiltsToward.join(' or ')} don't count`;
}

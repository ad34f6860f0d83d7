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
export const brakeInWords = ({ removeTiltsToward }: BrakeEffect): string =>
  `tilts toward ${removeTiltsToward.join(' or ')} don't count`;

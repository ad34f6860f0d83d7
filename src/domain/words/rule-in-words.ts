import type { BrakeEffect, Moves } from '../policy/policy-document.js';

/** Moves of a tilt, such as "IWM +2 %, SPY -1 %, QQQ -1 % of equity". */
export const movesInWords = (moves: Moves): string => {
  const parts = Object.entries(moves).map(([symbol, bps]) => `${symbol} ${bps > 0 ? '+' : ''}${bps / 100} %`);
  return `${parts.join(', ')} of equity`;
};

/** What a brake does, as a clause. */
export const brakeInWords = ({ removeTiltsToward }: BrakeEffect): string =>
  `tilts toward ${removeTiltsToward.join(' or ')} don't count`;

import { ADVISED, SUBSTITUTES, type AdvisedSymbol } from './instruments.js';

const EXPOSURES: ReadonlyMap<string, number> = new Map([
  ...ADVISED.map((symbol, i) => [symbol, i] as const),
  ...SUBSTITUTES.map(({ symbol, of }) => [symbol, ADVISED.indexOf(of)] as const),
]);

/** Which of ADVISED a holding is an exposure to, its own or a substitute's; undefined outside the universe. */
export const exposureIndex = (symbol: string): number | undefined => EXPOSURES.get(symbol);

/** The advised fund that a symbol stands for; undefined where it is no substitute. */
export const substituteFor = (symbol: string): AdvisedSymbol | undefined =>
  SUBSTITUTES.find((row) => row.symbol === symbol)?.of;

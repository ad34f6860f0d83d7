import { round } from '../../../domain/words/format.js';

/** `+1.94 %`, `-22.80 %`. */
export const signedPct = (value: number, decimals = 2): string => `${signed(value, decimals)} %`;

/** `+1.94`. */
export const signed = (value: number, decimals = 2): string => {
  const rounded = round(value, decimals);
  return `${rounded > 0 ? '+' : ''}${rounded.toFixed(decimals)}`;
};

/** An id as a heading: `iwm-relative-strength` as `IWM relative strength`. */
export function ruleName(id: string): string {
  const words = id
    .replaceAll(/[-_]/g, ' ')
    .replace(/\b(?:iwm|mdy|spy|qqq)\b/g, (symbol) => symbol.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Basis points as points of a split: `+1.5`. */
export const signedBps = (bps: number): string => `${bps > 0 ? '+' : ''}${round(bps / 100, 2)}`;

/** `IWM +2, SPY -1`, in per cent of equity. */
export const movesInShort = (moves: readonly { readonly symbol: string; readonly bps: number }[]): string =>
  moves.map(({ symbol, bps }) => `${symbol} ${signedBps(bps)} %`).join(', ');

/** Dollars with thousands: `$12,345.67`. */
export function dollarsOf(amount: string): string {
  const [whole = '', cents = '00'] = amount.replace('-', '').split('.');
  return `${amount.startsWith('-') ? '-' : ''}$${withThousands(whole)}.${cents}`;
}

/** A whole number with thousands: `12,345`. */
export const countOf = (count: number): string => withThousands(String(count));

const withThousands = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

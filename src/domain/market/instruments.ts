import { DomainError } from '../domain-error.js';

/** The four funds that advice splits equity between, in the order every rounding and list uses. */
export const ADVISED = ['IWM', 'MDY', 'SPY', 'QQQ'] as const;
export type AdvisedSymbol = (typeof ADVISED)[number];

/** Read beside the advised four; advice never holds them. */
export const CONTEXT = ['XLF', 'XLI'] as const;
export type ContextSymbol = (typeof CONTEXT)[number];

export type Ticker = AdvisedSymbol | ContextSymbol;

/** Every symbol whose bars are loaded. Adding one is a row here. */
export const INSTRUMENTS: readonly { readonly symbol: Ticker; readonly name: string }[] = [
  { symbol: 'IWM', name: 'iShares Russell 2000 ETF (small companies)' },
  { symbol: 'MDY', name: 'SPDR S&P MidCap 400 ETF (mid-sized companies)' },
  { symbol: 'SPY', name: 'SPDR S&P 500 ETF (large companies)' },
  { symbol: 'QQQ', name: 'Invesco QQQ Trust (Nasdaq-100)' },
  { symbol: 'XLF', name: 'Financial Select Sector SPDR Fund' },
  { symbol: 'XLI', name: 'Industrial Select Sector SPDR Fund' },
];

/** What a ticker may look like; whether it is one we know is another question. */
export const TICKER_PATTERN = /^[A-Z][A-Z0-9.]{0,11}$/;

/** The symbol, if it is one that is read. @throws DomainError `unknown-symbol`. */
export function requireTicker(text: string): Ticker {
  if (isTicker(text)) return text;
  throw new DomainError('not_found', 'unknown-symbol', `'${text}' is not a symbol that is read.`, [
    { pointer: '/symbol', code: 'unknown-symbol', message: 'not a symbol that is read' },
  ]);
}

/** Refuses what needs a bar of a symbol that has none on a session. */
export function noBar(symbol: Ticker, session: string): DomainError {
  const message = `${symbol} has no bar on ${session}.`;
  return new DomainError('unprocessable', 'no-bar', message, [
    { pointer: '/symbol', code: 'no-bar', message },
  ]);
}

export const isTicker = (text: string): text is Ticker => INSTRUMENTS.some((i) => i.symbol === text);

import { DomainError } from '../domain-error.js';

/** The four funds that advice splits equity between, in the order every rounding and list uses. */
export const ADVISED = ['IWM', 'MDY', 'SPY', 'QQQ'] as const;
export type AdvisedSymbol = (typeof ADVISED)[number];

/** Read in full beside the advised four, to confirm them; advice never holds them. */
export const CONFIRMING = ['XLF', 'XLI'] as const;
export type ConfirmingSymbol = (typeof CONFIRMING)[number];

/** The other sector funds, of which only the performance is told. */
const SECTOR = ['XLK', 'XLV', 'XLE', 'XLY', 'XLP', 'XLU', 'XLB', 'XLRE', 'XLC'] as const;
type SectorSymbol = (typeof SECTOR)[number];

/** Funds that an account may hold in the place of an advised one, and are valued at their own closes. */
export type SubstituteSymbol = 'IJR' | 'VTWO' | 'IJH' | 'VOO' | 'IVV' | 'QQQM';

/** A symbol that every reading and signal can be asked of. */
export type ReadSymbol = AdvisedSymbol | ConfirmingSymbol;

/** A symbol whose bars are stored. */
export type Ticker = ReadSymbol | SectorSymbol | SubstituteSymbol;

/** A symbol whose bars are stored, and what for. Sector funds and substitutes are optional: nothing needs them. */
export type Instrument = { readonly name: string } & (
  | { readonly symbol: AdvisedSymbol; readonly role: 'advised' }
  | { readonly symbol: ConfirmingSymbol; readonly role: 'confirming' }
  | { readonly symbol: SectorSymbol; readonly role: 'sector' }
  /** `of` is the advised fund that it stands for. */
  | { readonly symbol: SubstituteSymbol; readonly role: 'substitute'; readonly of: AdvisedSymbol }
);

/** Every symbol whose bars are loaded. Adding one is a row here. */
export const INSTRUMENTS: readonly Instrument[] = [
  { symbol: 'IWM', role: 'advised', name: 'iShares Russell 2000 ETF (small companies)' },
  { symbol: 'MDY', role: 'advised', name: 'SPDR S&P MidCap 400 ETF (mid-sized companies)' },
  { symbol: 'SPY', role: 'advised', name: 'SPDR S&P 500 ETF (large companies)' },
  { symbol: 'QQQ', role: 'advised', name: 'Invesco QQQ Trust (Nasdaq-100)' },
  { symbol: 'XLF', role: 'confirming', name: 'Financial Select Sector SPDR Fund' },
  { symbol: 'XLI', role: 'confirming', name: 'Industrial Select Sector SPDR Fund' },
  { symbol: 'XLK', role: 'sector', name: 'Technology Select Sector SPDR Fund' },
  { symbol: 'XLV', role: 'sector', name: 'Health Care Select Sector SPDR Fund' },
  { symbol: 'XLE', role: 'sector', name: 'Energy Select Sector SPDR Fund' },
  { symbol: 'XLY', role: 'sector', name: 'Consumer Discretionary Select Sector SPDR Fund' },
  { symbol: 'XLP', role: 'sector', name: 'Consumer Staples Select Sector SPDR Fund' },
  { symbol: 'XLU', role: 'sector', name: 'Utilities Select Sector SPDR Fund' },
  { symbol: 'XLB', role: 'sector', name: 'Materials Select Sector SPDR Fund' },
  { symbol: 'XLRE', role: 'sector', name: 'Real Estate Select Sector SPDR Fund' },
  { symbol: 'XLC', role: 'sector', name: 'Communication Services Select Sector SPDR Fund' },
  { symbol: 'IJR', role: 'substitute', of: 'IWM', name: 'iShares Core S&P Small-Cap ETF' },
  { symbol: 'VTWO', role: 'substitute', of: 'IWM', name: 'Vanguard Russell 2000 ETF' },
  { symbol: 'IJH', role: 'substitute', of: 'MDY', name: 'iShares Core S&P Mid-Cap ETF' },
  { symbol: 'VOO', role: 'substitute', of: 'SPY', name: 'Vanguard S&P 500 ETF' },
  { symbol: 'IVV', role: 'substitute', of: 'SPY', name: 'iShares Core S&P 500 ETF' },
  { symbol: 'QQQM', role: 'substitute', of: 'QQQ', name: 'Invesco NASDAQ 100 ETF' },
];

/** The funds that may be held in the place of an advised one. */
export const SUBSTITUTES = INSTRUMENTS.filter((one) => one.role === 'substitute');

/** The symbols that readings and signals are about, and that advice rests on. */
export const READ_SYMBOLS: readonly ReadSymbol[] = [...ADVISED, ...CONFIRMING];

/** The sector funds in the order of their table. */
export const SECTOR_FUNDS: readonly (ConfirmingSymbol | SectorSymbol)[] = [...CONFIRMING, ...SECTOR];

/** Whether advice does without it. */
export const isOptional = (symbol: string): boolean => !READ_SYMBOLS.some((read) => read === symbol);

/** What a ticker may look like; whether it is one we know is another question. */
export const TICKER_PATTERN = /^[A-Z][A-Z0-9.]{0,11}$/;

/** The symbol, if it is one that is read in full. @throws DomainError `unknown-symbol`. */
export function requireReadSymbol(text: string): ReadSymbol {
  const symbol = READ_SYMBOLS.find((read) => read === text);
  if (symbol !== undefined) return symbol;
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

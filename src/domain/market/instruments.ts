/** The four funds that advice splits equity between, in the order every rounding and list uses. */
export const ADVISED = ['IWM', 'MDY', 'SPY', 'QQQ'] as const;
export type AdvisedSymbol = (typeof ADVISED)[number];

/** Read beside the advised four; advice never holds them. */
export const CONTEXT = ['XLF', 'XLI'] as const;
export type ContextSymbol = (typeof CONTEXT)[number];

/** Funds held in the place of an advised one: the same exposure, each valued at its own close. */
export const SUBSTITUTES = [
  { symbol: 'IJR', of: 'IWM', name: 'iShares Core S&P Small-Cap ETF' },
  { symbol: 'VTWO', of: 'IWM', name: 'Vanguard Russell 2000 ETF' },
  { symbol: 'IJH', of: 'MDY', name: 'iShares Core S&P Mid-Cap ETF' },
  { symbol: 'VOO', of: 'SPY', name: 'Vanguard S&P 500 ETF' },
  { symbol: 'IVV', of: 'SPY', name: 'iShares Core S&P 500 ETF' },
  { symbol: 'QQQM', of: 'QQQ', name: 'Invesco NASDAQ 100 ETF' },
] as const;
export type SubstituteSymbol = (typeof SUBSTITUTES)[number]['symbol'];

export type Ticker = AdvisedSymbol | ContextSymbol | SubstituteSymbol;

/** Every symbol whose bars are loaded. Adding one is a row here. */
export const INSTRUMENTS: readonly {
  readonly symbol: AdvisedSymbol | ContextSymbol;
  readonly name: string;
}[] = [
  { symbol: 'IWM', name: 'iShares Russell 2000 ETF (small companies)' },
  { symbol: 'MDY', name: 'SPDR S&P MidCap 400 ETF (mid-sized companies)' },
  { symbol: 'SPY', name: 'SPDR S&P 500 ETF (large companies)' },
  { symbol: 'QQQ', name: 'Invesco QQQ Trust (Nasdaq-100)' },
  { symbol: 'XLF', name: 'Financial Select Sector SPDR Fund' },
  { symbol: 'XLI', name: 'Industrial Select Sector SPDR Fund' },
];

/** What a ticker may look like; whether it is one we know is another question. */
export const TICKER_PATTERN = /^[A-Z][A-Z0-9.]{0,11}$/;

export const isTicker = (text: string): text is Ticker => INSTRUMENTS.some((i) => i.symbol === text);

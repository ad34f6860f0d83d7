import type { Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import type { Moment } from '../signal.js';
import type { Unavailable } from '../unavailable.js';

/** Extensions of a drawdown above its high: projections that charts show, never a signal. */
export interface FibExtensionReading {
  readonly high: { readonly date: SessionDate; readonly close: number };
  readonly low: { readonly date: SessionDate; readonly close: number };
  /** The first close above the high again: since then the drawdown is complete. */
  readonly recoveredOn: SessionDate;
  readonly levels: readonly { readonly ratio: FibRatio; readonly level: number }[];
  readonly projection: true;
}

const RATIOS = [1.272, 1.618] as const;
export type FibRatio = (typeof RATIOS)[number];

/**
 * From the last completed drawdown of at least `minDepthPct` between all-time closing highs:
 * low + ratio * (high - low). Undefined where none was completed.
 */
export function readFibExtension(
  { market, t, parameters }: Moment,
  symbol: Ticker,
): FibExtensionReading | Unavailable | undefined {
  const index = market.indexOf(symbol, t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  const drawdowns = market.derive(parameters, `drawdowns ${symbol}`, () =>
    completedDrawdowns(market.columns(symbol).close, parameters.fibExtension.minDepthPct),
  );
  const last = drawdowns.findLast((drawdown) => drawdown.recovered <= index);
  if (last === undefined) return undefined;
  const { sessions, close } = market.columns(symbol).series;
  const point = (at: number) => ({ date: sessions[at]!, close: close[at]! });
  const [high, low] = [close[last.high]!, close[last.low]!];
  return {
    high: point(last.high),
    low: point(last.low),
    recoveredOn: sessions[last.recovered]!,
    levels: RATIOS.map((ratio) => ({ ratio, level: low + ratio * (high - low) })),
    projection: true,
  };
}

interface Drawdown {
  readonly high: number;
  readonly low: number;
  readonly recovered: number;
}

function completedDrawdowns(close: Float64Array, minDepthPct: number): readonly Drawdown[] {
  const drawdowns: Drawdown[] = [];
  let high = 0;
  let low = 0;
  for (let i = 1; i < close.length; i++) {
    if (close[i]! > close[high]!) {
      if ((1 - close[low]! / close[high]!) * 100 >= minDepthPct) drawdowns.push({ high, low, recovered: i });
      high = i;
      low = i;
    } else if (close[i]! < close[low]!) low = i;
  }
  return drawdowns;
}

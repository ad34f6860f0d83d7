import { splitFactor } from './adjustments.js';
import { actionsOf, type CorporateAction } from './corporate-action.js';
import type { BarSeries } from './price-bar.js';

/**
 * What one dollar at a symbol's first close has become at each close, dividends put back into the fund at the
 * close of their ex-date. Between two bars whose source gave closes adjusted for dividends, their ratio
 * counts; elsewhere the price return and the dividends that are known.
 * @param series split-adjusted, as `splitAdjusted` gives it
 * @param adjusted one a bar, each source's own adjusted close; NaN where it gave none
 */
export function totalReturnLine(
  series: BarSeries,
  adjusted: Float64Array,
  actions: readonly CorporateAction[],
): Float64Array {
  const { sessions, close } = series;
  const last = sessions.at(-1) ?? '';
  const splits = actionsOf(actions, 'split');
  const dividends = actionsOf(actions, 'dividend');
  const line = new Float64Array(sessions.length);
  let next = 0;
  for (let i = 0; i < line.length; i++) {
    let paid = 0;
    for (; next < dividends.length && dividends[next]!.exDate <= sessions[i]!; next++) {
      const { exDate, value } = dividends[next]!;
      paid += value * splitFactor(splits, exDate, last);
    }
    if (i === 0) {
      line[i] = 1;
      continue;
    }
    const ratio = adjusted[i]! / adjusted[i - 1]!;
    line[i] = line[i - 1]! * (ratio === ratio ? ratio : (close[i]! + paid) / close[i - 1]!);
  }
  return line;
}

/** Whether the line of a series holds any dividend, or is that of prices alone. */
export const knowsDividends = (adjusted: Float64Array, actions: readonly CorporateAction[]): boolean =>
  adjusted.some((close) => close === close) || actionsOf(actions, 'dividend').length > 0;

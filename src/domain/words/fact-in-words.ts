import { FACT_BASES, FACT_KINDS, type MarketFact } from '../readings/market-fact.js';
import { longDate, round, spoken } from './format.js';

/** An entered fact as a sentence: "SPY's forward P/E was 22.1 on November 15, 2024, loss makers left out (…), says …". */
export function tellFact({ symbol, kind, value, basis, note, source, observedOn }: MarketFact): string {
  const { name, unit } = FACT_KINDS[kind];
  const subject = symbol === undefined ? `The market's ${name}` : `${symbol}'s ${name}`;
  const figure = `${round(value, 4)}${unit === 'pct' ? ' %' : ''}`;
  const remark = note === undefined ? '' : ` Note: ${note}`;
  return `${subject} was ${figure} on ${longDate(observedOn)}, ${spoken(basis)} (${FACT_BASES[basis]}), according to ${source}.${remark}`;
}

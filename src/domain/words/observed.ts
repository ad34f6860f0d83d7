import { FACT_KINDS, factSignalId, type FactKind } from '../readings/market-fact.js';
import type { Observed } from '../readings/signal.js';
import { quantity, spoken } from './format.js';

const FACT_PHRASES = Object.fromEntries(
  Object.entries(FACT_KINDS).flatMap(([kind, { name, bases }]) =>
    bases.map((basis) => [
      factSignalId(kind as FactKind, basis),
      `{symbol}'s ${name} is {value}, ${spoken(basis)} ({date})`,
    ]),
  ),
);

/**
 * What each observed value is called. `{symbol}`, `{series}`, `{value}` and `{date}` are filled in; a
 * name without a row is told by its code, so that a new reading is never silent.
 */
const PHRASES: Readonly<Record<string, string>> = {
  ...FACT_PHRASES,
  close: '{symbol} closed at {value}',
  'relative-strength.ratio': '{symbol}/SPY stands at {value}',
  'relative-strength.average': 'its average at {value}',
  'relative-strength.distance': '{value} from that average',
  'relative-strength.trough': 'its last trough was {value} on {date}',
  'relative-strength.peak': 'its last peak was {value} on {date}',
  'macd.line': "{symbol}'s MACD line is {value}",
  'macd.signal': 'its signal line {value}',
  'all-time-high.distance': '{symbol} is {value} from its high of {date}',
  'year-high.distance': '{symbol} is {value} from its 52-week high of {date}',
  'rotation.state': 'the rotation of the day is {value}',
  'rotation.settled': 'settled {value}',
  'rotation.return': '{symbol} {value} since {date}',
  'trend.state': "{symbol}'s trend is {value}",
  'fed.unchanged': 'the target range has stood for {value}',
  'fed.last-move': 'its last move was {value} on {date}',
  'fed.override': "the firm itself reads the Fed's statements as {value}",
  'fed.statement-score': 'the statement of {date} scores {value}',
  'fed.statement-quote': 'it says: “{value}”',
  'fed.bias-spread': 'the 2-year yield is {value} from the funds rate',
  'curve.spread': 'the 10-year yield is {value} over {series} ({date})',
  'inflation.twelve-month': '{series} is {value} over a year before ({date})',
  'inflation.three-month': 'the last three months make {value} a year',
  'macro.value': '{series} is {value} ({date})',
  'macro.average': 'its average {value}',
  'macro.change': 'changed by {value}',
  'macro.stance': 'the macro stance is {value}',
  sahm: 'the Sahm indicator is {value} ({date})',
  'payrolls.average': 'employment grew by {value} a month over the three months to {date}',
  'claims.average': 'initial claims average {value} ({date})',
  'claims.over-low': '{value} over their low',
  'credit.spread': 'the high-yield spread is {value} ({date})',
  'probit.spread': 'the 10-year yield averages {value} over the 3-month one ({date})',
  'probit.probability': 'which makes a recession in twelve months {value} likely',
  'recession-risk.score': 'recession risk scores {value} of 100',
  'recession-risk.sahm': 'the Sahm indicator adds {value} ({date})',
  'recession-risk.probit': 'the yield curve {value} ({date})',
  'recession-risk.claims': 'initial claims {value} ({date})',
  'recession-risk.credit': 'credit {value} ({date})',
  'breadth.above50': '{value} of S&P 500 members are over their 50-day average ({date})',
  'breadth.above100': '{value} of S&P 500 members are over their 100-day average ({date})',
  'breadth.above200': '{value} of S&P 500 members are over their 200-day average ({date})',
  'breadth.washout': 'it was {value} on {date}',
  'breadth.recovered-on': 'and over half again on {value}',
  'breadth.advances': "advances average a share of {value} of the NYSE's moves ({date})",
  'breadth.thrust': 'the last Zweig thrust was on {value}',
  'breakout.level': '{symbol} broke {value} on {date}',
  'breakout.voided': 'that breakout was {value} on {date}',
  'base.none': '{symbol} forms no base',
  'base.resistance': "the resistance of {symbol}'s base is {value}, since {date}",
  'base.depth': 'the base is {value} deep',
  'base.tests': 'its resistance has been tested {value} times',
  'role-reversal.support': '{symbol} held {value} from above on {date}',
  'role-reversal.resistance': '{symbol} was held under {value} on {date}',
  'role-reversal.none': '{symbol} has not come back to a broken level and been held there',
  'tight-flag.pole': '{symbol} rose {value} up to {date}',
  'tight-flag.span': 'its last closes span {value}',
  'tight-flag.max-span': 'against {value} at most',
  'downtrend-line.anchor': '{symbol} falls from {value} on {date}',
  'downtrend-line.through': 'through {value} on {date}',
  'downtrend-line.level': 'the line stands at {value}',
  'downtrend-line.broken': 'that line was broken at {value} on {date}',
  'downtrend-line.none': '{symbol} has no downtrend line',
  'bar.high': "{symbol}'s high was {value}",
  'bar.low': 'its low {value}',
  'bar.prior-high': 'the high of the bar before {value}',
  'bar.prior-low': 'and its low {value}',
  'weekly.close': "{symbol}'s week to {date} closed at {value}",
  'weekly.average': 'its 50-week average is {value}',
  'weekly.macd-line': "{symbol}'s weekly MACD line is {value} ({date})",
  'weekly.macd-signal': 'its signal line {value}',
  'weekly.rsi': "{symbol}'s weekly RSI is {value} ({date})",
  'performance.year-to-date': '{symbol} {value} this year, since {date}',
  'performance.since-low': "{symbol} {value} since the market's low of {date}",
  'average50.distance': '{symbol} is {value} from its 50-session average',
  'average200.distance': '{symbol} is {value} from its 200-session average',
  'one-day-rotation.points': 'IWM less SPY on the day: {value}',
  'one-day-rotation.rank': 'rank {value} of 252 sessions',
  rsi: "{symbol}'s RSI is {value}",
  'swing.high': '{symbol} swing high {value} on {date}',
  'month.close': '{symbol} closed its last month, on {date}, at {value}',
  sma10m: 'the average of its last ten month-end closes is {value}',
  'sma10m.distance': '{value} from it',
  'sma10m.level': 'a month that ends at {value} stands at the average',
  'swing.low': '{symbol} swing low {value} on {date}',
};

/** One observed value in words. */
export function tellObserved(observed: Observed): string {
  const average = /^sma(\d+)(\.distance)?$/.exec(observed.name);
  const phrase = average
    ? average[2]
      ? '{value} from it'
      : `its ${average[1]}-session average is {value}`
    : (PHRASES[observed.name] ?? `${spoken(observed.name)} {value}`);
  const { value, unit } = observed;
  const told =
    typeof value === 'number' && unit !== undefined
      ? quantity(value, unit)
      : observed.name.endsWith('-quote')
        ? String(value)
        : spoken(String(value));
  return phrase
    .replace('{symbol}', observed.symbol ?? '')
    .replace('{series}', observed.series ?? '')
    .replace('{value}', () => told)
    .replace('{date}', observed.date ?? '');
}

/** Observed values as one clause; nothing where there are none. */
export const tellAll = (observed: readonly Observed[]): string => observed.map(tellObserved).join('; ');

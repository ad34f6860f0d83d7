import { longDate, percentOf, quantity, round, spoken } from '../../../domain/words/format.js';
import { TREND_MEANINGS } from '../../../domain/readings/symbol/trend.js';
import { made, type ChartModel, shownAverages } from './chart-model.js';

export const SAMPLE_NOTE = 'Synthetic sample data, not real prices';

/** Such as `IWM, 252 sessions to November 27, 2024`. */
export function chartTitle({ symbol, sessions }: ChartModel): string {
  return `${symbol}, ${sessions.length} sessions to ${longDate(sessions[sessions.length - 1] ?? '')}`;
}

/** What the chart shows, in sentences, for whoever can't see it. */
export function chartDescription(model: ChartModel): string {
  const { symbol, reading, marks, trend, sample } = model;
  const { close } = reading;
  const macd = made(reading.macd);
  const line = made(reading.relativeStrength);
  const { base, breakout, flag, downtrendLine } = marks;
  return [
    `${symbol} closed at ${quantity(close, 'usd')}.`,
    trend && `Its trend is ${spoken(trend)}: ${TREND_MEANINGS[trend]}.`,
    averagesInWords(model),
    macd && `MACD ${round(macd.line, 2)} is ${macdSide(macd.state)} its signal ${round(macd.signal, 2)}.`,
    line && `Its relative strength line against SPY is ${line.state}.`,
    base &&
      `A base since ${longDate(base.start)}, with resistance at ${quantity(base.high, 'usd')} and support at ${quantity(base.low, 'usd')}.`,
    breakout && `${breakoutInWords(breakout)}.`,
    flag && `A tight flag between ${quantity(flag.low, 'usd')} and ${quantity(flag.high, 'usd')}.`,
    downtrendLine && `A downtrend line through two falling swing highs, ${downtrendLine.state}.`,
    sample && `${SAMPLE_NOTE}.`,
  ]
    .filter((sentence) => typeof sentence === 'string')
    .join(' ');
}

function averagesInWords({ reading }: ChartModel): string {
  const averages = shownAverages(reading);
  if (averages.length === 0) return 'Its averages are not available.';
  const told = averages.map(
    ({ period, position, distancePct }) =>
      `${percentOf(Math.abs(distancePct) * 100)} ${position} its ${period}-day average`,
  );
  return `The close is ${told.join(', ')}.`;
}

const macdSide = (state: 'buy' | 'sell' | 'equal'): string =>
  ({ buy: 'over', sell: 'under', equal: 'equal to' })[state];

/** Such as `Breakout over $226.74 on November 6, 2024, active`. */
export const breakoutInWords = ({
  level,
  date,
  state,
}: NonNullable<ChartModel['marks']['breakout']>): string =>
  `Breakout over ${quantity(level, 'usd')} on ${longDate(date)}, ${state === 'active' ? 'active' : `since ${state}`}`;

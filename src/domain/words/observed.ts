import type { Observed } from '../readings/signal.js';
import { quantity, spoken } from './format.js';

/**
 * What each observed value is called. `{symbol}`, `{series}`, `{value}` and `{date}` are filled in; a
 * name without a row is told by its code, so that a new reading is never silent.
 */
const PHRASES: Readonly<Record<string, string>> = {
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
  'fed.bias-spread': 'the 2-year yield is {value} from the funds rate',
  'macro.value': '{series} is {value} ({date})',
  'macro.average': 'its average {value}',
  'macro.change': 'changed by {value}',
  'macro.stance': 'the macro stance is {value}',
  sahm: 'the Sahm indicator is {value} ({date})',
  rsi: "{symbol}'s RSI is {value}",
  'swing.high': '{symbol} swing high {value} on {date}',
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
    typeof value === 'number' && unit !== undefined ? quantity(value, unit) : spoken(String(value));
  return phrase
    .replace('{symbol}', observed.symbol ?? '')
    .replace('{series}', observed.series ?? '')
    .replace('{value}', told)
    .replace('{date}', observed.date ?? '');
}

/** Observed values as one clause; nothing where there are none. */
export const tellAll = (observed: readonly Observed[]): string => observed.map(tellObserved).join('; ');

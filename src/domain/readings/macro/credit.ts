import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';
import { freshSeries } from './freshness.js';

export const CREDIT_DIRECTIONS = {
  narrowing: 'lower than 21 observations before: lenders ask less for risk, which supports',
  widening: 'higher than 21 observations before, which warns',
  unchanged: 'the same',
} as const;
export type CreditDirection = keyof typeof CREDIT_DIRECTIONS;

/** What high-yield bonds pay over Treasuries (ICE BofA US High Yield OAS), per cent. */
export interface CreditReading {
  readonly date: string;
  readonly spreadPct: number;
  readonly changePoints: number;
  readonly direction: CreditDirection;
}

/** Differences of published two-decimal figures; less than this is float noise. */
const NOISE = 1e-9;

/** The high-yield spread as published by then, and its change. */
export function readCredit(moment: Moment): CreditReading | Unavailable {
  const series = freshSeries(moment, 'BAMLH0A0HYM2');
  if (isUnavailable(series)) return series;
  const { changeObservations } = moment.parameters.credit;
  if (series.count <= changeObservations) {
    return insufficientHistory('BAMLH0A0HYM2', changeObservations + 1, series.count);
  }
  const last = series.count - 1;
  const spreadPct = series.values[last]!;
  const changePoints = spreadPct - series.values[last - changeObservations]!;
  return {
    date: series.dates[last]!,
    spreadPct,
    changePoints,
    direction: changePoints < -NOISE ? 'narrowing' : changePoints > NOISE ? 'widening' : 'unchanged',
  };
}

const observe: SignalDefinition['observe'] = (moment) => {
  const reading = readCredit(moment);
  if (isUnavailable(reading)) return [];
  const { spreadPct, changePoints, date } = reading;
  return [
    { name: 'credit.spread', series: 'BAMLH0A0HYM2', value: spreadPct, unit: 'pct', date },
    { name: 'macro.change', series: 'BAMLH0A0HYM2', value: changePoints, unit: 'points' },
  ];
};

export const creditSignals: readonly SignalDefinition[] = [
  {
    id: 'credit.spread',
    meaning: 'What high-yield bonds pay over Treasuries',
    values: { unit: 'pct' },
    read: (moment) => {
      const reading = readCredit(moment);
      return isUnavailable(reading) ? reading : reading.spreadPct;
    },
    observe,
  },
  {
    id: 'credit.direction',
    meaning: 'Whether the high-yield spread narrows or widens',
    values: CREDIT_DIRECTIONS,
    read: (moment) => {
      const reading = readCredit(moment);
      return isUnavailable(reading) ? reading : reading.direction;
    },
    observe,
  },
];

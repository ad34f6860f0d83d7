import { ema } from '../../indicators/ema.js';
import { freshSeries } from '../macro/freshness.js';
import type { VisibleSeries } from '../macro/macro-history.js';
import { lastAtOrBefore } from '../market.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';

/** Per cent of S&P 500 members over an average, from a loaded series. */
export interface MembersReading {
  readonly series: 'S5FI' | 'S5OH' | 'S5TH';
  /** Sessions in the average: 50, 100 or 200. */
  readonly period: number;
  readonly date: string;
  readonly pct: number;
  /** Over the parameter's 50 %. */
  readonly healthy: boolean;
}

const MEMBERS = [
  { series: 'S5FI', period: 50 },
  { series: 'S5OH', period: 100 },
  { series: 'S5TH', period: 200 },
] as const;

export const RECOVERY_STATES = {
  recovered:
    'it went from under 30 % to over 50 % within 30 sessions, in the last 60, and is still over 50 %',
  faded: 'it did so in the last 60 sessions, and is not over 50 % any more',
  none: 'it did not in the last 60 sessions',
} as const;
export type RecoveryState = keyof typeof RECOVERY_STATES;

/** Whether members over their 50-day average have recovered from a washout. */
export interface RecoveryReading {
  readonly state: RecoveryState;
  /** The last low that a recovery began from, and the session that completed it; absent where none did. */
  readonly from?: { readonly date: string; readonly pct: number };
  readonly completedOn?: string;
  readonly sessionsSince?: number;
}

/** The average share of advances among the NYSE's advances and declines, and its last thrust. */
export interface ThrustReading {
  readonly date: string;
  readonly average: number;
  /** The last session that completed a thrust; absent where the series holds none. */
  readonly lastThrust?: { readonly date: string; readonly from: string; readonly sessionsSince: number };
}

export interface BreadthSeriesReading {
  readonly members: readonly (MembersReading | Unavailable)[];
  readonly recovery: RecoveryReading | Unavailable;
  readonly thrust: ThrustReading | Unavailable;
}

/** Breadth from loaded series; each part is unavailable where nobody loads it. */
export const readBreadthSeries = (moment: Moment): BreadthSeriesReading => ({
  members: MEMBERS.map(({ series }) => readMembers(moment, series)),
  recovery: readRecovery(moment),
  thrust: readThrust(moment),
});

export function readMembers(moment: Moment, id: MembersReading['series']): MembersReading | Unavailable {
  const series = freshSeries(moment, id);
  if (isUnavailable(series)) return series;
  const pct = series.values[series.count - 1]!;
  return {
    series: id,
    period: MEMBERS.find((one) => one.series === id)!.period,
    date: series.dates[series.count - 1]!,
    pct,
    healthy: pct > moment.parameters.breadth.healthyPct,
  };
}

/**
 * The last recovery: the first observation over `healthyPct` after one under `weakPct`, at most
 * `recoveryObservations` before. One observation is one session.
 */
export function readRecovery(moment: Moment): RecoveryReading | Unavailable {
  const series = freshSeries(moment, 'S5FI');
  if (isUnavailable(series)) return series;
  const { healthyPct, weakPct, recoveryObservations, rememberedObservations } = moment.parameters.breadth;
  const needs = recoveryObservations + rememberedObservations + 1;
  if (series.count < needs) return insufficientHistory('S5FI', needs, series.count);
  const { values, dates } = series;
  const last = series.count - 1;
  for (let end = last; end >= last - rememberedObservations; end--) {
    if (values[end]! <= healthyPct || values[end - 1]! > healthyPct) continue;
    let back = end - 1;
    while (back > end - recoveryObservations && values[back]! >= weakPct && values[back]! <= healthyPct)
      back--;
    if (values[back]! >= weakPct) continue;
    const low = lowestSince(values, Math.max(0, end - recoveryObservations), end);
    return {
      state: values[last]! > healthyPct ? 'recovered' : 'faded',
      from: { date: dates[low]!, pct: values[low]! },
      completedOn: dates[end]!,
      sessionsSince: last - end,
    };
  }
  return { state: 'none' };
}

function lowestSince(values: Float64Array, from: number, to: number): number {
  let low = from;
  for (let i = from + 1; i < to; i++) if (values[i]! <= values[low]!) low = i;
  return low;
}

/**
 * Martin Zweig's thrust (Winning on Wall Street, 1986): the exponential average of advances over advances
 * and declines goes from under 0.40 to over 0.615 within 10 sessions. Published lists of thrusts disagree,
 * since vendors count the NYSE's issues differently.
 */
export function readThrust(moment: Moment): ThrustReading | Unavailable {
  const advances = freshSeries(moment, 'NYSE_ADV');
  const declines = freshSeries(moment, 'NYSE_DECL');
  if (isUnavailable(advances)) return advances;
  if (isUnavailable(declines)) return declines;
  const { thrust: parameters } = moment.parameters.breadth;
  const { dates, average, thrusts } = thrustColumns(advances, declines, parameters);
  const seen = [advances, declines].map((series) => series.dates[series.count - 1]!).sort()[0]!;
  const last = lastAtOrBefore(dates, seen);
  const needs = parameters.averageObservations + parameters.withinObservations;
  if (last + 1 < needs) return insufficientHistory('NYSE_DECL', needs, last + 1);
  let end = thrusts.length - 1;
  while (end >= 0 && thrusts[end]!.at > last) end--;
  const thrust = thrusts[end];
  return {
    date: dates[last]!,
    average: average[last]!,
    ...(thrust === undefined
      ? {}
      : {
          lastThrust: {
            date: dates[thrust.at]!,
            from: dates[thrust.from]!,
            sessionsSince: last - thrust.at,
          },
        }),
  };
}

interface ThrustColumns {
  /** Sessions on which both counts are known. */
  readonly dates: readonly string[];
  readonly average: Float64Array;
  /** Indices of the sessions that completed a thrust, and of the last one under the lower bound before. */
  readonly thrusts: readonly { readonly at: number; readonly from: number }[];
}

type ThrustParameters = Moment['parameters']['breadth']['thrust'];

/** By the columns of advances, of declines, and the parameters: each made once. */
const made = new WeakMap<Float64Array, WeakMap<Float64Array, Map<string, ThrustColumns>>>();

/** Over everything loaded; causal, so that a reading may use what lies at or before its last session. */
function thrustColumns(
  advances: VisibleSeries,
  declines: VisibleSeries,
  parameters: ThrustParameters,
): ThrustColumns {
  const ofAdvances = made.get(advances.values) ?? new WeakMap<Float64Array, Map<string, ThrustColumns>>();
  made.set(advances.values, ofAdvances);
  const ofBoth = ofAdvances.get(declines.values) ?? new Map<string, ThrustColumns>();
  ofAdvances.set(declines.values, ofBoth);
  const key = Object.values(parameters).join();
  const known = ofBoth.get(key);
  if (known !== undefined) return known;
  const columns = findThrusts(advances, declines, parameters);
  ofBoth.set(key, columns);
  return columns;
}

function findThrusts(
  advances: VisibleSeries,
  declines: VisibleSeries,
  { averageObservations, from, to, withinObservations }: ThrustParameters,
): ThrustColumns {
  const declinedOn = new Map(declines.dates.map((date, i) => [date, declines.values[i]!]));
  const dates: string[] = [];
  const shares: number[] = [];
  advances.dates.forEach((date, i) => {
    const fell = declinedOn.get(date);
    const rose = advances.values[i]!;
    if (fell === undefined || !(rose + fell > 0)) return;
    dates.push(date);
    shares.push(rose / (rose + fell));
  });
  const average = ema(Float64Array.from(shares), averageObservations);
  const thrusts: { at: number; from: number }[] = [];
  let under = -Infinity;
  for (let at = 1; at < average.length; at++) {
    if (average[at]! < from) under = at;
    const crosses = average[at]! > to && !(average[at - 1]! > to);
    if (!crosses || at - under > withinObservations) continue;
    thrusts.push({ at, from: under });
    // The next thrust has to come from under the lower bound again.
    under = -Infinity;
  }
  return { dates, average, thrusts };
}

const membersSignal = ({ series, period }: (typeof MEMBERS)[number]): SignalDefinition => ({
  id: `breadth.above${period}`,
  meaning: `Per cent of S&P 500 members over their ${period}-day average`,
  values: { unit: 'pct' },
  read: (moment) => {
    const reading = readMembers(moment, series);
    return isUnavailable(reading) ? reading : reading.pct;
  },
  observe: (moment) => {
    const reading = readMembers(moment, series);
    if (isUnavailable(reading)) return [];
    return [{ name: `breadth.above${period}`, series, value: reading.pct, unit: 'pct', date: reading.date }];
  },
});

export const breadthSignals: readonly SignalDefinition[] = [
  ...MEMBERS.map(membersSignal),
  {
    id: 'breadth.recovery',
    meaning: 'Whether members over their 50-day average have recovered from a washout',
    values: RECOVERY_STATES,
    read: (moment) => {
      const reading = readRecovery(moment);
      return isUnavailable(reading) ? reading : reading.state;
    },
    observe: (moment) => {
      const reading = readRecovery(moment);
      const now = readMembers(moment, 'S5FI');
      if (isUnavailable(reading) || isUnavailable(now)) return [];
      const { from, completedOn } = reading;
      return [
        { name: 'breadth.above50', series: 'S5FI', value: now.pct, unit: 'pct', date: now.date },
        ...(from === undefined || completedOn === undefined
          ? []
          : [
              {
                name: 'breadth.washout',
                series: 'S5FI',
                value: from.pct,
                unit: 'pct' as const,
                date: from.date,
              },
              { name: 'breadth.recovered-on', series: 'S5FI', value: completedOn },
            ]),
      ];
    },
  },
  {
    id: 'breadth.thrust',
    meaning: 'Whether the NYSE has had a Zweig breadth thrust lately',
    values: { recent: 'in the last 60 sessions', none: 'not in the last 60 sessions' },
    read: (moment) => {
      const reading = readThrust(moment);
      if (isUnavailable(reading)) return reading;
      const since = reading.lastThrust?.sessionsSince ?? Infinity;
      return since <= moment.parameters.breadth.rememberedObservations ? 'recent' : 'none';
    },
    observe: (moment) => {
      const reading = readThrust(moment);
      if (isUnavailable(reading)) return [];
      const { average, date, lastThrust } = reading;
      return [
        { name: 'breadth.advances', series: 'NYSE_ADV', value: average, unit: 'ratio', date },
        ...(lastThrust ? [{ name: 'breadth.thrust', series: 'NYSE_ADV', value: lastThrust.date }] : []),
      ];
    },
  },
];

import { daysBetween } from '../../market/calendar-date.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { isUnavailable, type Unavailable } from '../unavailable.js';
import { FED_BIASES, type FedBias } from './fed-bias.js';
import { freshSeries } from './freshness.js';

export const FED_ACTIONS = {
  hiking: 'the target range was last raised, and that is recent',
  cutting: 'the target range was last lowered, and that is recent',
  holding: 'the target range has not changed for two scheduled meetings (105 days)',
} as const;
export type FedAction = keyof typeof FED_ACTIONS;

/** The last change of the target range's upper limit. */
export interface FedMove {
  /** The first day the new range was in force. */
  readonly date: string;
  readonly fromPct: number;
  readonly toPct: number;
  readonly changeBps: number;
}

export interface FedActionReading {
  readonly action: FedAction;
  /** Absent where the history holds no change. */
  readonly lastMove?: FedMove;
  /** Calendar days since the last move, or since the history begins. */
  readonly unchangedForDays: number;
  readonly targetUpperPct: number;
}

export interface FedBiasReading {
  readonly bias: FedBias;
  /** 2-year Treasury yield less the effective funds rate, whole basis points. */
  readonly spreadBps: number;
  readonly twoYear: { readonly date: string; readonly pct: number };
  readonly fundsRate: { readonly date: string; readonly pct: number };
}

/** What the Fed is doing: from a change of the target range until it has held long enough. */
export function readFedAction(moment: Moment): FedActionReading | Unavailable {
  const { market, t, parameters } = moment;
  const target = freshSeries(moment, 'DFEDTARU');
  if (isUnavailable(target)) return target;
  const { values, dates } = target;
  const last = target.count - 1;
  let change = last;
  while (change > 0 && values[change] === values[change - 1]) change--;
  // Supposed sessions count only where the range is supposed on them, be it as held.
  const session = market.sessions[t]!;
  const until = dates[last]! >= session ? session : market.realSession(t);
  const unchangedForDays = daysBetween(dates[change]!, until);
  const targetUpperPct = values[last]!;
  const { holdAfterDays } = parameters.fed;
  if (change === 0) {
    if (unchangedForDays >= holdAfterDays) return { action: 'holding', unchangedForDays, targetUpperPct };
    return {
      unavailable: {
        code: 'insufficient-history',
        subject: 'DFEDTARU',
        needs: holdAfterDays,
        has: unchangedForDays,
      },
    };
  }
  const fromPct = values[change - 1]!;
  const toPct = values[change]!;
  return {
    action: unchangedForDays >= holdAfterDays ? 'holding' : toPct > fromPct ? 'hiking' : 'cutting',
    lastMove: { date: dates[change]!, fromPct, toPct, changeBps: Math.round((toPct - fromPct) * 100) },
    unchangedForDays,
    targetUpperPct,
  };
}

/** What the market expects of the Fed: the 2-year yield against the funds rate. */
export function readFedBias(moment: Moment): FedBiasReading | Unavailable {
  const yields = freshSeries(moment, 'DGS2');
  const funds = freshSeries(moment, 'DFF');
  if (isUnavailable(yields)) return yields;
  if (isUnavailable(funds)) return funds;
  const twoYear = { date: yields.dates[yields.count - 1]!, pct: yields.values[yields.count - 1]! };
  const fundsRate = { date: funds.dates[funds.count - 1]!, pct: funds.values[funds.count - 1]! };
  const spreadBps = Math.round((twoYear.pct - fundsRate.pct) * 100);
  const { biasBps } = moment.parameters.fed;
  const bias = spreadBps < -biasBps ? 'dovish' : spreadBps > biasBps ? 'hawkish' : 'neutral';
  return { bias, spreadBps, twoYear, fundsRate };
}

/** The bias that counts: a person's reading of the Fed's statements while one is in force, else the data's. */
export function readEffectiveBias(moment: Moment): FedBias | Unavailable {
  if (moment.override !== undefined) return moment.override.reading;
  const reading = readFedBias(moment);
  return isUnavailable(reading) ? reading : reading.bias;
}

export const fedSignals: readonly SignalDefinition[] = [
  {
    id: 'fed.action',
    meaning: 'What the Fed is doing with its target range',
    values: FED_ACTIONS,
    read: (moment) => {
      const reading = readFedAction(moment);
      return isUnavailable(reading) ? reading : reading.action;
    },
    observe: (moment) => {
      const reading = readFedAction(moment);
      if (isUnavailable(reading)) return [];
      const { lastMove, unchangedForDays } = reading;
      return [
        { name: 'fed.unchanged', series: 'DFEDTARU', value: unchangedForDays, unit: 'days' },
        ...(lastMove
          ? [
              {
                name: 'fed.last-move',
                series: 'DFEDTARU',
                value: lastMove.changeBps,
                unit: 'bps' as const,
                date: lastMove.date,
              },
            ]
          : []),
      ];
    },
  },
  {
    id: 'fed.bias',
    meaning:
      "What is expected of the Fed: the firm's own reading while one is in force, else 2-year yield less the effective funds rate",
    values: FED_BIASES,
    read: readEffectiveBias,
    observe: (moment) => {
      const { override } = moment;
      const reading = readFedBias(moment);
      return [
        ...(override === undefined ? [] : [{ name: 'fed.override', value: override.reading }]),
        ...(isUnavailable(reading)
          ? []
          : [
              {
                name: 'fed.bias-spread',
                series: 'DGS2',
                value: reading.spreadBps,
                unit: 'bps' as const,
                date: reading.twoYear.date,
              },
            ]),
      ];
    },
  },
];

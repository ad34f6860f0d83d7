import type { Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';
import { readCredit } from './credit.js';
import { freshSeries } from './freshness.js';
import { readClaims, readSahm } from './labour.js';
import { lastSpreads } from './rates.js';

/** The New York Fed's model: how likely a recession is twelve months ahead, by the Treasury curve. */
export interface ProbitReading {
  /** The last day of the average. */
  readonly date: string;
  /** 10-year less 3-month yield, the mean of about a month, percentage points. */
  readonly spreadPoints: number;
  readonly probabilityPct: number;
}

/**
 * P = Φ(α + β × spread). Coefficients as published with the New York Fed's "Probability of US Recession
 * Predicted by Treasury Spread", after Estrella and Trubin, "The Yield Curve as a Leading Indicator"
 * (Current Issues in Economics and Finance 12-5, 2006); parkiet.com quotes the same two in June 2019, with
 * over 29 % for May of that year. The Fed averages a calendar month of the
 * 3-month bill's bond-equivalent rate; here it is the last observations of the constant-maturity yield.
 */
const PROBIT = { constant: -0.5333, slope: -0.633 };

/** The curve's recession probability as published by then. */
export function readProbit(moment: Moment): ProbitReading | Unavailable {
  const long = freshSeries(moment, 'DGS10');
  const short = freshSeries(moment, 'DGS3MO');
  if (isUnavailable(long)) return long;
  if (isUnavailable(short)) return short;
  const { observations } = moment.parameters.recessionRisk.probit;
  const spreads = lastSpreads(long, short, observations);
  if (spreads.length < observations) return insufficientHistory('DGS3MO', observations, spreads.length);
  const spreadPoints = spreads.reduce((sum, { bps }) => sum + bps, 0) / observations / 100;
  return {
    date: spreads[spreads.length - 1]!.date,
    spreadPoints,
    probabilityPct: normalProbability(PROBIT.constant + PROBIT.slope * spreadPoints) * 100,
  };
}

/**
 * The standard normal distribution function by the series Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/15 + …), exact
 * to float precision for |x| under 6 (Marsaglia, Journal of Statistical Software 11-4, 2004).
 */
export function normalProbability(x: number): number {
  if (Math.abs(x) > 6) return x < 0 ? 0 : 1;
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) sum += term *= (x * x) / odd;
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** One part of the score, with what it was scored from. */
export interface RiskPart {
  readonly part: 'sahm' | 'probit' | 'claims' | 'credit';
  readonly points: number;
  readonly ofPoints: number;
  /** Percentage points, or per cent. */
  readonly value: number;
  /** The observation the value belongs to. */
  readonly date: string;
}

/** How near a recession the economy looks, 0 to 100. It scores; it never gates alone. */
export interface RecessionRisk {
  readonly score: number;
  readonly parts: readonly RiskPart[];
}

/** The score and its parts; unavailable as long as one of them is. */
export function readRecessionRisk(moment: Moment): RecessionRisk | Unavailable {
  const { sahm, probit, claims, credit } = moment.parameters.recessionRisk;
  const sahmNow = readSahm(moment);
  if (isUnavailable(sahmNow)) return sahmNow;
  const probitNow = readProbit(moment);
  if (isUnavailable(probitNow)) return probitNow;
  const claimsNow = readClaims(moment);
  if (isUnavailable(claimsNow)) return claimsNow;
  const creditNow = readCredit(moment);
  if (isUnavailable(creditNow)) return creditNow;
  const parts = [
    part('sahm', sahm.points, sahmNow.value, sahmNow.value / sahm.fullAt, sahmNow.month),
    part(
      'probit',
      probit.points,
      probitNow.probabilityPct,
      probitNow.probabilityPct / probit.fullAtPct,
      probitNow.date,
    ),
    part(
      'claims',
      claims.points,
      claimsNow.overLowPct,
      claimsNow.overLowPct / claims.fullAtPct,
      claimsNow.week,
    ),
    part(
      'credit',
      credit.points,
      creditNow.spreadPct,
      (creditNow.spreadPct - credit.fromPct) / (credit.fullAtPct - credit.fromPct),
      creditNow.date,
    ),
  ];
  return { score: parts.reduce((sum, { points }) => sum + points, 0), parts };
}

const part = (
  name: RiskPart['part'],
  ofPoints: number,
  value: number,
  share: number,
  date: string,
): RiskPart => ({ part: name, points: ofPoints * Math.min(1, Math.max(0, share)), ofPoints, value, date });

export const recessionSignals: readonly SignalDefinition[] = [
  {
    id: 'probit.probability',
    meaning: "The New York Fed's probability of a recession in twelve months, from the Treasury curve",
    values: { unit: 'pct' },
    read: (moment) => {
      const reading = readProbit(moment);
      return isUnavailable(reading) ? reading : reading.probabilityPct;
    },
    observe: (moment) => {
      const reading = readProbit(moment);
      if (isUnavailable(reading)) return [];
      const { date, spreadPoints, probabilityPct } = reading;
      return [
        { name: 'probit.spread', series: 'DGS3MO', value: spreadPoints, unit: 'points', date },
        { name: 'probit.probability', value: probabilityPct, unit: 'pct' },
      ];
    },
  },
  {
    id: 'recession-risk.score',
    meaning: 'How near a recession the economy looks, from 0 to 100',
    values: { unit: 'points' },
    read: (moment) => {
      const reading = readRecessionRisk(moment);
      return isUnavailable(reading) ? reading : reading.score;
    },
    observe: (moment) => {
      const reading = readRecessionRisk(moment);
      if (isUnavailable(reading)) return [];
      return [
        { name: 'recession-risk.score', value: reading.score, unit: 'points' },
        ...reading.parts.map(({ part: name, points, date }) => ({
          name: `recession-risk.${name}`,
          value: points,
          unit: 'points' as const,
          date,
        })),
      ];
    },
  },
];

import type { SessionDate } from '../market/price-bar.js';
import type { Observed } from '../readings/signal.js';

type Unit = NonNullable<Observed['unit']>;

/** Decimals that a number of each unit is given with, in sentences and in answers. */
const DECIMALS: Readonly<Record<Unit, number>> = {
  usd: 2,
  pct: 2,
  points: 2,
  bps: 0,
  ratio: 5,
  sessions: 0,
  days: 0,
  count: 0,
  index: 2,
  multiple: 2,
};

const SUFFIX: Readonly<Partial<Record<Unit, string>>> = {
  pct: ' %',
  points: ' points',
  bps: ' bp',
  sessions: ' sessions',
  days: ' days',
};

/** A number rounded, half away from zero, to so many decimals. */
export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * factor)) / factor;
  return rounded === 0 ? 0 : rounded;
}

/** A number as its unit is written: `227.40`, `3.69 %`, `-25 bp`. */
export function quantity(value: number, unit: Unit): string {
  const rounded = round(value, DECIMALS[unit]).toFixed(DECIMALS[unit]);
  return `${unit === 'usd' ? `$${rounded}`.replace('$-', '-$') : rounded}${SUFFIX[unit] ?? ''}`;
}

/** An observed value rounded as its unit is given in answers. */
export function roundObserved(observed: Observed): Observed {
  const { value, unit } = observed;
  if (typeof value !== 'number') return observed;
  return { ...observed, value: round(value, unit === undefined ? 4 : DECIMALS[unit] + 2) };
}

/** Basis points as per cent: `22.00 %` without needless decimals. */
export const percentOf = (bps: number): string => `${round(bps / 100, 2)} %`;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2024-11-27` as `November 27, 2024`. */
export function longDate(session: SessionDate): string {
  const [year = '', month = '', day = ''] = session.split('-');
  return `${MONTHS[Number(month) - 1] ?? month} ${Number(day)}, ${year}`;
}

/** A code such as `confirmed_uptrend` as words. */
export const spoken = (code: string): string => code.replaceAll(/[_-]/g, ' ');

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]!}`;
}

/** With its first letter as a sentence begins. */
export const capitalized = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

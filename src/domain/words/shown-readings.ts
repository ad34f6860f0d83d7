import { isUnavailable, type Unavailable } from '../readings/unavailable.js';
import { round } from './format.js';

/** Prices, averages and series values as answers show them: 4 decimals. */
export const dollars = (value: number): number => round(value, 4);
/** Per cent and points: 2 decimals. */
export const percent = (value: number): number => round(value, 2);
/** Ratios of two prices: 6 decimals. */
export const ratio = (value: number): number => round(value, 6);

/** Why a named reading of an answer is absent. */
export type AbsentReading = { readonly reading: string } & Unavailable['unavailable'];

/** Collects the readings of an answer, setting aside those that can't be made. */
export class ShownReadings {
  readonly unavailable: AbsentReading[] = [];

  /** The reading as `map` shows it, or nothing and a line in `unavailable`. */
  show<T extends object, U extends object>(
    reading: string,
    value: T | Unavailable,
    map: (value: T) => U,
  ): U | Record<string, never> {
    if (!isUnavailable(value)) return map(value);
    this.unavailable.push({ reading, ...value.unavailable });
    return {};
  }
}

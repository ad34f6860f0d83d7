import type { MacroDataIssue } from '../../domain/readings/macro/freshness.js';
import type { TrendReading } from '../../domain/readings/symbol/trend.js';
import { isUnavailable, type Unavailable } from '../../domain/readings/unavailable.js';
import type { Freeze } from '../../domain/recommendation/session.js';
import { round, roundObserved } from '../../domain/words/format.js';
import type { DataQualityDto, ObservedDto, UnavailableDto } from './dto/reading.dto.js';
import type { TrendConditionDto } from './dto/symbol-reading.dto.js';

/** Prices and averages, in dollars. */
export const dollars = (value: number): number => round(value, 4);
export const percent = (value: number): number => round(value, 2);
export const ratio = (value: number): number => round(value, 6);

/** Collects the readings of an answer, setting aside those that can't be made. */
export class Readings {
  readonly unavailable: UnavailableDto[] = [];

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

export const conditionsDto = (conditions: TrendReading['conditions']): TrendConditionDto[] =>
  conditions.map(({ id, holds, observed }) => ({
    id,
    holds,
    observed: observed.map(roundObserved) as ObservedDto[],
  }));

/** What the answer rests on, frozen prices and macro issues among it. */
export function dataQualityDto(
  sample: boolean,
  frozen: Freeze | undefined,
  macro: readonly MacroDataIssue[],
): DataQualityDto {
  const prices = frozen ? [{ code: 'stale-prices', lastDate: frozen.last }] : [];
  const issues = [...prices, ...macro];
  return {
    source: sample ? 'sample' : 'real',
    sample,
    stale: issues.some(({ code }) => code !== 'missing-series'),
    issues,
  };
}

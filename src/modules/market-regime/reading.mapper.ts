import type { MacroDataIssue } from '../../domain/readings/macro/freshness.js';
import type { TrendReading } from '../../domain/readings/symbol/trend.js';
import type { Freeze } from '../../domain/recommendation/session.js';
import { roundObserved } from '../../domain/words/format.js';
import type { DataQualityDto } from './dto/reading.dto.js';
import type { TrendConditionDto } from './dto/symbol-reading.dto.js';

export const conditionsDto = (conditions: TrendReading['conditions']): TrendConditionDto[] =>
  conditions.map(({ id, holds, observed }) => ({
    id,
    holds,
    observed: observed.map(roundObserved),
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

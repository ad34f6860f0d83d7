import type { DataDoubt } from '../../domain/market/quality.js';
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

/** What the answer rests on: frozen prices, macro issues and doubts among it. */
export function dataQualityDto(
  sample: boolean,
  frozen: Freeze | undefined,
  found: readonly (MacroDataIssue | DataDoubt)[],
): DataQualityDto {
  const prices = frozen ? [{ code: 'stale-prices', lastDate: frozen.last }] : [];
  const issues = [...prices, ...found];
  return {
    source: sample ? 'sample' : 'real',
    sample,
    stale: issues.some(({ code }) => code === 'stale-prices' || code === 'stale-series'),
    issues,
  };
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ACTION_KINDS } from '../../../domain/market/corporate-action.js';
import { DATA_DOUBTS } from '../../../domain/market/quality.js';
import type { Observed } from '../../../domain/readings/signal.js';
import type { Freeze } from '../../../domain/recommendation/session.js';
import type { Unavailable } from '../../../domain/readings/unavailable.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';

const UNITS = {
  usd: 'dollars',
  pct: 'per cent',
  points: 'percentage points',
  bps: 'basis points',
  ratio: 'a ratio of two prices',
  sessions: 'trading sessions',
  days: 'calendar days',
  count: 'a count',
  index: 'an index or oscillator',
  multiple: 'times earnings or sales',
};

/** A number, date or state that a reader can check by hand. */
export class ObservedDto {
  @ApiProperty({ example: 'sma50' })
  name!: string;

  @ApiPropertyOptional({ example: 'IWM' })
  symbol?: string;

  @ApiPropertyOptional({ description: 'The macro series it comes from.', example: 'DGS10' })
  series?: string;

  @ApiProperty({
    oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }],
    example: 165.24,
  })
  value!: Observed['value'];

  @ApiPropertyOptional(enumProperty('Unit', UNITS))
  unit?: string;

  @ApiPropertyOptional({
    format: 'date',
    description: 'The session or observation it belongs to, where that is not `asOf`.',
  })
  date?: string;
}

const UNAVAILABLE_CODES = {
  'insufficient-history': 'there are fewer bars or observations than the reading needs',
  'no-bar': 'the symbol has no bar on that session',
  'missing-series': 'nothing of the series had been published, or it was never loaded',
  'stale-series': 'the last value of the series is too old',
  'no-movement': 'the price has not moved, so there is nothing to measure',
};

/** A reading that can't be made, and why. */
export class UnavailableDto {
  @ApiProperty({ example: 'yields' })
  reading!: string;

  @ApiProperty(enumProperty('UnavailableCode', UNAVAILABLE_CODES))
  code!: Unavailable['unavailable']['code'];

  @ApiProperty({ description: 'The symbol or series that is short.', example: 'DGS10' })
  subject!: string;

  @ApiPropertyOptional({ type: 'integer' })
  needs?: number;

  @ApiPropertyOptional({ type: 'integer' })
  has?: number;
}

const FREEZE_CODES = { 'stale-prices': 'the prices of the advised four end before the session asked for' };

export class FreezeDto implements Freeze {
  @ApiProperty(enumProperty('FreezeCode', FREEZE_CODES))
  code!: 'stale-prices';

  @ApiProperty({ format: 'date', description: 'The session that was asked for or expected.' })
  expected!: string;

  @ApiProperty({ format: 'date', description: 'The last session with complete prices.' })
  last!: string;

  @ApiProperty({ type: 'integer' })
  missingSessions!: number;
}

const ISSUE_CODES = {
  'stale-prices': 'the prices of the advised four end before the session asked for',
  'missing-series': 'nothing of a macro series is known',
  'stale-series': "a macro series' last value is older than its release rule explains",
  ...DATA_DOUBTS,
};

export class DataIssueDto {
  @ApiProperty(enumProperty('DataIssueCode', ISSUE_CODES))
  code!: string;

  @ApiPropertyOptional({ example: 'DGS10' })
  series?: string;

  @ApiPropertyOptional({ format: 'date' })
  lastDate?: string;

  @ApiPropertyOptional({ example: 'IWM' })
  symbol?: string;

  @ApiPropertyOptional(enumProperty('CorporateActionKind', ACTION_KINDS))
  action?: 'split' | 'dividend';

  @ApiPropertyOptional({ format: 'date', description: 'The session, observation or ex-date in doubt.' })
  date?: string;

  @ApiPropertyOptional({ description: 'The value before it, before its correction, or the one in force.' })
  from?: number;

  @ApiPropertyOptional({ description: "The value itself, the corrected one, or the other source's." })
  to?: number;

  @ApiPropertyOptional({ description: 'Where the correction or the other value came from.' })
  source?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'When the correction was learned.' })
  learnedAt?: string;
}

const SOURCES = { sample: 'the synthetic sample market', real: "the installation's own data" };

/** What an answer rests on. */
export class DataQualityDto {
  @ApiProperty(enumProperty('DataSource', SOURCES))
  source!: 'sample' | 'real';

  @ApiProperty({ description: 'True where the data is the bundled, synthetic sample.' })
  sample!: boolean;

  @ApiProperty({ description: 'True where prices or a macro series lag.' })
  stale!: boolean;

  @ApiProperty({ type: [DataIssueDto] })
  issues!: readonly DataIssueDto[];
}

/** What every answer about the market begins with. */
export class AnswerHeadDto {
  @ApiProperty({
    format: 'date',
    description: 'The last session whose close was used.',
    example: '2024-11-27',
  })
  asOf!: string;

  @ApiProperty({ format: 'date-time', description: 'Only what was known by then was used.' })
  knownAt!: string;

  @ApiProperty({
    description: 'The answer is of an earlier session than asked for or expected: later prices are missing.',
  })
  frozen!: boolean;

  @ApiPropertyOptional({ type: FreezeDto })
  frozenReason?: FreezeDto;

  @ApiProperty({ type: DataQualityDto })
  dataQuality!: DataQualityDto;
}

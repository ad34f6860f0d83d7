import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ACTION_KINDS } from '../../../domain/market/corporate-action.js';
import type { DatasetName } from '../../../domain/market/known-data.js';
import { IsInstant } from '../../../platform/http/is-instant.decorator.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { DATA_DOUBTS, type DataDoubtCode } from '../../../domain/market/quality.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { DATASET_MEANINGS } from './dataset.js';
import { IsDateText } from './is-date.decorator.js';

export class QualityQuery {
  @ApiPropertyOptional({
    format: 'date',
    description:
      'Look at sessions from here on. Absent: from a year before the last session that all of the advised four have.',
  })
  @Optional()
  @IsDateText()
  readonly from?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description:
      "Name revisions learned after this. Absent: since the firm's last recommendation; without one, since a year before the last session that all of the advised four have.",
  })
  @Optional()
  @IsInstant()
  readonly since?: string;
}

export class SymbolQualityDto {
  @ApiProperty({ example: 'IWM' })
  symbol!: string;

  @ApiPropertyOptional({
    description: 'Present and true where advice does without it: stale or missing, it holds nothing up.',
  })
  optional?: boolean;

  @ApiProperty({ type: 'integer', example: 983, description: 'Sessions with a bar.' })
  bars!: number;

  @ApiProperty({ format: 'date', example: '2021-01-04' })
  firstSession!: string;

  @ApiProperty({ format: 'date', example: '2024-11-27' })
  lastSession!: string;

  @ApiProperty({ example: false, description: 'True where the last session is before the expected one.' })
  stale!: boolean;

  @ApiProperty({
    type: 'integer',
    example: 0,
    description: 'Sessions of the calendar without a bar, between the first and the last.',
  })
  missingSessions!: number;

  @ApiProperty({ type: [String], format: 'date', example: [], description: 'The latest 50 of them.' })
  missing!: string[];

  @ApiProperty({ type: 'integer', example: 0, description: 'Versions that replaced an earlier one.' })
  corrections!: number;
}

const RELEASE_TIMES = {
  recorded: 'every value has the release instant its publisher recorded',
  rule: "the series' release rule stands in for recorded vintages",
  both: "some values have recorded vintages; for the others the series' release rule stands in",
};

export class SeriesQualityDto {
  @ApiProperty({ example: 'DGS10' })
  series!: string;

  @ApiProperty({ type: 'integer', description: 'Values and their revisions.' })
  observations!: number;

  @ApiPropertyOptional({ format: 'date', description: 'The latest date with a value.' })
  lastDate?: string;

  @ApiProperty({ description: 'True where that is older than the release rule explains. It only warns.' })
  stale!: boolean;

  @ApiProperty(enumProperty('ReleaseTimes', RELEASE_TIMES))
  releaseTimes!: keyof typeof RELEASE_TIMES;
}

/** One thing that is doubtful about the stored data. */
export class DataDoubtDto {
  @ApiProperty(enumProperty('DataDoubtCode', DATA_DOUBTS))
  code!: DataDoubtCode;

  @ApiPropertyOptional({ example: 'IWM' })
  symbol?: string;

  @ApiPropertyOptional({ example: 'PAYEMS' })
  series?: string;

  @ApiPropertyOptional(enumProperty('CorporateActionKind', ACTION_KINDS))
  action?: 'split' | 'dividend';

  @ApiProperty({ format: 'date', description: 'The session, observation or ex-date in doubt.' })
  date!: string;

  @ApiPropertyOptional({ description: 'The value before it, before its correction, or the one in force.' })
  from?: number;

  @ApiPropertyOptional({ description: "The value itself, the corrected one, or the other source's." })
  to?: number;

  @ApiPropertyOptional({ description: 'Where the correction or the other value came from.' })
  source?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'When the correction was learned.' })
  learnedAt?: string;
}

export class QualityDto {
  @ApiProperty({ ...enumProperty('Dataset', DATASET_MEANINGS), example: 'sample' })
  dataset!: DatasetName;

  @ApiPropertyOptional({
    format: 'date',
    example: '2024-11-27',
    description:
      'The last session that should be there: the last completed one, or the last of the sample. Absent in an empty sample.',
  })
  expectedSession?: string;

  @ApiProperty({ type: [SymbolQualityDto] })
  symbols!: SymbolQualityDto[];

  @ApiProperty({ type: [String], example: [], description: 'Symbols that are needed and have no bar.' })
  withoutBars!: string[];

  @ApiProperty({
    type: [String],
    example: ['XLK'],
    description: 'Symbols that advice does without and that have no bar: sector funds and substitutes.',
  })
  optionalWithoutBars!: string[];

  @ApiProperty({ type: [SeriesQualityDto] })
  series!: SeriesQualityDto[];

  @ApiProperty({ format: 'date-time', description: 'Revisions learned after this instant are named.' })
  revisedSince!: string;

  @ApiProperty({ type: [DataDoubtDto], description: 'The first 500, by symbol and date.' })
  issues!: readonly DataDoubtDto[];

  @ApiProperty({
    type: 'integer',
    example: 0,
    description:
      'How many doubts there are, also beyond those listed. What is stale is told by `stale` of each symbol and series and not counted here, nor what is in `withoutBars`.',
  })
  issueCount!: number;
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DatasetName } from '../../../domain/market/known-data.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { DATASET_MEANINGS } from './dataset.js';

export class SymbolQualityDto {
  @ApiProperty({ example: 'IWM' })
  symbol!: string;

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

  @ApiProperty({ type: [String], example: [], description: 'Symbols the service knows and has no bar of.' })
  withoutBars!: string[];
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DatasetName } from '../../../domain/market/known-data.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { DATASET_MEANINGS } from './dataset.js';

const OUTCOMES = {
  inserted: 'a session the store has nothing on',
  corrected: 'it differs from the bar in force: a new version',
  unchanged: 'it equals the bar in force',
  rejected: "it breaks a rule, or its line can't be read; while one does, nothing of a body is stored",
};

export class RowProblemDto {
  @ApiProperty({ example: '/rows/3/close' })
  pointer!: string;

  @ApiProperty({ example: 'not-a-number' })
  code!: string;

  @ApiProperty()
  message!: string;
}

export class RowReportDto {
  @ApiProperty({ type: 'integer', example: 0, description: 'Counted from 0, without the header.' })
  row!: number;

  @ApiPropertyOptional({
    type: 'integer',
    example: 2,
    description: 'Of a rejected row: its line in the body, counted from 1, with blank lines and the header.',
  })
  line?: number;

  @ApiPropertyOptional({ example: 'IWM', description: "Absent where the line can't be read." })
  symbol?: string;

  @ApiPropertyOptional({ example: '2024-11-27', description: "Absent where the line can't be read." })
  session?: string;

  @ApiProperty(enumProperty('RowOutcome', OUTCOMES))
  outcome!: keyof typeof OUTCOMES;

  @ApiPropertyOptional({ type: [RowProblemDto] })
  problems?: readonly RowProblemDto[];
}

export class ImportResultDto {
  @ApiProperty({ type: 'integer', example: 6, description: 'Rows in the body.' })
  rows!: number;

  @ApiProperty({ type: 'integer', example: 5, description: 'Bars of sessions the store had nothing on.' })
  inserted!: number;

  @ApiProperty({
    type: 'integer',
    example: 1,
    description: 'Bars that differ from those in force: new versions.',
  })
  corrected!: number;

  @ApiProperty({
    type: 'integer',
    example: 0,
    description: 'Bars equal to those in force: nothing was added.',
  })
  unchanged!: number;

  @ApiProperty({
    type: 'integer',
    example: 0,
    description:
      "Of a dry run. Otherwise 0: a body with a bad row is refused whole, with 422, or 400 where a line can't be read.",
  })
  rejected!: number;

  @ApiProperty({ example: false, description: 'True: nothing was stored.' })
  dryRun!: boolean;

  @ApiProperty({ ...enumProperty('Dataset', DATASET_MEANINGS), example: 'real' })
  dataset!: DatasetName;

  @ApiPropertyOptional({
    type: [RowReportDto],
    description: 'Of a dry run: what would become of each row, up to the first 10,000.',
  })
  report?: readonly RowReportDto[];
}

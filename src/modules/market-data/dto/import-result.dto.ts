import { ApiProperty } from '@nestjs/swagger';
import type { DatasetName } from '../../../domain/market/known-data.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { DATASET_MEANINGS } from './dataset.js';

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
    description: 'Always 0 here: a body with a bad row is refused whole, with 422.',
  })
  rejected!: number;

  @ApiProperty({ example: false, description: 'True: nothing was stored.' })
  dryRun!: boolean;

  @ApiProperty({ ...enumProperty('Dataset', DATASET_MEANINGS), example: 'real' })
  dataset!: DatasetName;
}

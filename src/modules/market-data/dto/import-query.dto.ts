import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';

export class ImportQuery {
  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    description: 'Check and count, and store nothing.',
  })
  @Optional()
  @IsIn(['true', 'false'])
  readonly dryRun: string = 'false';
}

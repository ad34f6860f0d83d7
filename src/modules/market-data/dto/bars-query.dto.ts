import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsInstant } from '../../../platform/http/is-instant.decorator.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { IsDateText } from './is-date.decorator.js';

const DEFAULT_LIMIT = 250;
const MAX_LIMIT = 1_000;

export class BarsQuery {
  @ApiProperty({ example: 'IWM' })
  @IsString()
  readonly symbol!: string;

  @ApiPropertyOptional({ format: 'date', example: '2024-11-01', description: 'The first session wanted.' })
  @Optional()
  @IsDateText()
  readonly from?: string;

  @ApiPropertyOptional({ format: 'date', example: '2024-11-27', description: 'The last session wanted.' })
  @Optional()
  @IsDateText()
  readonly to?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Answer from what was known at this instant. Absent: now.',
  })
  @Optional()
  @IsInstant()
  readonly knownAt?: string;

  @ApiPropertyOptional({ description: 'The `nextCursor` of the page before; absent for the first page.' })
  @Optional()
  @IsString()
  @MaxLength(500)
  readonly cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_LIMIT)
  readonly limit: number = DEFAULT_LIMIT;
}

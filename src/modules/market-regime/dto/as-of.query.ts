import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IsInstant } from '../../../platform/http/is-instant.decorator.js';
import { Optional } from '../../../platform/http/optional.decorator.js';

/** When a question is asked of: `asOf` bounds the prices, `knownAt` what was known of them. */
export class AsOfQuery {
  @ApiPropertyOptional({
    format: 'date',
    example: '2024-11-27',
    description: 'The last session whose close may be used. Absent: the latest complete one.',
  })
  @Optional()
  @IsString()
  @MaxLength(40)
  readonly asOf?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2024-11-28T12:00:00Z',
    description: 'Answer from what was known at this instant. Absent: now.',
  })
  @Optional()
  @IsInstant()
  readonly knownAt?: string;
}

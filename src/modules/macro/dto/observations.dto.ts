import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInstant } from '../../../platform/http/is-instant.decorator.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { PageQuery } from '../../../platform/http/page.js';
import type { ObservationVintage } from '../../market-data/observations.service.js';

export class ObservationsQuery extends PageQuery {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Only what this installation had learned by then. Absent: all.',
  })
  @Optional()
  @IsInstant()
  readonly knownAt?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Only what was public by then. Absent: all.' })
  @Optional()
  @IsInstant()
  readonly releasedBy?: string;
}

export class ObservationDto implements ObservationVintage {
  @ApiProperty({ format: 'date', description: 'The day or first day of the month the value is about.' })
  date!: string;

  @ApiProperty({ example: 4.25 })
  value!: number;

  @ApiProperty({ format: 'date-time', description: 'When it became public.' })
  releasedAt!: string;

  @ApiProperty({ format: 'date-time', description: 'When this installation learned of it.' })
  learnedAt!: string;

  @ApiProperty({ description: "`releasedAt` follows the series' release rule; nobody recorded it." })
  assumed!: boolean;

  @ApiProperty({ example: 'sample' })
  source!: string;
}

import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { AsOfQuery } from '../../market-regime/dto/as-of.query.js';
import { LAYOUTS, type Layout } from '../charts/layout.js';

export const SESSIONS = { min: 21, max: 1260, default: 252 } as const;

/** Which sessions a chart shows, and how wide it is. */
export class ChartQuery extends AsOfQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: SESSIONS.min,
    maximum: SESSIONS.max,
    default: SESSIONS.default,
    description: 'How many sessions up to `asOf` are shown.',
    example: SESSIONS.default,
  })
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(SESSIONS.min)
  @Max(SESSIONS.max)
  readonly sessions?: number;

  @ApiPropertyOptional({ ...enumProperty('ChartLayout', LAYOUTS), default: 'wide' })
  @Optional()
  @IsIn(Object.keys(LAYOUTS))
  readonly layout?: Layout;
}

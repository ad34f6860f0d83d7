import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, IsUUID, MaxLength } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { ChartQuery } from './chart.query.js';

/** What pages are asked by; each takes some of it. */
export class PageParameters extends ChartQuery {
  @ApiPropertyOptional({ format: 'uuid', description: '`report`: the stored recommendation.' })
  @Optional()
  @IsUUID()
  readonly recommendationId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: '`statement`: the run, which must have ended.' })
  @Optional()
  @IsUUID()
  readonly runId?: string;

  @ApiPropertyOptional({ description: '`chart`: the symbol.', example: 'IWM' })
  @Optional()
  @IsString()
  @MaxLength(12)
  readonly symbol?: string;
}

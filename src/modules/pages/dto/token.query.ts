import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';

/** What a link's URL carries. */
export class TokenQuery {
  @ApiPropertyOptional({ description: 'Signed by `POST /v1/links`; without a good one the answer is 401.' })
  @Optional()
  @IsString()
  @MaxLength(4000)
  readonly token?: string;
}

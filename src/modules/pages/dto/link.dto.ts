import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { PAGES, type Page } from '../links/page-link.js';
import { ChartQuery } from './chart.query.js';

/** Which page a link opens, with the parameters of that page and no others. */
export class CreateLinkDto extends ChartQuery {
  @ApiProperty(enumProperty('Page', PAGES))
  @IsIn(Object.keys(PAGES))
  readonly page!: Page;

  @ApiPropertyOptional({ format: 'uuid', description: '`report`: the stored recommendation.' })
  @Optional()
  @IsUUID()
  readonly recommendationId?: string;

  @ApiPropertyOptional({ description: '`chart`: the symbol.', example: 'IWM' })
  @Optional()
  @IsString()
  @MaxLength(12)
  readonly symbol?: string;
}

/** A link that a browser opens without a key. */
export class LinkDto {
  @ApiProperty({ format: 'uri', description: 'Opens the page as it is; whoever has it can.' })
  url!: string;

  @ApiProperty({ format: 'date-time', description: 'From then on it is refused.' })
  expiresAt!: string;
}

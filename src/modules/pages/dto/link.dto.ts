import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { PAGE_MEANINGS, type Page } from '../pages.js';
import { PageParameters } from './page-parameters.dto.js';

/** Which page a link opens, with the parameters of that page and no others. */
export class CreateLinkDto extends PageParameters {
  @ApiProperty(enumProperty('Page', PAGE_MEANINGS))
  @IsIn(Object.keys(PAGE_MEANINGS))
  readonly page!: Page;
}

/** A link that a browser opens without a key. */
export class LinkDto {
  @ApiProperty({ format: 'uri', description: 'Opens the page as it is; whoever has it can.' })
  url!: string;

  @ApiProperty({ format: 'date-time', description: 'From then on it is refused.' })
  expiresAt!: string;
}

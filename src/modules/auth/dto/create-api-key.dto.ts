import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsString,
  Length,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../../../platform/http/is-instant.decorator.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { PRINCIPAL_KIND_MEANINGS, PRINCIPAL_KINDS, type PrincipalKind } from '../principal-kind.js';
import { SCOPE_MEANINGS, SCOPES, type Scope } from '../scopes.js';

export class NewPrincipalDto {
  @ApiProperty({
    description: 'Unique in the firm; an existing principal of this name is used.',
    example: 'CRM sync',
  })
  @IsString()
  @Length(1, 120)
  readonly name!: string;

  @ApiPropertyOptional({ ...enumProperty('PrincipalKind', PRINCIPAL_KIND_MEANINGS), default: 'system' })
  @Optional()
  @IsIn(PRINCIPAL_KINDS)
  readonly kind?: PrincipalKind;
}

export class CreateApiKeyDto {
  @ApiProperty({ description: 'What the key is for.', example: 'Nightly CRM sync' })
  @IsString()
  @Length(1, 120)
  readonly name!: string;

  @ApiProperty({
    ...enumProperty('Scope', SCOPE_MEANINGS),
    isArray: true,
    description: 'At most the scopes of the calling key.',
    example: ['accounts:read', 'accounts:write'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  readonly scopes!: Scope[];

  @ApiPropertyOptional({ format: 'date-time', description: 'When the key stops working. Absent: never.' })
  @Optional()
  @IsInstant()
  readonly expiresAt?: string;

  @ApiPropertyOptional({
    type: NewPrincipalDto,
    description: "Who acts with the key. Absent: the caller's principal.",
  })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => NewPrincipalDto)
  readonly principal?: NewPrincipalDto;
}

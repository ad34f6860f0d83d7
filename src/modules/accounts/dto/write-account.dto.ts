import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { fieldRule } from '../../../platform/http/field-rule.js';
import { IsDecimalString } from '../../../platform/http/is-decimal.decorator.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { REGISTRATION_MEANINGS, REGISTRATIONS, type Registration } from '../registration.js';
import { PositionDto } from './position.dto.js';
import { IsPositions } from './positions.decorator.js';
import { SplitTermsDto } from './split-terms.dto.js';

const MOST_EXTERNAL_IDS = 20;

const systemsAreDistinct = (value: unknown): boolean => {
  if (!Array.isArray(value)) return true;
  const names = value.map((item: Partial<ExternalIdDto> | null) => `${item?.system} ${item?.externalId}`);
  return new Set(names).size === names.length;
};

const namesClient = (value: unknown): boolean => {
  const { id, name } = (value ?? {}) as Partial<ClientRefDto>;
  return id !== undefined || name !== undefined;
};

export class ClientRefDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'A client of the firm; absent: a new one is made.' })
  @Optional()
  @IsUUID()
  readonly id?: string;

  @ApiPropertyOptional({
    description: "The client's name; needed for a new one, else changes it.",
    example: 'A. Doe',
  })
  @Optional()
  @IsString()
  @Length(1, 200)
  readonly name?: string;
}

export class ExternalIdDto {
  @ApiProperty({ description: 'Lower-case name of the other system.', example: 'wealthbox' })
  @Matches(/^[a-z][a-z0-9_-]{0,39}$/)
  readonly system!: string;

  @ApiProperty({
    description: "The account's id there; unique in the firm for the system.",
    example: '30776',
  })
  @IsString()
  @Length(1, 120)
  readonly externalId!: string;
}

export class CreateAccountDto extends SplitTermsDto {
  @ApiProperty({ example: 'Doe IRA' })
  @IsString()
  @Length(1, 200)
  readonly name!: string;

  @ApiProperty(enumProperty('Registration', REGISTRATION_MEANINGS))
  @IsIn(REGISTRATIONS)
  readonly registration!: Registration;

  @ApiProperty({
    description:
      "A risk profile of the firm's default policy; the house policy has conservative, moderate, growth, aggressive.",
    example: 'growth',
  })
  @IsString()
  @Length(1, 60)
  readonly riskProfile!: string;

  @ApiPropertyOptional({ type: ClientRefDto })
  @Optional()
  @IsObject()
  @fieldRule('unnamedClient', namesClient, 'must have an id or a name')
  @ValidateNested()
  @Type(() => ClientRefDto)
  readonly client?: ClientRefDto;

  @ApiPropertyOptional({
    type: [ExternalIdDto],
    description: 'Replaces all of them.',
    maxItems: MOST_EXTERNAL_IDS,
  })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_EXTERNAL_IDS)
  @fieldRule('duplicateExternalId', systemsAreDistinct, 'must not hold an external id twice')
  @ValidateNested({ each: true })
  @Type(() => ExternalIdDto)
  readonly externalIds?: ExternalIdDto[];

  @ApiPropertyOptional({ description: 'Dollars; none for a new account where absent.', example: '12500.00' })
  @Optional()
  @IsDecimalString('Cash', 2)
  readonly cash?: string;

  @ApiPropertyOptional({ type: [PositionDto], description: 'Replaces all of them.' })
  @Optional()
  @IsPositions()
  readonly positions?: PositionDto[];
}

/** Absent fields stay as they are; what is given replaces what was. */
export class UpdateAccountDto extends PartialType(CreateAccountDto, { skipNullProperties: false }) {}

export class ReplacePositionsDto {
  @ApiProperty({
    type: [PositionDto],
    description: 'All positions of the account; those not named are gone.',
  })
  @IsPositions()
  readonly positions!: PositionDto[];

  @ApiPropertyOptional({ description: 'Dollars; absent: stays as it is.', example: '12500.00' })
  @Optional()
  @IsDecimalString('Cash', 2)
  readonly cash?: string;
}

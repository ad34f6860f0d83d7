import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import type { Account } from '../account.js';
import { REGISTRATION_MEANINGS } from '../registration.js';
import { CashNeedsDto } from './cash-needs.dto.js';
import { BoundDto, ConstraintsDto } from './constraints.dto.js';
import { PositionDto } from './position.dto.js';
import { DriftDto } from './split-terms.dto.js';
import { ExternalIdDto } from './write-account.dto.js';

export class AccountClientDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'A. Doe' })
  name!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Absent where the client is in no household.' })
  householdId?: string;
}

export class AccountDto implements Account {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Doe IRA' })
  name!: string;

  @ApiProperty(enumProperty('Registration', REGISTRATION_MEANINGS))
  registration!: string;

  @ApiProperty({ example: 'growth' })
  riskProfile!: string;

  @ApiPropertyOptional({
    type: AccountClientDto,
    description: 'Absent where the account belongs to no named client.',
  })
  client?: AccountClientDto;

  @ApiProperty({ type: [ExternalIdDto] })
  externalIds!: ExternalIdDto[];

  @ApiProperty({ description: 'Dollars.', example: '12500.00' })
  cash!: string;

  @ApiProperty({ type: [PositionDto], description: 'By symbol.' })
  positions!: PositionDto[];

  @ApiProperty({ type: ConstraintsDto })
  constraints!: ConstraintsDto;

  @ApiPropertyOptional({ type: BoundDto, description: "The account's own least and most equity." })
  equity?: BoundDto;

  @ApiPropertyOptional({ type: CashNeedsDto })
  cashNeeds?: CashNeedsDto;

  @ApiPropertyOptional({ type: DriftDto, description: "The account's own drift settings." })
  drift?: DriftDto;

  @ApiProperty({ type: 'integer', description: 'Also the ETag, in quotes.', example: 1 })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';

const ADVICE_UNIT_MEANINGS = {
  account: 'each account has its own split',
  household: 'one split for the sum of its accounts, which keep their own bounds',
} as const;
const ADVICE_UNIT = enumProperty('AdviceUnit', ADVICE_UNIT_MEANINGS);

export class HouseholdDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Doe' })
  name!: string;

  @ApiProperty(ADVICE_UNIT)
  adviceUnit!: string;

  @ApiPropertyOptional({ example: 'growth', description: "Of the household's one split." })
  riskProfile?: string;

  @ApiProperty({ type: 'integer', description: 'Also the ETag, in quotes.', example: 1 })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class CreateHouseholdDto {
  @ApiProperty({ example: 'Doe' })
  @IsString()
  @Length(1, 200)
  readonly name!: string;

  @ApiPropertyOptional({ ...ADVICE_UNIT, default: 'account' })
  @Optional()
  @IsIn(Object.keys(ADVICE_UNIT_MEANINGS))
  readonly adviceUnit?: keyof typeof ADVICE_UNIT_MEANINGS;

  @ApiPropertyOptional({
    description: "A risk profile of the firm's default policy; needed where the household is advised as one.",
    example: 'growth',
  })
  @Optional()
  @IsString()
  @Length(1, 60)
  readonly riskProfile?: string;
}

/** Absent fields stay as they are. */
export class UpdateHouseholdDto extends PartialType(CreateHouseholdDto, { skipNullProperties: false }) {}

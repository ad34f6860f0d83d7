import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { CashNeedsDto } from './cash-needs.dto.js';
import { BoundDto, ConstraintsDto, IsNotUnderMin } from './constraints.dto.js';

const DRIFT_TO_MEANINGS = {
  target: 'a trade goes to the target',
  'band-edge': 'a trade goes no further than to the edge of the bands',
} as const;
export const DRIFT_TO = enumProperty('DriftTo', DRIFT_TO_MEANINGS);

/** When the account trades and how far, where it differs from its policy; `{}` is not at all. */
export class DriftDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 10000, description: 'No trade for less.' })
  @Optional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  readonly minBps?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 10000,
    description:
      "Always a trade for this. Where one of the two alone crosses the policy's other, it counts for both.",
  })
  @Optional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  @IsNotUnderMin()
  readonly maxBps?: number;

  @ApiPropertyOptional({
    minimum: 0.01,
    maximum: 100,
    description: 'Per cent of the target between the two.',
  })
  @Optional()
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0.01)
  @Max(100)
  readonly ofTargetPct?: number;

  @ApiPropertyOptional(DRIFT_TO)
  @Optional()
  @IsIn(Object.keys(DRIFT_TO_MEANINGS))
  readonly to?: keyof typeof DRIFT_TO_MEANINGS;
}

/** What an account says of its own split, besides its risk profile. */
export class SplitTermsDto {
  @ApiPropertyOptional({
    type: ConstraintsDto,
    description: 'Replaces all of them. Absent bounds are 0 and 10000.',
  })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => ConstraintsDto)
  readonly constraints?: ConstraintsDto;

  @ApiPropertyOptional({
    type: BoundDto,
    description:
      "The account's own least and most equity, basis points of advised value: it narrows the risk profile's and never widens it. `{}` is none.",
  })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => BoundDto)
  readonly equity?: BoundDto;

  @ApiPropertyOptional({ type: CashNeedsDto, description: 'Replaces all of them.' })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => CashNeedsDto)
  readonly cashNeeds?: CashNeedsDto;

  @ApiPropertyOptional({
    type: DriftDto,
    description:
      "Replaces all of the account's own settings. They play no part in the advice of a household that is advised as one: it goes by the policy's.",
  })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => DriftDto)
  readonly drift?: DriftDto;
}

import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, Max, Min, ValidateBy, ValidateNested } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';

/** The least must not be over the most; code `min-above-max`. */
const IsNotUnderMin = (): PropertyDecorator =>
  ValidateBy({
    name: 'minAboveMax',
    validator: {
      validate: (most: unknown, args) => {
        const least = (args?.object as BoundDto | undefined)?.minBps;
        return typeof most !== 'number' || typeof least !== 'number' || least <= most;
      },
      defaultMessage: () => 'maxBps must not be under minBps',
    },
  });

export class BoundDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 10000, default: 0 })
  @Optional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  readonly minBps?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 10000, default: 10000 })
  @Optional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  @IsNotUnderMin()
  readonly maxBps?: number;
}

const IsBound = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: BoundDto }),
    Optional(),
    ValidateNested(),
    Type(() => BoundDto),
    IsObject(),
  );

/** Least and most of each asset, in basis points of advised value. */
export class ConstraintsDto {
  @IsBound()
  readonly IWM?: BoundDto;

  @IsBound()
  readonly MDY?: BoundDto;

  @IsBound()
  readonly SPY?: BoundDto;

  @IsBound()
  readonly QQQ?: BoundDto;

  @IsBound()
  readonly CASH?: BoundDto;
}

import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, Max, Min, ValidateBy, ValidateNested } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';

/** The least must not be over the most; code `min-above-max`. */
export const IsNotUnderMin = (): PropertyDecorator =>
  ValidateBy({
    name: 'minAboveMax',
    validator: {
      validate: (most: unknown, args) => {
        const least = (args?.object as { readonly minBps?: unknown } | undefined)?.minBps;
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

const IsFlag = (description: string): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ description, default: false }), Optional(), IsBoolean());

/** The bounds of a fund: two that are given, and three that follow from the weight it has now. */
export class FundBoundDto extends BoundDto {
  @IsFlag('The weight stays as it is now.')
  readonly lock?: boolean;

  @IsFlag('The weight becomes no more than it is now.')
  readonly neverBuy?: boolean;

  @IsFlag('The weight becomes no less than it is now.')
  readonly neverSell?: boolean;
}

const IsBound = (type: typeof BoundDto = FundBoundDto): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type }),
    Optional(),
    ValidateNested(),
    Type(() => type),
    IsObject(),
  );

/** Bounds of each asset; a fund's substitutes count with it. */
export class ConstraintsDto {
  @IsBound()
  readonly IWM?: FundBoundDto;

  @IsBound()
  readonly MDY?: FundBoundDto;

  @IsBound()
  readonly SPY?: FundBoundDto;

  @IsBound()
  readonly QQQ?: FundBoundDto;

  @IsBound(BoundDto)
  readonly CASH?: BoundDto;
}

import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNumber, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { PreviewDto } from './ask.dto.js';
import { ChangesDto } from './changes.dto.js';
import { AdviceDto } from './recommendation.dto.js';

/** Decorators apply from the last on here, so that what is told of a wrong value is its most basic fault. */
const IsLevel = (description: string, minimum: number, maximum: number, example: number): PropertyDecorator =>
  applyDecorators(
    Max(maximum),
    Min(minimum),
    IsNumber({}, { message: '$property must be a number' }),
    Optional(),
    ApiPropertyOptional({ description, minimum, maximum, example }),
  );

const IsClose = (symbol: string, example: number): PropertyDecorator =>
  IsLevel(`${symbol}'s close, dollars.`, 0.01, 1_000_000, example);

/** Supposed closes; a symbol that isn't named closes where it did. */
export class SupposedClosesDto {
  @IsClose('IWM', 226.73)
  readonly IWM?: number;

  @IsClose('MDY', 600)
  readonly MDY?: number;

  @IsClose('SPY', 590)
  readonly SPY?: number;

  @IsClose('QQQ', 500)
  readonly QQQ?: number;

  @IsClose('XLF', 50)
  readonly XLF?: number;

  @IsClose('XLI', 140)
  readonly XLI?: number;
}

/** What is supposed of the sessions after `asOf`; what isn't named stays as it is. */
export class SuppositionDto {
  @ApiPropertyOptional({ type: SupposedClosesDto })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => SupposedClosesDto)
  readonly closes?: SupposedClosesDto;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: -300,
    maximum: 300,
    description:
      'How the Fed changes its target range on the first supposed session, basis points: 25 is a quarter point up, 0 a hold through all of them. Left out, its last move stays as old as it is.',
    example: -25,
  })
  @Optional()
  @IsInt()
  @Min(-300)
  @Max(300)
  readonly fedMoveBps?: number;

  @IsLevel('10-year Treasury yield (DGS10), per cent.', -5, 30, 4.2)
  readonly tenYearYieldPct?: number;

  @IsLevel('2-year Treasury yield (DGS2), per cent.', -5, 30, 4)
  readonly twoYearYieldPct?: number;

  @IsLevel('Broad dollar index (DTWEXBGS).', 20, 500, 122)
  readonly dollarIndex?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 25,
    default: 1,
    description: 'How many sessions in a row close so; states with hysteresis need several.',
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(25)
  readonly sessions?: number;
}

/** An account to advise that is not stored, and what to suppose. */
export class WhatIfDto extends PreviewDto {
  @ApiProperty({ type: SuppositionDto })
  @IsObject()
  @ValidateNested()
  @Type(() => SuppositionDto)
  readonly suppose!: SuppositionDto;
}

class SupposedChangesDto extends OmitType(ChangesDto, ['since']) {}

/** The present recommendation beside the supposed one. */
export class WhatIfAnswerDto {
  @ApiProperty({ type: AdviceDto, description: 'As a preview would answer.' })
  present!: AdviceDto;

  @ApiProperty({
    type: AdviceDto,
    description: '`asOf` is the last supposed session, `knownAt` its close.',
  })
  supposed!: AdviceDto;

  @ApiProperty({ type: SupposedChangesDto, description: 'From the present to the supposed.' })
  changes!: SupposedChangesDto;
}

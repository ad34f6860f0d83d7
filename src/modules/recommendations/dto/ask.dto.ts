import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsString, IsUUID, Length, MaxLength, ValidateNested } from 'class-validator';
import { IsDecimalString } from '../../../platform/http/is-decimal.decorator.js';
import { IsInstant } from '../../../platform/http/is-instant.decorator.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { ConstraintsDto } from '../../accounts/dto/constraints.dto.js';
import { PositionDto } from '../../accounts/dto/position.dto.js';
import { IsPositions } from '../../accounts/dto/positions.decorator.js';

/** When, and by which policy, to advise. */
export class AskDto {
  @ApiPropertyOptional({
    format: 'date',
    example: '2024-11-27',
    description: 'The last session whose close may be used. Absent: the latest complete one.',
  })
  @Optional()
  @IsString()
  @MaxLength(40)
  readonly asOf?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Advise from what was known at this instant. Absent: now.',
  })
  @Optional()
  @IsInstant()
  readonly knownAt?: string;

  @ApiPropertyOptional({ format: 'uuid', description: "Absent: the firm's default policy." })
  @Optional()
  @IsUUID()
  readonly policy?: string;
}

/** An account to advise that is not stored. */
export class PreviewDto extends AskDto {
  @ApiProperty({
    description:
      'A risk profile of the policy; the house policy has conservative, moderate, growth, aggressive.',
    example: 'aggressive',
  })
  @IsString()
  @Length(1, 60)
  readonly riskProfile!: string;

  @ApiPropertyOptional({ type: [PositionDto] })
  @Optional()
  @IsPositions()
  readonly positions?: PositionDto[];

  @ApiPropertyOptional({ description: 'Dollars.', default: '0.00', example: '10000.00' })
  @Optional()
  @IsDecimalString('Cash', 2)
  readonly cash?: string;

  @ApiPropertyOptional({ type: ConstraintsDto })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => ConstraintsDto)
  readonly constraints?: ConstraintsDto;
}

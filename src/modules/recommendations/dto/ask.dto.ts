import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsInt, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { IsDecimalString } from '../../../platform/http/is-decimal.decorator.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { AsOfQuery } from '../../market-regime/dto/as-of.query.js';
import { PositionDto } from '../../accounts/dto/position.dto.js';
import { IsPositions } from '../../accounts/dto/positions.decorator.js';
import { SplitTermsDto } from '../../accounts/dto/split-terms.dto.js';

/** When, and by which policy, to advise. */
export class AskDto extends AsOfQuery {
  @ApiPropertyOptional({ format: 'uuid', description: "Absent: the firm's default policy." })
  @Optional()
  @IsUUID()
  readonly policy?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description:
      'Absent: the version in force. A preview may try any other, drafts too; a recommendation is only stored by the version in force.',
    example: 1,
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(999_999_999)
  readonly policyVersion?: number;
}

/** An account to advise that is not stored. */
export class PreviewDto extends IntersectionType(AskDto, SplitTermsDto) {
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
}

import { ApiProperty, ApiPropertyOptional, PartialType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsObject,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { CreateAccountDto } from '../../accounts/dto/write-account.dto.js';
import { AskDto } from '../../recommendations/dto/ask.dto.js';
import { RUN_STATE_MEANINGS } from '../run.js';

const MOST_ACCOUNTS_NAMED = 10_000;

/**
 * Which accounts; an account must meet all that is given. A household advised as one is taken whole where one of
 * its accounts meets it.
 */
export class RunFilterDto extends PartialType(
  PickType(CreateAccountDto, ['riskProfile', 'registration'] as const),
  { skipNullProperties: false },
) {
  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    minItems: 1,
    maxItems: MOST_ACCOUNTS_NAMED,
    description: 'Only these accounts.',
  })
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ACCOUNTS_NAMED)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  readonly accountIds?: string[];
}

/** When, by which policy, and which accounts to advise. */
export class CreateRunDto extends AskDto {
  @ApiPropertyOptional({ type: RunFilterDto, description: 'Absent: every account.' })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => RunFilterDto)
  readonly filter?: RunFilterDto;
}

export class RunPolicyDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', example: 1 })
  version!: number;
}

/** How far work on a book has come. */
export class RunProgressDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty(enumProperty('RunState', RUN_STATE_MEANINGS))
  state!: string;

  @ApiProperty({ format: 'date', description: 'The session whose close is answered for.' })
  asOf!: string;

  @ApiProperty({ format: 'date-time' })
  knownAt!: string;

  @ApiProperty({ type: RunPolicyDto, description: 'Fixed when it was asked for.' })
  policy!: RunPolicyDto;

  @ApiProperty({ type: 'integer', description: 'Accounts.' })
  total!: number;

  @ApiProperty({ type: 'integer', description: 'Accounts that were advised.' })
  done!: number;

  @ApiProperty({ type: 'integer', description: 'Accounts that got no recommendation; the items say why.' })
  failed!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'uuid', description: 'The principal whose key asked for it.' })
  createdBy!: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Absent while it is running.' })
  finishedAt?: string;
}

export class RunDto extends RunProgressDto {
  @ApiPropertyOptional({ type: RunFilterDto, description: 'Absent: every account.' })
  filter?: RunFilterDto;
}

import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { DataQualityDto, FreezeDto } from '../../market-regime/dto/reading.dto.js';
import { RunPolicyDto, RunProgressDto } from './run.dto.js';
import { BookChangeDto, ErrorCountDto } from './statement.dto.js';

const MOST_VERSION = 999_999_999;

export class CreateImpactDto {
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
    type: 'integer',
    minimum: 1,
    maximum: MOST_VERSION,
    description:
      "The version of the policy to compare with. Absent: the one in force, or that of the firm's default policy where none of this policy is.",
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(MOST_VERSION)
  readonly against?: number;
}

class ExposureChangeDto {
  @ApiProperty({ type: 'integer' })
  before!: number;

  @ApiProperty({ type: 'integer' })
  after!: number;
}

class ImpactErrorsDto {
  @ApiProperty({ type: [ErrorCountDto], description: 'That the version compared with cannot advise.' })
  before!: ErrorCountDto[];

  @ApiProperty({ type: [ErrorCountDto], description: 'That this version cannot advise.' })
  after!: ErrorCountDto[];
}

class ImpactTradesDto {
  @ApiProperty({ type: 'integer', description: 'Accounts to be rebalanced.' })
  accounts!: number;

  @ApiProperty({
    description: 'Half of what they buy and sell together, dollars.',
    example: '450000.00',
  })
  turnover!: string;

  @ApiPropertyOptional({ type: 'integer', description: 'Of advised value; absent where there is none.' })
  turnoverBps?: number;
}

class TradesChangeDto {
  @ApiProperty({ type: ImpactTradesDto, description: 'By the version compared with.' })
  before!: ImpactTradesDto;

  @ApiProperty({ type: ImpactTradesDto, description: 'By this version.' })
  after!: ImpactTradesDto;
}

class ImpactSummaryDto {
  @ApiProperty({ type: 'integer' })
  accounts!: number;

  @ApiProperty({ type: 'integer', description: 'Accounts whose target split differs.' })
  moved!: number;

  @ApiProperty({ type: 'integer', description: 'Accounts that are to be rebalanced under one only.' })
  actionsChanged!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Accounts that trade otherwise: to other weights, or under one only.',
  })
  tradesChanged!: number;

  @ApiProperty({ description: 'Of accounts that both advise, dollars.', example: '46000000.00' })
  advisedValue!: string;

  @ApiProperty({
    description: 'What going from the one target to the other would move, dollars.',
    example: '120000.00',
  })
  turnover!: string;

  @ApiPropertyOptional({ type: 'integer', description: 'Of advised value; absent where there is none.' })
  turnoverBps?: number;

  @ApiProperty({
    type: TradesChangeDto,
    description: 'What is to be traded at present, of accounts that both advise.',
  })
  trades!: TradesChangeDto;

  @ApiPropertyOptional({
    type: ExposureChangeDto,
    description: 'Equity of the targets, of advised value, basis points; absent where there is none.',
  })
  equityExposureBps?: ExposureChangeDto;

  @ApiProperty({ type: ImpactErrorsDto })
  errors!: ImpactErrorsDto;
}

class ProfileImpactDto extends ImpactSummaryDto {
  @ApiProperty({ example: 'growth' })
  riskProfile!: string;
}

class ImpactChangeDto extends OmitType(BookChangeDto, ['accountId'] as const) {
  @ApiPropertyOptional({ format: 'uuid', description: 'Absent where it is a household advised as one.' })
  accountId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Absent where it is an account.' })
  householdId?: string;
}

class BookImpactDto extends ImpactSummaryDto {
  @ApiProperty({ type: [ProfileImpactDto] })
  byRiskProfile!: ProfileImpactDto[];

  @ApiProperty({
    type: [ImpactChangeDto],
    description: 'The ten accounts or households that are moved most.',
  })
  mostMoved!: ImpactChangeDto[];
}

/** A comparison that was asked for. */
export class ImpactHeaderDto extends RunProgressDto {
  @ApiProperty({ type: RunPolicyDto, description: 'What it is compared with.' })
  against!: RunPolicyDto;
}

/** What a version of a policy would change across the whole book; nothing of it is stored with an account. */
export class ImpactDto extends ImpactHeaderDto {
  @ApiPropertyOptional({
    description:
      'The answer is of an earlier session than asked for or expected: later prices are missing. Absent, like the next two, while it is running.',
  })
  frozen?: boolean;

  @ApiPropertyOptional({ type: FreezeDto })
  frozenReason?: FreezeDto;

  @ApiPropertyOptional({ type: DataQualityDto })
  dataQuality?: DataQualityDto;

  @ApiPropertyOptional({ type: BookImpactDto, description: 'Absent while it is running.' })
  impact?: BookImpactDto;
}

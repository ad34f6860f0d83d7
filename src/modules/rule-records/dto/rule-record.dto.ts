import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { EDGES } from '../../../domain/policy/record-period.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';

const RETURNS = {
  total: 'dividends of all four funds are in them',
  price: 'of price alone, since dividends of at least one fund are not known',
};

export class ActivityDto {
  @ApiProperty({ format: 'date', description: 'The first session of the stretch.' })
  from!: string;

  @ApiProperty({ format: 'date', description: 'The last.' })
  to!: string;

  @ApiProperty({ type: 'integer', example: 5788 })
  sessions!: number;

  @ApiProperty({ type: 'integer', description: 'Spells of sessions in a row.', example: 28 })
  times!: number;

  @ApiProperty({ type: 'integer', example: 1082 })
  sessionsHeld!: number;

  @ApiProperty({ description: 'Sessions held, per cent of all.', example: 18.69 })
  sharePct!: number;

  @ApiPropertyOptional({ description: 'Median length of a spell, sessions.', example: 16.5 })
  medianSessions?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'The longest spell, sessions.', example: 144 })
  longestSessions?: number;
}

export class RecordPeriodDto extends ActivityDto {
  @ApiPropertyOptional({
    description:
      'Return of what it bought less that of what it sold, after costs: mean of the sessions held × 252, per cent. Absent, with what follows, where it was never held.',
    example: -2.5057,
  })
  activeReturnPctPerYear?: number;

  @ApiPropertyOptional({ description: 'The same before costs.', example: -1.2014 })
  grossPctPerYear?: number;

  @ApiPropertyOptional({
    description: 'Sum over the sessions held, after costs, points.',
    example: -10.7586,
  })
  cumulativePoints?: number;

  @ApiPropertyOptional({ description: 'Spells that earned something, per cent of all.', example: 35.7143 })
  hitRatePct?: number;

  @ApiPropertyOptional({
    description:
      'Of the active return a year, points (Newey and West, 21 sessions). Absent, with the interval, where it was held once.',
    example: 4.1527,
  })
  standardError?: number;

  @ApiPropertyOptional({ description: 'Lower end of the 95 % interval.', example: -11.027 })
  low95?: number;

  @ApiPropertyOptional({ description: 'Upper end.', example: 6.0156 })
  high95?: number;

  @ApiProperty(enumProperty('Edge', EDGES))
  edge!: string;
}

export class RecordOfRuleDto {
  @ApiProperty({ example: 'iwm-breakout' })
  ruleId!: string;

  @ApiProperty({ description: 'The record in plain words.' })
  told!: string;

  @ApiPropertyOptional({
    type: RecordPeriodDto,
    description: 'Since its condition could first be read; absent where it never could.',
  })
  all?: RecordPeriodDto;

  @ApiPropertyOptional({ type: RecordPeriodDto, description: 'Before the split date.' })
  before?: RecordPeriodDto;

  @ApiPropertyOptional({ type: RecordPeriodDto, description: 'From the split date on.' })
  after?: RecordPeriodDto;
}

export class RecordOfBrakeDto {
  @ApiProperty({ example: 'risk-off' })
  brakeId!: string;

  @ApiPropertyOptional({
    type: ActivityDto,
    description: 'On how many closes it acted, since its condition could first be read.',
  })
  all?: ActivityDto;
}

export class RuleRecordDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  policyId!: string;

  @ApiProperty({ type: 'integer', example: 1 })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  computedAt!: string;

  @ApiProperty({ example: '1.1.0' })
  engineVersion!: string;

  @ApiProperty({ format: 'date', description: 'The first session of the history.' })
  since!: string;

  @ApiProperty({ format: 'date', description: 'The last session it saw.' })
  through!: string;

  @ApiProperty({ format: 'date', description: 'The first day of `after`.', example: '2017-01-01' })
  splitDate!: string;

  @ApiProperty({ description: 'Basis points that each purchase and each sale costs.', example: 5 })
  costBpsASide!: number;

  @ApiProperty(enumProperty('RecordReturns', RETURNS))
  returns!: string;

  @ApiProperty({ description: 'True where the history is the bundled sample, which is synthetic.' })
  sample!: boolean;

  @ApiProperty({ description: 'To be shown wherever the records of several rules are.' })
  caution!: string;

  @ApiProperty({ type: [RecordOfRuleDto], description: "The tilts, in the policy's order." })
  rules!: RecordOfRuleDto[];

  @ApiProperty({ type: [RecordOfBrakeDto] })
  brakes!: RecordOfBrakeDto[];
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { EDGES } from '../../../domain/policy/record-period.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { ObservedDto } from '../../market-regime/dto/reading.dto.js';
import { ASSET } from './targets.dto.js';

const OUTCOMES = {
  fired: 'it acts',
  near: 'it does not act, but is one step from it',
  blocked: 'it is on, but a brake removes it',
  unavailable: 'the data it needs is missing, so it can neither act nor be ruled out',
};

class MoveDto {
  @ApiProperty(ASSET)
  symbol!: string;

  @ApiProperty({ type: 'integer', example: 200 })
  bps!: number;
}

class RecordLinePeriodDto {
  @ApiProperty({ format: 'date', description: 'The first session of the stretch.' })
  since!: string;

  @ApiProperty({ format: 'date', description: 'The last.' })
  through!: string;

  @ApiProperty({ type: 'integer', description: 'How often it went on.', example: 28 })
  times!: number;

  @ApiProperty({ type: 'integer', description: 'Sessions whose return it earned.', example: 1082 })
  sessionsHeld!: number;

  @ApiPropertyOptional({
    description:
      'Return of what it bought less that of what it sold while it was held, after costs, per cent a year.',
    example: -2.5,
  })
  activeReturnPctPerYear?: number;

  @ApiPropertyOptional({ description: 'Lower end of the 95 % interval, per cent a year.', example: -11 })
  low95?: number;

  @ApiPropertyOptional({ description: 'Upper end.', example: 6 })
  high95?: number;

  @ApiProperty(enumProperty('Edge', EDGES))
  edge!: string;
}

class RecordLineDto extends RecordLinePeriodDto {
  @ApiPropertyOptional({ type: RecordLinePeriodDto, description: 'Before the split date of the record.' })
  before?: RecordLinePeriodDto;

  @ApiPropertyOptional({ type: RecordLinePeriodDto, description: 'From the split date on.' })
  after?: RecordLinePeriodDto;
}

export class RationaleDto {
  @ApiProperty({ description: "A rule's or brake's id, or `exposure`.", example: 'iwm-relative-strength' })
  ruleId!: string;

  @ApiProperty(enumProperty('Outcome', OUTCOMES))
  outcome!: string;

  @ApiProperty({ description: 'In plain words.' })
  because!: string;

  @ApiProperty({ type: [ObservedDto] })
  observed!: ObservedDto[];

  @ApiProperty({ type: [MoveDto], description: 'Basis points of the equity sleeve, before scaling.' })
  moves!: MoveDto[];

  @ApiPropertyOptional({ format: 'date', description: 'Since when it acts.' })
  since?: string;

  @ApiPropertyOptional({ description: 'The brake that removes it.', example: 'risk-off' })
  blockedBy?: string;

  @ApiPropertyOptional({ description: 'Where the idea comes from.' })
  reference?: string;

  @ApiPropertyOptional({
    type: RecordLineDto,
    description:
      'How the rule has done, by the newest record that was computed by `knownAt` and saw no session after `asOf`; absent where there is none.',
  })
  record?: RecordLineDto;
}

class WeightsDto {
  @ApiProperty({ type: 'integer' })
  IWM!: number;

  @ApiProperty({ type: 'integer' })
  MDY!: number;

  @ApiProperty({ type: 'integer' })
  SPY!: number;

  @ApiProperty({ type: 'integer' })
  QQQ!: number;

  @ApiProperty({ type: 'integer' })
  CASH!: number;
}

export class WaterfallStepDto {
  @ApiProperty({
    description:
      '`baseline`, a rule, `bounds`, `exposure` (of the ceiling, as the policy asks), or `constraint:` and the limits of equity that decide in its place or the bounds that bind: `IWM.min`, `IWM.max`, `IWM.lock`, `IWM.neverBuy`, `IWM.neverSell` and so on, `profile.floor`, `profile.ceiling`, `equity.min`, `equity.max`, `cashNeeds`; of a household `accounts`, whose bounds `accounts` lists. The first steps split the equity sleeve, those from `exposure` on the whole account.',
    example: 'baseline',
  })
  step!: string;

  @ApiProperty({ type: WeightsDto, description: 'After the step; they sum to 10000.' })
  weights!: WeightsDto;

  @ApiProperty({ type: [MoveDto], description: 'What the step moved; they sum to 0.' })
  moves!: MoveDto[];
}

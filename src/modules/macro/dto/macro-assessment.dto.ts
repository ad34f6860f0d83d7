import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MACRO_STANCES, type MacroStance } from '../../../domain/readings/macro/assessment.js';
import {
  CONFLICT_DECIDERS,
  CONFLICT_SOURCES,
  MACRO_CONFLICTS,
} from '../../../domain/readings/macro/conflicts.js';
import { CREDIT_DIRECTIONS } from '../../../domain/readings/macro/credit.js';
import { FED_BIASES } from '../../../domain/readings/macro/fed-bias.js';
import { FED_ACTIONS } from '../../../domain/readings/macro/fed.js';
import { DIRECTIONS } from '../../../domain/readings/macro/rates.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { AnswerHeadDto, UnavailableDto } from '../../market-regime/dto/reading.dto.js';
import { FedStatementDto } from './statement.dto.js';

class FedMoveDto {
  @ApiProperty({ format: 'date', description: 'The first day the new range was in force.' })
  date!: string;

  @ApiProperty({ example: 5.25 })
  fromPct!: number;

  @ApiProperty({ example: 5.5 })
  toPct!: number;

  @ApiProperty({ type: 'integer', example: 25 })
  changeBps!: number;
}

class DatedRateDto {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty()
  pct!: number;
}

export class FedOverrideDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty(enumProperty('FedBias', FED_BIASES))
  reading!: string;

  @ApiProperty({ description: "The principal's name." })
  author!: string;

  @ApiProperty()
  reason!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

export class FedDto {
  @ApiPropertyOptional(enumProperty('FedAction', FED_ACTIONS))
  action?: string;

  @ApiPropertyOptional(enumProperty('FedBias', FED_BIASES))
  bias?: string;

  @ApiPropertyOptional({
    type: FedStatementDto,
    description:
      "What the words of the last statement lean to, beside the rates' bias; the stance does not follow it.",
  })
  statement?: FedStatementDto;

  @ApiPropertyOptional({ type: FedOverrideDto, description: "The firm's own reading, while in force." })
  override?: FedOverrideDto;

  @ApiPropertyOptional({
    description: 'The two axes together; the bias is that of `override` where there is one.',
    example: 'holding_dovish',
  })
  stance?: string;

  @ApiPropertyOptional({ type: FedMoveDto })
  lastMove?: FedMoveDto;

  @ApiPropertyOptional({ type: 'integer', description: 'Calendar days since the last move.' })
  unchangedForDays?: number;

  @ApiPropertyOptional({ description: 'Upper limit of the target range, per cent.' })
  targetUpperPct?: number;

  @ApiPropertyOptional({ type: 'integer', description: '2-year yield less the effective funds rate.' })
  spreadBps?: number;

  @ApiPropertyOptional({ type: DatedRateDto })
  twoYear?: DatedRateDto;

  @ApiPropertyOptional({ type: DatedRateDto })
  fundsRate?: DatedRateDto;
}

export class DirectionDto {
  @ApiProperty({ example: 'DGS10' })
  series!: string;

  @ApiProperty(enumProperty('Direction', DIRECTIONS))
  direction!: string;

  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty()
  value!: number;

  @ApiProperty({ description: '50-observation average.' })
  average!: number;

  @ApiProperty({ description: 'Change over 21 observations.' })
  change!: number;
}

export class SpreadDto {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ type: 'integer' })
  spreadBps!: number;

  @ApiProperty()
  inverted!: boolean;

  @ApiProperty({ description: 'Wider than 63 observations before, after an inversion within 252.' })
  resteepening!: boolean;
}

export class CurveDto {
  @ApiPropertyOptional({ type: SpreadDto })
  tenYearLessTwoYear?: SpreadDto;

  @ApiPropertyOptional({ type: SpreadDto })
  tenYearLessThreeMonth?: SpreadDto;
}

const RATE_DIRECTIONS = {
  falling: 'the 12-month rate is lower than 3 months before',
  unchanged: 'it is the same',
  rising: 'it is higher',
};

export class PriceIndexDto {
  @ApiProperty({ example: 'PCEPILFE' })
  series!: string;

  @ApiProperty({ format: 'date', description: 'First day of the month the figure is about.' })
  month!: string;

  @ApiProperty()
  twelveMonthPct!: number;

  @ApiProperty()
  threeMonthAnnualisedPct!: number;

  @ApiProperty(enumProperty('InflationDirection', RATE_DIRECTIONS))
  direction!: string;

  @ApiProperty({ description: 'The 12-month rate less the 2 % target, percentage points.' })
  overTargetPoints!: number;
}

export class InflationDto {
  @ApiPropertyOptional({ type: PriceIndexDto })
  corePce?: PriceIndexDto;

  @ApiPropertyOptional({ type: PriceIndexDto })
  coreCpi?: PriceIndexDto;
}

class SahmDto {
  @ApiProperty({ format: 'date' })
  month!: string;

  @ApiProperty({ description: 'Percentage points.' })
  value!: number;

  @ApiProperty({ description: 'True from 0.50 on.' })
  triggered!: boolean;
}

class PayrollsDto {
  @ApiProperty({ format: 'date', description: 'First day of the month the figure is about.' })
  month!: string;

  @ApiProperty({ type: 'integer', description: 'Change on the month before, persons.' })
  change!: number;

  @ApiProperty({ type: 'integer', description: 'Mean change of the last three months, persons.' })
  threeMonthAverage!: number;
}

class ClaimsLowDto {
  @ApiProperty({ format: 'date' })
  week!: string;

  @ApiProperty({ type: 'integer' })
  average!: number;
}

export class ClaimsDto {
  @ApiProperty({ format: 'date', description: 'The Saturday that ends the week.' })
  week!: string;

  @ApiProperty({ type: 'integer', description: '4-week average of initial claims.' })
  average!: number;

  @ApiProperty({ type: ClaimsLowDto, description: 'The low of that average in 26 weeks.' })
  low!: ClaimsLowDto;

  @ApiProperty({ description: 'The average over that low, per cent.' })
  overLowPct!: number;
}

export class LabourDto {
  @ApiPropertyOptional({ type: SahmDto })
  sahm?: SahmDto;

  @ApiPropertyOptional({ type: PayrollsDto })
  payrolls?: PayrollsDto;

  @ApiPropertyOptional({ type: ClaimsDto })
  claims?: ClaimsDto;
}

export class CreditDto {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ description: 'What high-yield bonds pay over Treasuries, per cent.' })
  spreadPct!: number;

  @ApiProperty({ description: 'Change over 21 observations, percentage points.' })
  changePoints!: number;

  @ApiProperty(enumProperty('CreditDirection', CREDIT_DIRECTIONS))
  direction!: string;
}

export class ProbitDto {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ description: '10-year less 3-month yield, mean of 21 observations, percentage points.' })
  spreadPoints!: number;

  @ApiProperty({ description: 'Of a recession twelve months ahead (New York Fed).' })
  probabilityPct!: number;
}

const RISK_PARTS = {
  sahm: 'the Sahm indicator, percentage points',
  probit: "the curve's probability of a recession, per cent",
  claims: 'initial claims over their low, per cent',
  credit: 'the high-yield spread, per cent',
};

class RiskPartDto {
  @ApiProperty(enumProperty('RecessionRiskPart', RISK_PARTS))
  part!: string;

  @ApiProperty()
  points!: number;

  @ApiProperty({ description: 'The most it can add.' })
  ofPoints!: number;

  @ApiProperty({ description: 'What it is scored from.' })
  value!: number;

  @ApiProperty({ format: 'date' })
  date!: string;
}

export class RecessionRiskDto {
  @ApiProperty({ description: 'From 0 to 100. It scores; it never gates alone.' })
  score!: number;

  @ApiProperty({ type: [RiskPartDto] })
  parts!: RiskPartDto[];
}

const CONFLICTING = {
  bullish: 'good for small and mid-sized companies',
  bearish: 'bad for them',
  dovish: 'easier policy is to be expected',
  neutral: 'neither easier nor tighter policy is',
  hawkish: 'tighter policy is',
};
const CONFLICT_OUTCOMES = {
  bullish: 'the bullish reading counts',
  bearish: 'the bearish reading counts',
  dovish: 'the dovish reading counts',
  neutral: 'the neutral reading counts',
  hawkish: 'the hawkish reading counts',
  undecided: 'neither does, or what decides cannot be read',
};

class ConflictingReadingDto {
  @ApiProperty(enumProperty('ConflictSource', CONFLICT_SOURCES))
  source!: string;

  @ApiProperty(enumProperty('ConflictingReading', CONFLICTING))
  reading!: string;
}

export class MacroConflictDto {
  @ApiProperty(enumProperty('MacroConflict', MACRO_CONFLICTS))
  code!: string;

  @ApiProperty({ type: [ConflictingReadingDto], description: 'They all stand.' })
  readings!: ConflictingReadingDto[];

  @ApiProperty(enumProperty('ConflictDecider', CONFLICT_DECIDERS))
  decidedBy!: string;

  @ApiPropertyOptional({
    description: 'Of recession risk, where it decides; absent while it cannot be read.',
  })
  score?: number;

  @ApiProperty(enumProperty('ConflictOutcome', CONFLICT_OUTCOMES))
  outcome!: string;

  @ApiProperty({ description: 'In plain words.' })
  because!: string;
}

/** The macro picture; a reading that can't be made is absent and named in `unavailable`. */
export class MacroAssessmentDto extends AnswerHeadDto {
  @ApiProperty({ type: FedDto })
  fed!: FedDto;

  @ApiPropertyOptional({ type: DirectionDto, description: '10-year Treasury yield, per cent.' })
  yields?: DirectionDto;

  @ApiPropertyOptional({ type: DirectionDto, description: 'Broad dollar index.' })
  usd?: DirectionDto;

  @ApiProperty({ type: CurveDto })
  curve!: CurveDto;

  @ApiProperty({ type: InflationDto })
  inflation!: InflationDto;

  @ApiProperty({ type: LabourDto })
  labour!: LabourDto;

  @ApiPropertyOptional({ type: CreditDto })
  credit?: CreditDto;

  @ApiPropertyOptional({ type: ProbitDto })
  probit?: ProbitDto;

  @ApiPropertyOptional({ type: RecessionRiskDto, description: 'Absent while one of its parts is.' })
  recessionRisk?: RecessionRiskDto;

  @ApiPropertyOptional(enumProperty('MacroStance', MACRO_STANCES))
  stance?: MacroStance;

  @ApiProperty({ type: [MacroConflictDto], description: 'What is read in more than one way.' })
  conflicts!: MacroConflictDto[];

  @ApiProperty({ type: [UnavailableDto] })
  unavailable!: UnavailableDto[];
}

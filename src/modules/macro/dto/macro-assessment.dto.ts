import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MACRO_STANCES, type MacroStance } from '../../../domain/readings/macro/assessment.js';
import { FED_ACTIONS, FED_BIASES } from '../../../domain/readings/macro/fed.js';
import { DIRECTIONS } from '../../../domain/readings/macro/rates.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { AnswerHeadDto, UnavailableDto } from '../../market-regime/dto/reading.dto.js';

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

export class FedDto {
  @ApiPropertyOptional(enumProperty('FedAction', FED_ACTIONS))
  action?: string;

  @ApiPropertyOptional(enumProperty('FedBias', FED_BIASES))
  bias?: string;

  @ApiPropertyOptional({ description: 'The two axes together.', example: 'holding_dovish' })
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

export class LabourDto {
  @ApiPropertyOptional({ type: SahmDto })
  sahm?: SahmDto;
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

  @ApiPropertyOptional(enumProperty('MacroStance', MACRO_STANCES))
  stance?: MacroStance;

  @ApiProperty({ type: [UnavailableDto] })
  unavailable!: UnavailableDto[];
}

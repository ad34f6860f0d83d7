import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { RECOVERY_STATES } from '../../../domain/readings/cross/breadth-series.js';
import { ROTATION_MEANINGS, type RotationState } from '../../../domain/readings/cross/rotation.js';
import { BREAKOUT_OUTCOMES } from '../../../domain/readings/symbol/base.js';
import type { TrendState } from '../../../domain/readings/symbol/trend.js';
import { THRUST_NOTE } from '../../../domain/words/thrust-note.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { PerformanceDto } from './pattern.dto.js';
import { AnswerHeadDto, UnavailableDto } from './reading.dto.js';
import { POSITIONS, SymbolReadingDto, TREND_PROPERTY, TrendConditionDto } from './symbol-reading.dto.js';

class ReturnsDto {
  @ApiProperty()
  IWM!: number;

  @ApiProperty()
  MDY!: number;

  @ApiProperty()
  SPY!: number;

  @ApiProperty()
  QQQ!: number;
}

class RotationEvidenceDto {
  @ApiProperty({ type: 'integer', example: 21 })
  sessions!: number;

  @ApiProperty({ type: ReturnsDto, description: 'Price returns over those sessions, per cent.' })
  returnsPct!: ReturnsDto;

  @ApiProperty({ type: 'integer', description: 'Of the four, how many closed under their 50-DMA.' })
  under50!: number;

  @ApiProperty({ ...enumProperty('AveragePosition', POSITIONS), description: 'SPY against its 200-DMA.' })
  spyVersus200!: string;
}

export class RotationDto {
  @ApiProperty(enumProperty('RotationState', ROTATION_MEANINGS))
  state!: RotationState;

  @ApiProperty({
    ...enumProperty('RotationState', ROTATION_MEANINGS),
    description: 'The last state that held five closes in a row.',
  })
  settledState!: RotationState;

  @ApiProperty({ type: RotationEvidenceDto })
  evidence!: RotationEvidenceDto;
}

class MembersDto {
  @ApiProperty({ example: 'S5TH' })
  series!: string;

  @ApiProperty({ type: 'integer', description: 'Sessions in the average.', example: 200 })
  period!: number;

  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ description: 'Per cent of S&P 500 members over their average.' })
  pct!: number;

  @ApiProperty({ description: 'Over 50 %.' })
  healthy!: boolean;
}

class WashoutDto {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty()
  pct!: number;
}

class BreadthRecoveryDto {
  @ApiProperty(enumProperty('BreadthRecovery', RECOVERY_STATES))
  state!: string;

  @ApiPropertyOptional({ type: WashoutDto, description: 'The low it recovered from.' })
  from?: WashoutDto;

  @ApiPropertyOptional({ format: 'date' })
  completedOn?: string;

  @ApiPropertyOptional({ type: 'integer' })
  sessionsSince?: number;
}

class LastThrustDto {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ format: 'date', description: 'The last session under 0.40 before it.' })
  from!: string;

  @ApiProperty({ type: 'integer' })
  sessionsSince!: number;
}

class BreadthThrustDto {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ description: "10-session exponential average of advances' share of the NYSE's moves." })
  average!: number;

  @ApiPropertyOptional({ type: LastThrustDto, description: 'Absent where the series holds none.' })
  lastThrust?: LastThrustDto;

  @ApiPropertyOptional({
    example: THRUST_NOTE,
    description: 'Beside a last thrust: what it is computed on, and that published lists differ.',
  })
  note?: string;
}

export class BreadthDto {
  @ApiProperty({ type: 'integer', example: 4 })
  of!: number;

  @ApiProperty({ type: 'integer' })
  above50!: number;

  @ApiProperty({ type: 'integer' })
  above200!: number;

  @ApiProperty({ type: [MembersDto], description: 'Of the series that are loaded.' })
  members!: MembersDto[];

  @ApiPropertyOptional({ type: BreadthRecoveryDto })
  recovery?: BreadthRecoveryDto;

  @ApiPropertyOptional({ type: BreadthThrustDto, description: 'Zweig thrust; published lists disagree.' })
  thrust?: BreadthThrustDto;

  @ApiProperty({ type: [UnavailableDto] })
  unavailable!: UnavailableDto[];
}

class SectorDto {
  @ApiProperty({ example: 'XLF' })
  symbol!: string;

  @ApiProperty(TREND_PROPERTY)
  trend!: TrendState;

  @ApiProperty(enumProperty('SectorBreakout', { none: 'there has been no breakout', ...BREAKOUT_OUTCOMES }))
  breakout!: string;

  @ApiProperty({ description: 'In an uptrend state, or breaking out.' })
  confirms!: boolean;
}

class SectorConfirmationDto {
  @ApiProperty({ description: 'Whether financials and industrials both confirm.' })
  confirms!: boolean;

  @ApiProperty({ type: [SectorDto] })
  sectors!: SectorDto[];
}

class SectorPerformanceDto {
  @ApiProperty({ example: 'XLK' })
  symbol!: string;

  @ApiPropertyOptional({ type: PerformanceDto, description: 'Absent where it has no close to measure from.' })
  performance?: PerformanceDto;
}

class OneDayRotationDto {
  @ApiProperty({ description: "IWM's return of the day less SPY's, percentage points.", example: 1.94 })
  points!: number;

  @ApiProperty({ type: 'integer', description: '1 for the largest of those sessions.' })
  rank!: number;

  @ApiProperty({ type: 'integer', example: 252 })
  of!: number;
}

export class MarketRegimeDto extends AnswerHeadDto {
  @ApiProperty({ ...TREND_PROPERTY, description: "SPY's trend at the close." })
  state!: TrendState;

  @ApiProperty({ ...TREND_PROPERTY, description: 'The last state that held two closes in a row.' })
  settledState!: TrendState;

  @ApiProperty({ type: [TrendConditionDto] })
  conditions!: TrendConditionDto[];

  @ApiProperty({ type: RotationDto })
  rotation!: RotationDto;

  @ApiProperty({ type: [SymbolReadingDto], description: 'The advised four.' })
  symbols!: SymbolReadingDto[];

  @ApiProperty({
    type: BreadthDto,
    description: 'Of the four, how many closed above their averages; and breadth series.',
  })
  breadth!: BreadthDto;

  @ApiPropertyOptional({ type: OneDayRotationDto })
  oneDayRotation?: OneDayRotationDto;

  @ApiPropertyOptional({ type: SectorConfirmationDto })
  sectorConfirmation?: SectorConfirmationDto;

  @ApiProperty({ type: [UnavailableDto], description: 'Readings between symbols that cannot be made.' })
  unavailable!: UnavailableDto[];

  @ApiProperty({ type: [SymbolReadingDto], description: 'The sector funds that confirm, XLF and XLI.' })
  sectors!: SymbolReadingDto[];

  @ApiProperty({
    type: [SectorPerformanceDto],
    description: 'Of every sector fund that is loaded; only XLF and XLI are read in full.',
  })
  sectorPerformance!: SectorPerformanceDto[];
}

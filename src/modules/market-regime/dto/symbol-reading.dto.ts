import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { TREND_MEANINGS, type TrendState } from '../../../domain/readings/symbol/trend.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import {
  BaseDto,
  BreakoutDto,
  DowntrendLineDto,
  FalseBreakoutDto,
  FibExtensionDto,
  GapDto,
  KeyLevelDto,
  OutsideDayDto,
  PerformanceDto,
  RoleReversalDto,
  TightFlagDto,
  WeeklyDto,
} from './pattern.dto.js';
import { AnswerHeadDto, ObservedDto, UnavailableDto } from './reading.dto.js';

export const POSITIONS = { above: 'over the average', at: 'equal to it', below: 'under the average' };
const SLOPES = {
  rising: 'over its value 21 sessions before',
  flat: 'equal to it',
  falling: 'under it',
};

export class MovingAverageDto {
  @ApiProperty({ type: 'integer', description: 'Sessions.', example: 50 })
  period!: number;

  @ApiProperty({ example: 160.12 })
  value!: number;

  @ApiProperty(enumProperty('AveragePosition', POSITIONS))
  position!: string;

  @ApiPropertyOptional(enumProperty('AverageSlope', SLOPES))
  slope?: string;

  @ApiProperty({ description: 'The close against the average, per cent.', example: 3.67 })
  distancePct!: number;
}

const MACD_STATES = { buy: 'line over signal', sell: 'line under signal', equal: 'line on signal' };
const MACD_SIDES = {
  above_zero: 'the line is over zero',
  at_zero: 'the line is zero',
  below_zero: 'the line is under zero',
};
const MACD_TURNS = {
  up: 'the line rose since the session before',
  flat: 'it did not change',
  down: 'it fell',
};

export class MacdDto {
  @ApiProperty()
  line!: number;

  @ApiProperty()
  signal!: number;

  @ApiProperty({ description: 'Line less signal.' })
  histogram!: number;

  @ApiProperty(enumProperty('MacdState', MACD_STATES))
  state!: string;

  @ApiPropertyOptional({ format: 'date', description: 'The session on which the present state began.' })
  crossedOn?: string;

  @ApiProperty()
  crossedToday!: boolean;

  @ApiProperty(enumProperty('MacdSide', MACD_SIDES))
  side!: string;

  @ApiProperty(enumProperty('MacdTurning', MACD_TURNS))
  turning!: string;

  @ApiProperty({ description: 'True under 150 bars: the averages still remember their seed.' })
  unsettled!: boolean;
}

const SWING_KINDS = { high: 'a high over two bars on either side', low: 'a low under them' };

export class SwingDto {
  @ApiProperty(enumProperty('SwingKind', SWING_KINDS))
  kind!: 'high' | 'low';

  @ApiProperty()
  price!: number;

  @ApiProperty({ format: 'date' })
  pivotDate!: string;

  @ApiProperty({ format: 'date', description: 'The session from which it counts, two later.' })
  confirmedDate!: string;
}

const STRUCTURES = {
  higher_highs_and_lows: 'the last swing high and low are both higher than those before',
  lower_highs_and_lows: 'both are lower',
  mixed: 'neither',
};

export class StructureDto {
  @ApiProperty(enumProperty('StructureState', STRUCTURES))
  state!: string;

  @ApiProperty({ description: 'A close has been under the last confirmed swing low.' })
  broken!: boolean;

  @ApiPropertyOptional({ format: 'date' })
  brokenOn?: string;
}

const LINE_STATES = {
  up: 'above a rising average of the ratio',
  improving: 'above an average that does not rise yet',
  weakening: 'not above a rising average',
  down: 'not above an average that does not rise',
};

class TurnDto {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty()
  ratio!: number;
}

const TURNS = { trough: 'the trough came after the peak', peak: 'the peak came after the trough' };

export class RelativeStrengthDto {
  @ApiProperty(enumProperty('RelativeStrengthState', LINE_STATES))
  state!: string;

  @ApiProperty({ description: "The close over SPY's." })
  ratio!: number;

  @ApiProperty({ description: '50-session average of the ratio.' })
  average!: number;

  @ApiProperty(enumProperty('AverageSlope', SLOPES))
  averageSlope!: string;

  @ApiProperty()
  distancePct!: number;

  @ApiProperty({ type: TurnDto, description: 'Lowest of the last 126 sessions.' })
  trough!: TurnDto;

  @ApiProperty({ type: TurnDto, description: 'Highest of the last 126 sessions.' })
  peak!: TurnDto;

  @ApiProperty(enumProperty('LastTurn', TURNS))
  lastTurn!: string;
}

class HighDto {
  @ApiProperty()
  high!: number;

  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ description: '0 at the high, negative under it, per cent.' })
  distancePct!: number;
}

export class DistanceFromHighDto {
  @ApiProperty({ type: HighDto, description: 'Highest close in the store.' })
  allTime!: HighDto;

  @ApiProperty({ type: HighDto, description: 'Highest close of 252 sessions.' })
  year!: HighDto;
}

export class TrendConditionDto {
  @ApiProperty({ example: 'above50' })
  id!: string;

  @ApiProperty()
  holds!: boolean;

  @ApiProperty({ type: [ObservedDto] })
  observed!: ObservedDto[];
}

export const TREND_PROPERTY = enumProperty('TrendState', TREND_MEANINGS);

const RSI_STATES = { overbought: 'over 70', neutral: 'between', oversold: 'under 30' };

/** Everything read of one symbol; a reading that can't be made is absent and named in `unavailable`. */
export class SymbolReadingDto {
  @ApiProperty({ example: 'IWM' })
  symbol!: string;

  @ApiProperty({ example: 166 })
  close!: number;

  @ApiPropertyOptional(TREND_PROPERTY)
  trend?: TrendState;

  @ApiPropertyOptional({ type: [TrendConditionDto] })
  trendConditions?: TrendConditionDto[];

  @ApiProperty({
    type: [MovingAverageDto],
    description:
      'Those that have enough bars, the shortest first. The others are in `unavailable`, the 200-DMA as `movingAverages.200`.',
  })
  movingAverages!: MovingAverageDto[];

  @ApiPropertyOptional({
    description: 'The 50-DMA is over the 100-DMA, and that over the 200-DMA. Absent while one of them is.',
  })
  stacked?: boolean;

  @ApiPropertyOptional({ type: MacdDto })
  macd?: MacdDto;

  @ApiPropertyOptional({ example: 58.3 })
  rsi14?: number;

  @ApiPropertyOptional(enumProperty('RsiState', RSI_STATES))
  rsiState?: string;

  @ApiPropertyOptional({ type: [SwingDto] })
  swings?: SwingDto[];

  @ApiPropertyOptional({ type: StructureDto })
  structure?: StructureDto;

  @ApiPropertyOptional({ type: RelativeStrengthDto, description: 'Absent for SPY.' })
  relativeStrength?: RelativeStrengthDto;

  @ApiPropertyOptional({ type: DistanceFromHighDto })
  distanceFromHigh?: DistanceFromHighDto;

  @ApiPropertyOptional({ type: BaseDto, description: 'Absent where none is forming.' })
  base?: BaseDto;

  @ApiPropertyOptional({
    type: BreakoutDto,
    description: 'The last one, voided or not; absent where there has been none.',
  })
  breakout?: BreakoutDto;

  @ApiPropertyOptional({
    type: FalseBreakoutDto,
    description: 'The last breakout where it was voided. Two thirds of breakouts in these funds end so.',
  })
  falseBreakout?: FalseBreakoutDto;

  @ApiPropertyOptional({ type: RoleReversalDto, description: 'Absent where no broken level was retested.' })
  roleReversal?: RoleReversalDto;

  @ApiPropertyOptional({ type: TightFlagDto })
  flag?: TightFlagDto;

  @ApiPropertyOptional({
    type: DowntrendLineDto,
    description: 'The line in force, or the last that was broken; absent where none is drawn.',
  })
  downtrendLine?: DowntrendLineDto;

  @ApiPropertyOptional({ type: OutsideDayDto })
  outsideDay?: OutsideDayDto;

  @ApiPropertyOptional({ type: GapDto })
  gap?: GapDto;

  @ApiPropertyOptional({
    type: FibExtensionDto,
    description: 'Absent where no drawdown of 10 % was completed.',
  })
  fibExtension?: FibExtensionDto;

  @ApiPropertyOptional({ type: WeeklyDto })
  weekly?: WeeklyDto;

  @ApiPropertyOptional({ type: PerformanceDto })
  performance?: PerformanceDto;

  @ApiProperty({ type: [KeyLevelDto], description: 'Levels of the readings above, nearest first.' })
  levels!: KeyLevelDto[];

  @ApiProperty({ type: [UnavailableDto] })
  unavailable!: UnavailableDto[];
}

/** One symbol's reading with its time. */
export class SymbolAnswerDto extends IntersectionType(AnswerHeadDto, SymbolReadingDto) {}

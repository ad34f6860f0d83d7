import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BREAKOUT_OUTCOMES } from '../../../domain/readings/symbol/base.js';
import { KEY_LEVEL_MEANINGS } from '../../../domain/readings/symbol/key-levels.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';

const BASE_FORMS = {
  long: 'at least 26 weeks, at most 35 % deep',
  flat: 'at least 5 weeks, at most 15 % deep',
};

/** A base that is forming; prices are closes. */
export class BaseDto {
  @ApiProperty({ format: 'date', description: 'The swing high that it starts at.' })
  start!: string;

  @ApiProperty(enumProperty('BaseForm', BASE_FORMS))
  form!: string;

  @ApiProperty({ type: 'integer', description: 'Since its start.' })
  sessions!: number;

  @ApiProperty({ description: 'A close above it is a breakout.', example: 201.07 })
  resistance!: number;

  @ApiProperty({ description: 'The lowest close since the start.' })
  support!: number;

  @ApiProperty({ description: 'Support under resistance, per cent of resistance.', example: 18.9 })
  depthPct!: number;

  @ApiProperty({
    type: [String],
    format: 'date',
    description: 'When resistance was tested, the first high among them.',
  })
  tests!: string[];

  @ApiProperty({ description: 'The close against resistance, per cent; negative under it.' })
  distancePct!: number;

  @ApiProperty({ description: 'A close under it is the lowest of the base.' })
  invalidation!: number;
}

const OUTCOME = enumProperty('BreakoutOutcome', BREAKOUT_OUTCOMES);

/** The last close above a base, and what became of it. */
export class BreakoutDto {
  @ApiProperty({ description: 'The resistance that was broken; a close under it voids the breakout.' })
  level!: number;

  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ type: 'integer' })
  sessionsSince!: number;

  @ApiProperty(OUTCOME)
  state!: string;

  @ApiPropertyOptional({ format: 'date', description: 'The close that voided it; absent while active.' })
  voidedOn?: string;

  @ApiProperty({ format: 'date' })
  baseStart!: string;

  @ApiPropertyOptional({
    description: 'Its volume over the average of the 50 sessions before; absent where volume is missing.',
  })
  volumeRatio?: number;
}

/** A breakout that fell back under its level. */
export class FalseBreakoutDto {
  @ApiProperty()
  level!: number;

  @ApiProperty({ format: 'date', description: 'When it broke out.' })
  date!: string;

  @ApiProperty(OUTCOME)
  state!: string;

  @ApiProperty({ format: 'date', description: 'The close that voided it.' })
  voidedOn!: string;
}

const ROLES = {
  support: 'broken resistance that held as support',
  resistance: 'the level of a voided breakout that held as resistance',
};

/** A broken level that was touched again and held from the other side. */
export class RoleReversalDto {
  @ApiProperty()
  level!: number;

  @ApiProperty(enumProperty('LevelRole', ROLES))
  role!: string;

  @ApiProperty({ format: 'date', description: 'The last session that touched it and held.' })
  heldOn!: string;
}

class PoleDto {
  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiProperty({ format: 'date' })
  to!: string;

  @ApiProperty({ description: 'Per cent, close to close.' })
  gainPct!: number;
}

/** A steep rise and the closes since. */
export class TightFlagDto {
  @ApiProperty({ description: 'Whether pole, span and average all qualify.' })
  tight!: boolean;

  @ApiProperty({ type: PoleDto })
  pole!: PoleDto;

  @ApiProperty({ description: 'Highest less lowest close of the flag, dollars.' })
  span!: number;

  @ApiProperty({ description: 'The most the span may be, dollars.' })
  maxSpan!: number;

  @ApiProperty({ description: 'The close against its 10-DMA, per cent.' })
  overAveragePct!: number;

  @ApiPropertyOptional({ description: 'A next close under it ends a tight flag.' })
  invalidation?: number;
}

class PointDto {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty()
  price!: number;
}

const LINE_STATES = { holding: 'no close is above it', broken: 'a close was above it' };

/** The line through two falling swing highs. */
export class DowntrendLineDto {
  @ApiProperty({ type: PointDto, description: 'The highest swing high.' })
  anchor!: PointDto;

  @ApiProperty({ type: PointDto, description: 'The later, lower one.' })
  through!: PointDto;

  @ApiProperty({ description: 'On this session; a close above it breaks a line that holds.' })
  level!: number;

  @ApiProperty(enumProperty('DowntrendLineState', LINE_STATES))
  state!: string;

  @ApiPropertyOptional({ format: 'date' })
  brokenOn?: string;

  @ApiPropertyOptional({ description: 'The close that broke it.' })
  brokenClose?: number;

  @ApiPropertyOptional({ description: "The line's value then." })
  brokenLevel?: number;
}

const OUTSIDE_DAYS = {
  none: 'the bar did not reach over and under the one before it',
  outside: 'it did',
  negative: 'it did, and closed under the low of the one before',
};

/** A bar against the one before it. */
export class OutsideDayDto {
  @ApiProperty(enumProperty('OutsideDayState', OUTSIDE_DAYS))
  state!: string;

  @ApiProperty()
  high!: number;

  @ApiProperty()
  low!: number;

  @ApiProperty()
  close!: number;

  @ApiProperty()
  priorHigh!: number;

  @ApiProperty()
  priorLow!: number;
}

const GAPS = {
  none: 'the bar overlaps the one before it',
  up: 'its low is above the prior high',
  down: 'its high is under the prior low',
};

/** The space a bar left to the one before it. */
export class GapDto {
  @ApiProperty(enumProperty('GapState', GAPS))
  state!: string;

  @ApiPropertyOptional({ description: 'The prior extreme.' })
  from?: number;

  @ApiPropertyOptional({ description: "This bar's extreme." })
  to?: number;
}

class ExtensionDto {
  @ApiProperty({ example: 1.272 })
  ratio!: number;

  @ApiProperty()
  level!: number;
}

/** Extensions of the last completed drawdown: a projection, never a signal. */
export class FibExtensionDto {
  @ApiProperty({ type: PointDto, description: 'The close it fell from.' })
  high!: PointDto;

  @ApiProperty({ type: PointDto, description: 'Its lowest close.' })
  low!: PointDto;

  @ApiProperty({ format: 'date', description: 'The first close above the high again.' })
  recoveredOn!: string;

  @ApiProperty({ type: [ExtensionDto] })
  levels!: ExtensionDto[];

  @ApiProperty({ description: 'Always true.' })
  projection!: boolean;
}

class WeeklyMacdDto {
  @ApiProperty()
  line!: number;

  @ApiProperty()
  signal!: number;

  @ApiProperty({ description: 'Line less signal.' })
  gap!: number;

  @ApiProperty(
    enumProperty('MacdState', {
      buy: 'line over signal',
      sell: 'line under signal',
      equal: 'line on signal',
    }),
  )
  state!: string;

  @ApiProperty({ description: 'The gap is smaller than a week before.' })
  closing!: boolean;

  @ApiProperty({ description: 'The gap has changed sides since the week before.' })
  crossed!: boolean;
}

class WeekDto {
  @ApiProperty({ format: 'date', description: 'The session its close is of.' })
  session!: string;

  @ApiProperty()
  close!: number;

  @ApiProperty({ description: '50-week average.' })
  average50!: number;

  @ApiProperty(
    enumProperty('AveragePosition', {
      above: 'over the average',
      at: 'equal to it',
      below: 'under the average',
    }),
  )
  position!: string;

  @ApiProperty({ type: WeeklyMacdDto })
  macd!: WeeklyMacdDto;

  @ApiProperty()
  rsi14!: number;
}

/** The weekly view. */
export class WeeklyDto {
  @ApiProperty({ type: WeekDto, description: 'The last completed week.' })
  completed!: WeekDto;

  @ApiPropertyOptional({
    type: WeekDto,
    description: 'The running week as if it ended at this close; absent where it does.',
  })
  running?: WeekDto;
}

class PriceReturnDto {
  @ApiProperty({ format: 'date', description: 'The close it is measured from.' })
  from!: string;

  @ApiProperty({ description: 'Price return, without dividends, per cent.' })
  returnPct!: number;
}

/** Price returns. */
export class PerformanceDto {
  @ApiProperty({ type: PriceReturnDto })
  yearToDate!: PriceReturnDto;

  @ApiProperty({ type: PriceReturnDto, description: "Since SPY's lowest close of 126 sessions." })
  sinceMarketLow!: PriceReturnDto;
}

/** A price that a chart reader would mark. */
export class KeyLevelDto {
  @ApiProperty(enumProperty('KeyLevelKind', KEY_LEVEL_MEANINGS))
  kind!: string;

  @ApiProperty()
  level!: number;

  @ApiProperty({ description: 'The level against the close, per cent.' })
  distancePct!: number;

  @ApiProperty({ description: 'In plain words.' })
  meaning!: string;
}

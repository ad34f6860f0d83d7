import { ApiProperty } from '@nestjs/swagger';
import { ROTATION_MEANINGS, type RotationState } from '../../../domain/readings/cross/rotation.js';
import type { TrendState } from '../../../domain/readings/symbol/trend.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { AnswerHeadDto } from './reading.dto.js';
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

class BreadthDto {
  @ApiProperty({ type: 'integer', example: 4 })
  of!: number;

  @ApiProperty({ type: 'integer' })
  above50!: number;

  @ApiProperty({ type: 'integer' })
  above200!: number;
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

  @ApiProperty({ type: BreadthDto, description: 'Of the four, how many closed above their averages.' })
  breadth!: BreadthDto;

  @ApiProperty({ type: [SymbolReadingDto], description: 'The sector funds that are loaded.' })
  sectors!: SymbolReadingDto[];
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DataIssueDto } from '../../market-regime/dto/reading.dto.js';
import { ASSET } from './targets.dto.js';

class TargetChangeDto {
  @ApiProperty(ASSET)
  symbol!: string;

  @ApiProperty({ type: 'integer' })
  fromBps!: number;

  @ApiProperty({ type: 'integer' })
  toBps!: number;
}

class NumberChangeDto {
  @ApiProperty({ type: 'integer' })
  from!: number;

  @ApiProperty({ type: 'integer' })
  to!: number;
}

class TextChangeDto {
  @ApiProperty()
  from!: string;

  @ApiProperty()
  to!: string;
}

/** What differs from the account's previous recommendation; what stayed the same is left out. */
export class ChangesDto {
  @ApiProperty({ format: 'uuid', description: 'The previous recommendation.' })
  since!: string;

  @ApiProperty({ format: 'date' })
  sinceAsOf!: string;

  @ApiProperty({ type: [TargetChangeDto] })
  targets!: TargetChangeDto[];

  @ApiPropertyOptional({ type: NumberChangeDto })
  equityExposureBps?: NumberChangeDto;

  @ApiPropertyOptional({ type: TextChangeDto })
  marketRegime?: TextChangeDto;

  @ApiPropertyOptional({ type: TextChangeDto })
  rotation?: TextChangeDto;

  @ApiPropertyOptional({ type: TextChangeDto })
  macroStance?: TextChangeDto;

  @ApiPropertyOptional({ type: TextChangeDto })
  riskProfile?: TextChangeDto;

  @ApiPropertyOptional({ type: NumberChangeDto })
  policyVersion?: NumberChangeDto;

  @ApiProperty({ type: [String], description: 'Rules that act now and did not before.' })
  rulesOn!: string[];

  @ApiProperty({ type: [String], description: 'Rules that acted before and do not now.' })
  rulesOff!: string[];

  @ApiPropertyOptional({
    type: [DataIssueDto],
    description:
      'Prices, corporate actions and macro values up to `asOf` that were revised since the previous one was given, the latest 50. Absent where none was.',
  })
  revisions?: readonly DataIssueDto[];
}

import { ApiProperty } from '@nestjs/swagger';
import { KEY_LEVEL_MEANINGS } from '../../../domain/readings/symbol/key-levels.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';

const CONDITIONS = {
  close_under: 'a close under the level changes it',
  close_over: 'a close over the level changes it',
};

const EFFECTS = {
  rule_begins: "the rule's condition would hold",
  rule_ends: "the rule's condition would no longer hold",
  rule_voided: 'a brake would remove the rule at that close, without waiting for a review',
  part_begins: 'one part of the condition would hold, which alone does not change the rule',
  part_ends: 'one part would no longer hold, which alone does not change the rule',
  exposure_rises: 'the policy would call for more equity',
  exposure_falls: 'the policy would call for less equity',
  exposure_stays: 'the policy would call for what is held, which ends a pending change',
};

export class WouldChangeDto {
  @ApiProperty({ example: 'iwm-relative-strength' })
  ruleId!: string;

  @ApiProperty({ description: 'The signal that flips.', example: 'relative-strength.state' })
  signal!: string;

  @ApiProperty({ example: 'IWM' })
  symbol!: string;

  @ApiProperty(enumProperty('FlipCondition', CONDITIONS))
  condition!: string;

  @ApiProperty({
    description: "The symbol's next close, all others unchanged, to the cent.",
    example: 160.04,
  })
  level!: number;

  @ApiProperty({ description: 'The level against the present close, per cent.', example: -3.69 })
  distancePct!: number;

  @ApiProperty(enumProperty('EffectCode', EFFECTS))
  effectCode!: string;

  @ApiProperty({ description: 'In plain words.' })
  effect!: string;
}

export class WatchDto {
  @ApiProperty({ example: 'IWM' })
  symbol!: string;

  @ApiProperty(enumProperty('KeyLevelKind', KEY_LEVEL_MEANINGS))
  kind!: string;

  @ApiProperty({ description: 'Dollars.', example: 226.74 })
  level!: number;

  @ApiProperty({ description: 'The level against the close, per cent.', example: -4.42 })
  distancePct!: number;

  @ApiProperty({ description: 'In plain words.' })
  meaning!: string;
}

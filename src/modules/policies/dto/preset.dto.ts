import { ApiProperty } from '@nestjs/swagger';
import type { PresetId } from '../../../domain/policy/presets.js';
import { PRESET } from './write-policy.dto.js';

export class PolicyPresetDto {
  @ApiProperty(PRESET)
  id!: PresetId;

  @ApiProperty({ example: 'Equal weight' })
  name!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({
    type: [String],
    description: 'What is known of how such a policy has done. Show it with the policy.',
  })
  evidence!: string[];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The document, to be used as it is or changed.',
  })
  document!: Record<string, unknown>;
}

export class PolicyPresetsDto {
  @ApiProperty({ type: [PolicyPresetDto] })
  data!: PolicyPresetDto[];
}

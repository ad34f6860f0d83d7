import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { enumProperty } from '../../../platform/openapi/enum-property.js';

const VERSION_STATUS_MEANINGS = { active: 'was put in force; the highest such version is the one in force' };

const RULE_KIND_MEANINGS = {
  tilt: 'moves weight between the four funds while its condition holds',
  brake: 'voids tilts at the close at which its condition holds',
};

export class PolicyDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Short name, unique in the firm.', example: 'house' })
  slug!: string;

  @ApiProperty({ example: 'House policy' })
  name!: string;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'The version in force; absent where none is.',
    example: 1,
  })
  activeVersion?: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class PolicyVersionHeaderDto {
  @ApiProperty({ format: 'uuid' })
  policyId!: string;

  @ApiProperty({ type: 'integer', example: 1 })
  version!: number;

  @ApiProperty(enumProperty('PolicyVersionStatus', VERSION_STATUS_MEANINGS))
  status!: string;

  @ApiProperty({ description: 'Hash of the document; equal documents have equal hashes.' })
  documentHash!: string;

  @ApiProperty({ format: 'uuid', description: 'The principal who wrote it.' })
  createdBy!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class PolicyVersionDto extends PolicyVersionHeaderDto {
  @ApiProperty({
    type: [String],
    description: 'What is known of how such a policy has done. Show it with the policy.',
  })
  evidence!: string[];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The document; `GET /v1/policies/schema` describes it.',
  })
  document!: Record<string, unknown>;
}

export class PolicyMoveDto {
  @ApiProperty({ example: 'IWM' })
  symbol!: string;

  @ApiProperty({ type: 'integer', description: 'Basis points of the equity sleeve.', example: 200 })
  bps!: number;
}

export class PolicyRuleDto {
  @ApiProperty({ description: 'The id that rationales name.', example: 'iwm-relative-strength' })
  id!: string;

  @ApiProperty(enumProperty('PolicyRuleKind', RULE_KIND_MEANINGS))
  kind!: 'tilt' | 'brake';

  @ApiProperty({ description: 'False where the policy switches its tilts off.', example: true })
  enabled!: boolean;

  @ApiProperty({ description: 'What the rule does, and when, in a sentence.' })
  meaning!: string;

  @ApiProperty({ description: 'The condition in words.' })
  condition!: string;

  @ApiProperty({ type: [PolicyMoveDto], description: 'They sum to zero; empty for a brake.' })
  moves!: PolicyMoveDto[];

  @ApiProperty({ description: 'Why, in words a client can read.' })
  reason!: string;

  @ApiPropertyOptional({ description: 'Where the idea comes from.' })
  reference?: string;
}

export class PolicyRulesDto {
  @ApiProperty({ type: [PolicyRuleDto], description: 'Every rule, in the order it is applied.' })
  data!: PolicyRuleDto[];
}

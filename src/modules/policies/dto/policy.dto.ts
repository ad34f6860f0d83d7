import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { VERSION_STATUSES } from '../../../domain/policy/lifecycle.js';
import { LAST_PRIORITY } from '../../../domain/policy/policy-document.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { PrincipalDto } from '../../auth/dto/api-key.dto.js';

const EVENT_KIND_MEANINGS = {
  drafted: 'it was written',
  submitted: 'approval was asked for',
  approved: 'it was approved',
  rejected: 'it was refused',
  activated: 'it was put in force, from `activeFrom` on',
  retired: 'it was taken out of use',
};

const RULE_KIND_MEANINGS = {
  exposure: 'sets how much equity is held while it is the first whose condition holds',
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

  @ApiProperty({ type: 'integer', description: 'The version written last.', example: 1 })
  latestVersion!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class PolicyVersionEventDto {
  @ApiProperty(enumProperty('PolicyVersionEventKind', EVENT_KIND_MEANINGS))
  event!: string;

  @ApiProperty({ type: PrincipalDto, description: 'Who did it.' })
  by!: PrincipalDto;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiPropertyOptional({ format: 'date', description: 'Of an activation: from when, in New York.' })
  activeFrom?: string;

  @ApiPropertyOptional({ description: 'What they noted.' })
  note?: string;
}

export class PolicyVersionHeaderDto {
  @ApiProperty({ format: 'uuid' })
  policyId!: string;

  @ApiProperty({ type: 'integer', example: 1 })
  version!: number;

  @ApiProperty(enumProperty('PolicyVersionStatus', VERSION_STATUSES))
  status!: string;

  @ApiProperty({ description: 'Whether it is the one that advice follows today.', example: true })
  inForce!: boolean;

  @ApiPropertyOptional({
    format: 'date',
    description: 'Where it was activated: from when, in New York.',
    example: '2024-12-02',
  })
  activeFrom?: string;

  @ApiProperty({ type: [PolicyVersionEventDto], description: 'What was done with it, in order.' })
  history!: PolicyVersionEventDto[];

  @ApiProperty({ description: 'Hash of the document as written; equal documents have equal hashes.' })
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

  @ApiPropertyOptional({
    type: [String],
    description:
      'Pointers to the parameters that the document was written without, because they came later, and that the house policy filled in. Absent where there are none.',
    example: ['/parameters/breadth'],
  })
  completed?: string[];
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
  kind!: 'exposure' | 'tilt' | 'brake';

  @ApiProperty({ description: 'False where the policy switches its tilts off.', example: true })
  enabled!: boolean;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: LAST_PRIORITY,
    description:
      'Of a tilt that names one: 1 is served first once the positive moves exceed the most. Absent: after all that name one.',
    example: 1,
  })
  priority?: number;

  @ApiPropertyOptional({
    type: 'integer',
    description: "Of an exposure rule: the share of the profile's ceiling it sets, basis points.",
    example: 10000,
  })
  levelBps?: number;

  @ApiProperty({ description: 'What the rule does, and when, in a sentence.' })
  meaning!: string;

  @ApiProperty({ description: 'The condition in words.' })
  condition!: string;

  @ApiProperty({
    type: [PolicyMoveDto],
    description: 'They sum to zero; empty for a brake and an exposure rule.',
  })
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

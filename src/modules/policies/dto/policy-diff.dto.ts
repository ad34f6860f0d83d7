import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import type { PolicyChangeKind } from '../../../domain/policy/policy-diff.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';

const CHANGE_KIND_MEANINGS: Readonly<Record<PolicyChangeKind, string>> = {
  added: 'only the version has it',
  removed: 'only the one it is compared with has it',
  changed: 'both have it, with other values',
};

export class DiffQuery {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    description: 'The version of the same policy to compare with.',
    example: 1,
  })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(999_999_999)
  readonly against!: number;
}

/** Any value of a document. */
const ANY_VALUE = {
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'array', items: {} },
    { type: 'object', additionalProperties: true },
  ],
};

class PolicyChangeDto {
  @ApiProperty({
    description: 'JSON pointer into the document of the version; of what was removed, into the other one.',
    example: '/baselineBps/IWM',
  })
  pointer!: string;

  @ApiProperty(enumProperty('PolicyChangeKind', CHANGE_KIND_MEANINGS))
  kind!: PolicyChangeKind;

  @ApiPropertyOptional({ ...ANY_VALUE, description: 'As it was; absent where it was added.' })
  from?: unknown;

  @ApiPropertyOptional({ ...ANY_VALUE, description: 'As it is; absent where it was removed.' })
  to?: unknown;

  @ApiProperty({
    description: 'The change in words.',
    example: 'The baseline of IWM changes from 20 % to 25 %.',
  })
  sentence!: string;
}

export class PolicyDiffDto {
  @ApiProperty({ format: 'uuid' })
  policyId!: string;

  @ApiProperty({ type: 'integer', example: 2 })
  version!: number;

  @ApiProperty({ type: 'integer', example: 1 })
  against!: number;

  @ApiProperty({ description: 'True where the documents are the same.' })
  identical!: boolean;

  @ApiProperty({
    type: [PolicyChangeDto],
    description:
      'Rules, brakes and risk profiles are compared by id, wherever they stand; conditions and effects as a whole.',
  })
  changes!: PolicyChangeDto[];

  @ApiProperty({ description: 'All changes as plain text, a line each.' })
  text!: string;
}

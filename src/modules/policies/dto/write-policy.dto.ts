import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsObject, IsString, Length, Max, Min } from 'class-validator';
import { PRESET_IDS, POLICY_PRESETS, type PresetId } from '../../../domain/policy/presets.js';
import { fieldRule } from '../../../platform/http/field-rule.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { IsDateText } from '../../market-data/dto/is-date.decorator.js';

export const PRESET = enumProperty(
  'PolicyPreset',
  Object.fromEntries(PRESET_IDS.map((id) => [id, POLICY_PRESETS[id].description])),
);

const SLUG = /^[a-z][a-z0-9-]{0,59}$/;

const IsSlug = (): PropertyDecorator =>
  fieldRule(
    'malformedSlug',
    (value) => typeof value === 'string' && SLUG.test(value),
    'must be a small letter, then at most 59 small letters, digits and hyphens',
  );

/** What a version is written from. */
export class DraftDto {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'A whole document; `GET /v1/policies/schema` describes it.',
  })
  @Optional()
  @IsObject()
  readonly document?: Record<string, unknown>;

  @ApiPropertyOptional({ ...PRESET, description: 'A preset, taken as it is.' })
  @Optional()
  @IsIn(PRESET_IDS)
  readonly preset?: PresetId;

  @ApiPropertyOptional({ description: 'Why, for the record.', example: 'As the committee discussed.' })
  @Optional()
  @IsString()
  @Length(1, 2000)
  readonly note?: string;
}

/** Exactly one of `document` and `preset` is given. */
export class CreatePolicyDto extends DraftDto {
  @ApiProperty({
    description: 'Short name, unique in the firm.',
    pattern: SLUG.source,
    example: 'ten-month',
  })
  @IsSlug()
  readonly slug!: string;

  @ApiProperty({ description: 'What people call it.', example: 'Ten-month timing' })
  @IsString()
  @Length(1, 120)
  readonly name!: string;
}

/** Exactly one of `document`, `preset` and `copyOf` is given. */
export class CreateVersionDto extends DraftDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'A version of the same policy, taken as it is.',
    example: 1,
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(999_999_999)
  readonly copyOf?: number;
}

export class NoteDto {
  @ApiPropertyOptional({ description: 'For the record.', example: 'Committee of 2 December.' })
  @Optional()
  @IsString()
  @Length(1, 2000)
  readonly note?: string;
}

export class ActivateDto extends NoteDto {
  @ApiPropertyOptional({
    format: 'date',
    description:
      'From when, a date in New York that is not past. Absent: today where the exchange is open today, else the next session.',
    example: '2030-01-02',
  })
  @Optional()
  @IsDateText()
  readonly activeFrom?: string;
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';

export class FirmDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Example Advisers' })
  name!: string;

  @ApiProperty({ description: 'Text the firm wants beside its advice; may be empty.' })
  disclosures!: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The policy that advice uses unless a request names another.',
  })
  defaultPolicyId?: string;

  @ApiProperty({ type: 'integer', description: 'Also the ETag, in quotes.', example: 1 })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** Absent fields stay as they are. */
export class UpdateFirmDto {
  @ApiPropertyOptional({ example: 'Example Advisers LLC' })
  @Optional()
  @IsString()
  @Length(1, 200)
  readonly name?: string;

  @ApiPropertyOptional({
    example: 'Advice is based on the information on file. All investing involves risk.',
  })
  @Optional()
  @IsString()
  @MaxLength(20_000)
  readonly disclosures?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Must be a policy of the firm with a version in force.',
  })
  @Optional()
  @IsUUID()
  readonly defaultPolicyId?: string;
}

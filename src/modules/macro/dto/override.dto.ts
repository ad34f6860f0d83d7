import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import type { FedBias } from '../../../domain/readings/macro/fed-bias.js';
import { IsInstant } from '../../../platform/http/is-instant.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { PrincipalDto } from '../../auth/dto/api-key.dto.js';

const READINGS: Readonly<Record<FedBias, string>> = {
  dovish: 'the statement leans towards easier policy',
  neutral: 'it leans neither way',
  hawkish: 'it leans towards tighter policy',
};
const READING = enumProperty('StatementReading', READINGS);

export class CreateOverrideDto {
  @ApiProperty(READING)
  @IsIn(Object.keys(READINGS))
  readonly reading!: FedBias;

  @ApiProperty({ description: 'Why, for the record.', example: 'The statement dropped "further firming".' })
  @IsString()
  @Length(1, 2000)
  readonly reason!: string;

  @ApiProperty({ format: 'date-time', description: "When the data's own reading counts again." })
  @IsInstant()
  readonly expiresAt!: string;
}

export class OverrideDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty(READING)
  reading!: string;

  @ApiProperty()
  reason!: string;

  @ApiProperty({ type: PrincipalDto, description: 'Who entered it.' })
  author!: PrincipalDto;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Absent where it was not withdrawn.' })
  withdrawnAt?: string;

  @ApiProperty({ type: 'integer', description: 'Also the ETag, in quotes.', example: 1 })
  version!: number;
}

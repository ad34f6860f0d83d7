import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, IsUUID, Length, ValidateIf } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { PageQuery } from '../../../platform/http/page.js';

export class ClientDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'A. Doe' })
  name!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Absent where the client is in no household.' })
  householdId?: string;

  @ApiProperty({ type: 'integer', description: 'Also the ETag, in quotes.', example: 1 })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class CreateClientDto {
  @ApiProperty({ example: 'A. Doe' })
  @IsString()
  @Length(1, 200)
  readonly name!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The household to join.' })
  @Optional()
  @IsUUID()
  readonly householdId?: string;
}

/** Absent fields stay as they are. */
export class UpdateClientDto {
  @ApiPropertyOptional({ example: 'A. Doe-Roe' })
  @Optional()
  @IsString()
  @Length(1, 200)
  readonly name?: string;

  @ApiPropertyOptional({
    type: 'string',
    format: 'uuid',
    nullable: true,
    description: 'The household to join; null leaves it.',
  })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsUUID()
  readonly householdId?: string | null;
}

export class ListClientsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only clients of this household.' })
  @Optional()
  @IsUUID()
  readonly householdId?: string;
}

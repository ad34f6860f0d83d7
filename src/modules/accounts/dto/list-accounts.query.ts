import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, IsUUID, Length } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { PageQuery } from '../../../platform/http/page.js';

export class ListAccountsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only accounts of this risk profile.' })
  @Optional()
  @IsString()
  @Length(1, 60)
  readonly riskProfile?: string;

  @ApiPropertyOptional({ description: 'Only accounts that some system knows by this id.' })
  @Optional()
  @IsString()
  @Length(1, 120)
  readonly externalId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only accounts of this client.' })
  @Optional()
  @IsUUID()
  readonly clientId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only accounts of the clients of this household.' })
  @Optional()
  @IsUUID()
  readonly householdId?: string;
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { EXCEPTION_MEANINGS } from '../../../domain/book/book-line.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { PageQuery } from '../../../platform/http/page.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { ChangesDto } from '../../recommendations/dto/changes.dto.js';
import { ACTION } from '../../recommendations/dto/targets.dto.js';

const EXCEPTION = enumProperty('BookException', EXCEPTION_MEANINGS);
const EXCEPTION_FILTER = { ...EXCEPTION_MEANINGS, any: 'any of these' };

export class ListRunItemsQuery extends PageQuery {
  @ApiPropertyOptional({
    ...enumProperty('BookExceptionFilter', EXCEPTION_FILTER),
    description: 'Only accounts that are not fully invested for this reason.',
  })
  @Optional()
  @IsIn(Object.keys(EXCEPTION_FILTER))
  readonly exception?: string;
}

export class RunErrorDto {
  @ApiProperty({ example: 'infeasible-bounds' })
  code!: string;

  @ApiProperty()
  message!: string;
}

/** Why an account is not fully invested. */
export class BookExceptionDto {
  @ApiProperty({ format: 'uuid' })
  accountId!: string;

  @ApiProperty({ description: "The account's.", example: 'Doe IRA' })
  name!: string;

  @ApiProperty({ example: 'growth' })
  riskProfile!: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description:
      "The household that it is advised with as one: recommendation, action, equity and exceptions are the household's, value and turnover its own. Absent where the account is advised by itself.",
  })
  householdId?: string;

  @ApiProperty({ ...EXCEPTION, isArray: true, description: 'Empty where it is fully invested.' })
  exceptions!: string[];

  @ApiPropertyOptional({
    type: [String],
    description:
      "Its limits and bounds that decide its split, named as in the waterfall. Of an account of a household its own that bind the household's, and after them those of its other accounts, with `@` and the account's id. Absent where none does.",
    example: ['SPY.lock', 'equity.max'],
  })
  binding?: string[];

  @ApiPropertyOptional({ type: RunErrorDto, description: 'Where it was not advised.' })
  error?: RunErrorDto;
}

/** What a run made of one account. Money in dollars. */
export class RunItemDto extends BookExceptionDto {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Absent, with what follows from it, where it was not advised.',
  })
  recommendationId?: string;

  @ApiPropertyOptional(ACTION)
  action?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'Equity of the target, of advised value.' })
  equityExposureBps?: number;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'The most equity that the risk profile which is advised by allows.',
  })
  mostEquityBps?: number;

  @ApiPropertyOptional({ example: '100000.00', description: "The account's own." })
  advisedValue?: string;

  @ApiPropertyOptional({
    description: 'Half of what the advice buys and sells together in the account itself; 0 on hold.',
    example: '1250.00',
  })
  turnover?: string;

  @ApiPropertyOptional({
    type: ChangesDto,
    description: "Since the account's, or its household's, latest recommendation before the run.",
  })
  changes?: ChangesDto;
}

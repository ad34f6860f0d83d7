import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { EXCEPTION_MEANINGS } from '../../../domain/book/book-line.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { AnswerHeadDto } from '../../market-regime/dto/reading.dto.js';
import { RunPolicyDto } from './run.dto.js';
import { BookExceptionDto } from './run-item.dto.js';

const FORMATS = {
  json: 'the statement',
  csv: 'a line for every account, with everything its item says',
  html: 'the statement as a page to read or print',
};
export type StatementFormat = keyof typeof FORMATS;

export class StatementQuery {
  @ApiPropertyOptional({
    ...enumProperty('StatementFormat', FORMATS),
    description: 'Absent: by `Accept`, JSON where it names neither `text/csv` nor `text/html`.',
  })
  @Optional()
  @IsIn(Object.keys(FORMATS))
  readonly format?: StatementFormat;
}

class BookActionsDto {
  @ApiProperty({ type: 'integer' })
  hold!: number;

  @ApiProperty({ type: 'integer' })
  rebalance!: number;
}

class ExceptionCountDto {
  @ApiProperty(enumProperty('BookException', EXCEPTION_MEANINGS))
  reason!: string;

  @ApiProperty({ description: 'In plain words.' })
  meaning!: string;

  @ApiProperty({ type: 'integer' })
  accounts!: number;
}

export class ErrorCountDto {
  @ApiProperty({ example: 'infeasible-bounds' })
  code!: string;

  @ApiProperty({ type: 'integer' })
  accounts!: number;
}

/** Money in dollars. */
export class BookChangeDto {
  @ApiProperty({ format: 'uuid' })
  accountId!: string;

  @ApiPropertyOptional({
    description: 'What it is called now; absent where it was deleted since.',
    example: 'Doe IRA',
  })
  name?: string;

  @ApiProperty({ example: 'growth' })
  riskProfile!: string;

  @ApiProperty({ description: 'Half of what is bought and sold together.', example: '12500.00' })
  turnover!: string;

  @ApiProperty({ example: '100000.00' })
  advisedValue!: string;
}

class StatementPolicyDto extends RunPolicyDto {
  @ApiProperty({ example: 'House policy' })
  name!: string;
}

/** What a run says of the whole book. Money in dollars. */
export class StatementDto extends AnswerHeadDto {
  @ApiProperty({ format: 'uuid' })
  runId!: string;

  @ApiProperty({ type: StatementPolicyDto })
  policy!: StatementPolicyDto;

  @ApiProperty({ example: '412 of 460 accounts are fully invested.' })
  headline!: string;

  @ApiProperty({ type: 'integer' })
  accounts!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Accounts whose target holds all the equity that their risk profile allows.',
  })
  fullyInvested!: number;

  @ApiProperty({ type: BookActionsDto, description: 'Advised accounts by action.' })
  actions!: BookActionsDto;

  @ApiProperty({ example: '46000000.00' })
  advisedValue!: string;

  @ApiPropertyOptional({
    type: 'integer',
    description: "Equity of the targets, of the book's advised value; absent where there is none.",
  })
  equityExposureBps?: number;

  @ApiProperty({
    description: 'Of accounts to be rebalanced: half of what is bought and sold together.',
    example: '1200000.00',
  })
  turnover!: string;

  @ApiPropertyOptional({ type: 'integer', description: "Of the book's advised value." })
  turnoverBps?: number;

  @ApiProperty({
    type: [BookChangeDto],
    description:
      'The ten largest, by turnover: of accounts, whether advised by themselves or with their household.',
  })
  largestChanges!: BookChangeDto[];

  @ApiProperty({ type: [ExceptionCountDto], description: 'An account may have several reasons.' })
  exceptionCounts!: ExceptionCountDto[];

  @ApiProperty({ type: [ErrorCountDto] })
  errors!: ErrorCountDto[];

  @ApiProperty({
    type: [BookExceptionDto],
    description:
      'Accounts that are not fully invested, in order of id: the first 1000 of them. All are in the CSV and in the items with `exception=any`.',
  })
  exceptions!: BookExceptionDto[];

  @ApiProperty({ description: 'Whether there are more than those listed.' })
  hasMoreExceptions!: boolean;
}

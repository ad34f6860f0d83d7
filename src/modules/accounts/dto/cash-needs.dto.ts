import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsString, Length, ValidateNested } from 'class-validator';
import { fieldRule } from '../../../platform/http/field-rule.js';
import { IsDecimalString } from '../../../platform/http/is-decimal.decorator.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { IsDateText } from '../../market-data/dto/is-date.decorator.js';

export const MOST_WITHDRAWALS = 100;

const keyOf = (item: Partial<WithdrawalDto> | null): string =>
  JSON.stringify([item?.date, item?.amount, item?.note]);

const areDistinct = (value: unknown): boolean =>
  !Array.isArray(value) || new Set(value.map(keyOf)).size === value.length;

const isSomething = (value: unknown): boolean => typeof value !== 'string' || /[1-9]/.test(value);

export class WithdrawalDto {
  @ApiProperty({ format: 'date', description: 'The day on which it is taken out.', example: '2030-04-15' })
  @IsDateText()
  readonly date!: string;

  @ApiProperty({ description: 'Dollars, more than nothing.', example: '12000.00' })
  @fieldRule('zeroAmount', isSomething, 'must be more than nothing')
  @IsDecimalString('Amount', 2)
  readonly amount!: string;

  @ApiPropertyOptional({ description: 'What it is for.', example: 'Estimated tax' })
  @Optional()
  @IsString()
  @Length(1, 200)
  readonly note?: string;
}

/** Cash that the account must hold; `{}` is none. */
export class CashNeedsDto {
  @ApiPropertyOptional({ description: 'Dollars to be held always.', default: '0.00', example: '5000.00' })
  @Optional()
  @IsDecimalString('Standing', 2)
  readonly standing?: string;

  @ApiPropertyOptional({
    type: [WithdrawalDto],
    maxItems: MOST_WITHDRAWALS,
    description:
      'Held in cash from as many days ahead as the policy says (90 unless it says otherwise) until the day itself; those past no longer count.',
  })
  @Optional()
  @ArrayMaxSize(MOST_WITHDRAWALS)
  @fieldRule('duplicateWithdrawal', areDistinct, 'must not hold the same withdrawal twice')
  @ValidateNested({ each: true })
  @Type(() => WithdrawalDto)
  @IsArray()
  readonly withdrawals?: WithdrawalDto[];
}

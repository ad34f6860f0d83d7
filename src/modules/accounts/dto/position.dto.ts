import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TICKER_PATTERN } from '../../../domain/market/instruments.js';
import { fieldRule } from '../../../platform/http/field-rule.js';
import { IsDecimalString } from '../../../platform/http/is-decimal.decorator.js';
import { Optional } from '../../../platform/http/optional.decorator.js';

const isTickerText = (value: unknown) => typeof value === 'string' && TICKER_PATTERN.test(value);

export class PositionDto {
  @ApiProperty({
    description:
      'Ticker. IJR and VTWO count as IWM, IJH as MDY, VOO and IVV as SPY, QQQM as QQQ; any other is left alone.',
    example: 'SPY',
  })
  @fieldRule('malformedTicker', isTickerText, 'must be an upper-case ticker such as IWM')
  readonly symbol!: string;

  @ApiProperty({ description: 'Shares, up to six decimals.', example: '50' })
  @IsDecimalString('Quantity', 6)
  readonly quantity!: string;

  @ApiPropertyOptional({
    description:
      'Dollars as the custodian reports them; used only for holdings that have no price here. A substitute without a price needs it.',
    example: '30170.50',
  })
  @Optional()
  @IsDecimalString('MarketValue', 2)
  readonly marketValue?: string;
}

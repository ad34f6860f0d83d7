import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNumber, IsString, IsUrl, Length, Max } from 'class-validator';
import { ADVISED, INSTRUMENTS, type AdvisedSymbol } from '../../../domain/market/instruments.js';
import {
  FACT_BASES,
  FACT_KINDS,
  type FactBasis,
  type FactKind,
} from '../../../domain/readings/market-fact.js';
import { fieldRule } from '../../../platform/http/field-rule.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { PrincipalDto } from '../../auth/dto/api-key.dto.js';

const KIND = enumProperty(
  'FactKind',
  Object.fromEntries(
    Object.entries(FACT_KINDS).map(([kind, { meaning, bases }]) => [
      kind,
      `${meaning}; its bases are ${bases.map((basis) => `\`${basis}\``).join(' and ')}`,
    ]),
  ),
);
const BASIS = enumProperty('FactBasis', FACT_BASES);
const UNIT = enumProperty('FactUnit', { multiple: 'times earnings or sales', pct: 'per cent' });
const SYMBOL = {
  ...enumProperty(
    'FactSymbol',
    Object.fromEntries(
      INSTRUMENTS.filter(({ symbol }) => ADVISED.some((advised) => advised === symbol)).map(
        ({ symbol, name }) => [symbol, name],
      ),
    ),
  ),
  description: 'Absent: the market as a whole.',
};
const LARGEST_VALUE = 1_000_000;

const IsPositive = (): PropertyDecorator =>
  fieldRule('notPositive', (value) => typeof value !== 'number' || value > 0, 'must be over zero');

export class EnterFactDto {
  @ApiPropertyOptional(SYMBOL)
  @Optional()
  @IsIn(ADVISED)
  readonly symbol?: AdvisedSymbol;

  @ApiProperty(KIND)
  @IsIn(Object.keys(FACT_KINDS))
  readonly kind!: FactKind;

  @ApiProperty({
    description: 'In the unit of its kind, to 4 decimals; shares are at most 100.',
    example: 24.3,
  })
  @IsNumber({ maxDecimalPlaces: 4, allowNaN: false, allowInfinity: false })
  @IsPositive()
  @Max(LARGEST_VALUE)
  readonly value!: number;

  @ApiProperty({ ...BASIS, description: 'What it is reckoned on: one of those of its kind.' })
  @IsIn(Object.keys(FACT_BASES))
  readonly basis!: FactBasis;

  @ApiPropertyOptional({ description: 'What else has to be known of the figure.' })
  @Optional()
  @IsString()
  @Length(1, 1000)
  readonly note?: string;

  @ApiProperty({ description: 'Who says so.', example: "The index provider's fact sheet" })
  @IsString()
  @Length(1, 300)
  readonly source!: string;

  @ApiPropertyOptional({ format: 'uri', description: 'Where it says so.' })
  @Optional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  @Length(1, 500)
  readonly url?: string;

  @ApiProperty({ format: 'date', description: 'The day the figure is of.', example: '2024-11-15' })
  @IsString()
  readonly observedOn!: string;
}

class FactDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiPropertyOptional(SYMBOL)
  symbol?: string;

  @ApiProperty(KIND)
  kind!: string;

  @ApiProperty()
  value!: number;

  @ApiProperty(UNIT)
  unit!: string;

  @ApiProperty(BASIS)
  basis!: string;

  @ApiPropertyOptional()
  note?: string;

  @ApiProperty()
  source!: string;

  @ApiPropertyOptional({ format: 'uri' })
  url?: string;

  @ApiProperty({ format: 'date' })
  observedOn!: string;
}

/** A figure as it stands in a recommendation. */
export class ContextDto extends FactDto {
  @ApiProperty({ description: 'In plain words.' })
  sentence!: string;
}

export class MarketFactDto extends FactDto {
  @ApiProperty({ type: PrincipalDto, description: 'Who entered it.' })
  author!: PrincipalDto;

  @ApiProperty({ format: 'date-time', description: 'From then on it counts.' })
  createdAt!: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Absent where it was not withdrawn.' })
  withdrawnAt?: string;

  @ApiProperty({ type: 'integer', description: 'Also the ETag, in quotes.', example: 1 })
  version!: number;
}

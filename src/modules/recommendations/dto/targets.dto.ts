import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ActionReason } from '../../../domain/recommendation/recommend.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';

const ASSET_MEANINGS = {
  IWM: 'small companies (Russell 2000)',
  MDY: 'mid-sized companies (S&P MidCap 400)',
  SPY: 'large companies (S&P 500)',
  QQQ: 'the Nasdaq-100',
  CASH: 'cash',
};
export const ASSET = enumProperty('Asset', ASSET_MEANINGS);

const ACTIONS = {
  hold: 'every weight is within its band, or there is nothing to invest',
  rebalance: 'at least one weight is outside its band, or cash is short of what is needed',
};
export const ACTION = enumProperty('Action', ACTIONS);

const ACTION_REASONS: Readonly<Record<ActionReason, string>> = {
  'nothing-to-invest': 'the account holds none of the four, no substitute and no cash',
  'within-bands': 'every weight is within its band around the target',
  'band-exceeded': 'the weight that `trigger` names is at or past the edge of its band',
  'cash-short': 'cash does not cover what the account needs, whatever the bands say',
};

class HeldAsDto {
  @ApiProperty({ example: 'IJR' })
  symbol!: string;

  @ApiProperty({ type: 'integer', description: 'Its part of `currentBps`.', example: 900 })
  bps!: number;

  @ApiProperty({ description: 'Dollars.', example: '9000.00' })
  value!: string;

  @ApiPropertyOptional({ description: "Absent where the position's market value was taken." })
  close?: number;
}

export class ExcludedDto {
  @ApiProperty({ example: 'AAPL' })
  symbol!: string;

  @ApiPropertyOptional({ description: 'Dollars; absent where it came without one.', example: '4900.00' })
  marketValue?: string;
}

export class ActionReasonDto {
  @ApiProperty(enumProperty('ActionReason', ACTION_REASONS))
  code!: string;

  @ApiProperty({ description: 'In plain words.' })
  because!: string;
}

export class OutsideBoundDto {
  @ApiProperty({ description: 'As a step of the waterfall names it.', example: 'IWM.max' })
  bound!: string;

  @ApiProperty({
    ...ASSET,
    description: 'What it bounds; limits of equity (`profile.*`, `equity.*`) bound what they leave for CASH.',
  })
  symbol!: string;

  @ApiProperty({ type: 'integer', example: 2000 })
  boundBps!: number;

  @ApiProperty({ type: 'integer', example: 2400 })
  currentBps!: number;
}

class PlacementDto {
  @ApiProperty(ASSET)
  symbol!: string;

  @ApiProperty({ description: 'What the account holds of it now, substitutes included.', example: '0.00' })
  heldAmount!: string;

  @ApiProperty({ description: 'What to trade to.', example: '12000.00' })
  tradeToAmount!: string;
}

export class MemberDto {
  @ApiProperty({ format: 'uuid' })
  accountId!: string;

  @ApiProperty({ example: 'growth' })
  riskProfile!: string;

  @ApiProperty({ description: 'Dollars.', example: '40000.00' })
  advisedValue!: string;

  @ApiPropertyOptional({
    type: [String],
    description: 'Its bounds that keep the household from its target; absent where it keeps it from nothing.',
    example: ['IWM.max', 'profile.ceiling'],
  })
  binding?: string[];

  @ApiPropertyOptional({
    description: 'How much less cash it holds than it needs, dollars; absent where it holds enough.',
    example: '2500.00',
  })
  cashShort?: string;

  @ApiPropertyOptional({
    type: [OutsideBoundDto],
    description: 'Its bounds that its own present weights lie outside of; absent where there are none.',
  })
  outsideBounds?: OutsideBoundDto[];

  @ApiPropertyOptional({
    description: 'Half of what it buys and sells together, dollars; absent, with `placement`, on hold.',
    example: '12000.00',
  })
  turnover?: string;

  @ApiPropertyOptional({
    type: [PlacementDto],
    description:
      "Its part of the household's trade. Of all placements within the accounts' bounds one that buys the least, and then the one nearest to equal shares in all accounts.",
  })
  placement?: PlacementDto[];
}

export class CashNeedDto {
  @ApiProperty({ description: 'Dollars: the standing amount and the withdrawals due.', example: '17000.00' })
  amount!: string;

  @ApiProperty({ format: 'date', description: 'The last day whose withdrawals are in it.' })
  through!: string;
}

export class TargetDto {
  @ApiProperty(ASSET)
  symbol!: string;

  @ApiProperty({ type: 'integer', description: 'Of advised value; all five sum to 10000.', example: 2200 })
  weightBps!: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Absent where there is no advised value.' })
  currentBps?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Target less current.' })
  driftBps?: number;

  @ApiPropertyOptional({ description: 'Dollars; all five sum to the advised value.', example: '22000.00' })
  amount?: string;

  @ApiPropertyOptional({
    type: 'integer',
    description:
      'What to trade to; all five sum to 10000. The target, or the edge of the bands. Absent on hold.',
  })
  tradeToBps?: number;

  @ApiPropertyOptional({
    description:
      'The same in dollars; all five sum to the advised value. What is locked, or never bought or sold, keeps to the cents that are held.',
  })
  tradeToAmount?: string;

  @ApiPropertyOptional({
    type: [HeldAsDto],
    description: 'The funds that make up the present weight; absent where no substitute is among them.',
  })
  heldAs?: HeldAsDto[];
}

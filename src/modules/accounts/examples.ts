import type { CreateAccountDto, ReplacePositionsDto, UpdateAccountDto } from './dto/write-account.dto.js';

/** Bodies that Swagger UI offers; each runs as it stands. */
export const ACCOUNT_EXAMPLES = {
  growthIra: {
    summary: 'A growth account with funds, cash and a cap on small companies',
    value: {
      name: 'Doe IRA',
      registration: 'traditional_ira',
      riskProfile: 'growth',
      client: { name: 'A. Doe' },
      cash: '12500.00',
      positions: [
        { symbol: 'SPY', quantity: '50' },
        { symbol: 'QQQ', quantity: '20.5' },
      ],
      constraints: { IWM: { maxBps: 3000 } },
    } satisfies CreateAccountDto,
  },
  bound: {
    summary: 'An account with a lock, cash needs and bands of its own',
    value: {
      name: 'Doe trust',
      registration: 'trust',
      riskProfile: 'moderate',
      cash: '40000.00',
      positions: [
        { symbol: 'IJR', quantity: '100', marketValue: '11500.00' },
        { symbol: 'SPY', quantity: '40' },
      ],
      constraints: { IWM: { lock: true }, SPY: { neverBuy: true } },
      equity: { maxBps: 5500 },
      cashNeeds: {
        standing: '5000.00',
        withdrawals: [{ date: '2030-04-15', amount: '12000.00', note: 'Estimated tax' }],
      },
      drift: { maxBps: 300, to: 'band-edge' },
    } satisfies CreateAccountDto,
  },
  minimal: {
    summary: 'The least an account needs',
    value: {
      name: 'Doe taxable',
      registration: 'individual',
      riskProfile: 'moderate',
    } satisfies CreateAccountDto,
  },
};

export const ACCOUNT_CHANGE_EXAMPLES = {
  deposit: {
    summary: 'More cash, and a floor under it',
    value: { cash: '25000.00', constraints: { CASH: { minBps: 500 } } } satisfies UpdateAccountDto,
  },
};

export const POSITIONS_EXAMPLES = {
  funds: {
    summary: 'All positions, and the cash',
    value: {
      positions: [
        { symbol: 'SPY', quantity: '45' },
        { symbol: 'IWM', quantity: '30' },
      ],
      cash: '8000.00',
    } satisfies ReplacePositionsDto,
  },
};

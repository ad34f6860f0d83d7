import type { PreviewDto } from './dto/ask.dto.js';
import type { WhatIfDto } from './dto/what-if.dto.js';

/** Bodies that Swagger UI offers; each runs as it stands. */
export const PREVIEW_EXAMPLES = {
  aggressive: {
    summary: 'An aggressive account with funds and cash',
    value: {
      riskProfile: 'aggressive',
      positions: [
        { symbol: 'SPY', quantity: '100' },
        { symbol: 'QQQ', quantity: '40' },
        { symbol: 'IWM', quantity: '60' },
      ],
      cash: '10000.00',
    } satisfies PreviewDto,
  },
  constrained: {
    summary: 'A moderate account that may hold little of small companies and needs cash',
    value: {
      riskProfile: 'moderate',
      cash: '250000.00',
      constraints: { IWM: { maxBps: 500 }, CASH: { minBps: 4500 } },
    } satisfies PreviewDto,
  },
  modelOnly: {
    summary: 'The split alone, without holdings',
    value: { riskProfile: 'growth' } satisfies PreviewDto,
  },
};

export const WHAT_IF_EXAMPLES = {
  close: {
    summary: 'IWM closes at 205 five sessions in a row',
    value: { riskProfile: 'aggressive', suppose: { closes: { IWM: 205 }, sessions: 5 } } satisfies WhatIfDto,
  },
  fed: {
    summary: 'The Fed cuts by a quarter point and the two-year yield falls to 3.5 %',
    value: {
      riskProfile: 'aggressive',
      suppose: { fedMoveBps: -25, twoYearYieldPct: 3.5 },
    } satisfies WhatIfDto,
  },
};

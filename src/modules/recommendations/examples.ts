import type { PreviewDto } from './dto/ask.dto.js';

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

import { describe, expect, it } from '@jest/globals';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { conditionInWords } from './condition-in-words.js';
import { movesInWords } from './rule-in-words.js';

describe('conditionInWords', () => {
  it('names signal and symbol and says what each value means', () => {
    const words = conditionInWords({ signal: 'macd.state', symbol: 'QQQ', in: ['sell'] });
    expect(words).toMatch(/^QQQ macd\.state is sell \(.+\)$/);
  });

  it('joins groups and keeps them apart', () => {
    const over = { signal: 'catch-up.discount', symbol: 'IWM', atLeast: 15 } as const;
    const under = { signal: 'catch-up.discount', symbol: 'MDY', under: 3 } as const;
    expect(conditionInWords({ all: [{ any: [over, under] }, { not: under }] })).toBe(
      '(IWM catch-up.discount is at least 15 points or MDY catch-up.discount is under 3 points) and ' +
        'it is not so that MDY catch-up.discount is under 3 points',
    );
  });

  it('has words for every rule of the house policy', () => {
    for (const { when } of [...HOUSE_POLICY.tilts.rules, ...HOUSE_POLICY.brakes]) {
      expect(conditionInWords(when)).not.toMatch(/undefined|\[object/);
    }
  });
});

describe('movesInWords', () => {
  it('lists moves in the order of every list, signed, in per cent of equity', () => {
    expect(movesInWords({ QQQ: -150, IWM: 150 })).toBe('IWM +1.5 %, QQQ -1.5 % of equity');
  });
});

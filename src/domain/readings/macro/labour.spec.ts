import { describe, expect, it } from '@jest/globals';
import { macroMoment, observations } from '../../../../test/support/synthetic-market.js';
import { readSahm } from './labour.js';

const read = (value: number) =>
  readSahm(macroMoment('2024-06-03', { SAHMREALTIME: observations([['2024-05-01', value]]) }));

describe('Sahm indicator', () => {
  it('triggers at half a point, not under it', () => {
    expect(read(0.5)).toEqual({ month: '2024-05-01', value: 0.5, triggered: true });
    expect(read(0.49)).toMatchObject({ triggered: false });
  });

  it('is unavailable without the series', () => {
    expect(readSahm(macroMoment('2024-06-03', {}))).toHaveProperty('unavailable.code', 'missing-series');
  });
});

import { describe, expect, it } from '@jest/globals';
import { dateLabels } from './date-axis.js';

const sessions = [
  '2023-11-29',
  '2023-11-30',
  '2023-12-01',
  '2023-12-29',
  '2024-01-02',
  '2024-02-01',
  '2024-02-02',
];

describe('the labels of a time axis', () => {
  it('stand at the first session of a month, and January bears its year', () => {
    expect([...dateLabels(sessions, 12)]).toEqual([
      [2, 'Dec'],
      [4, '2024'],
      [5, 'Feb'],
    ]);
  });

  it('are thinned to months that divide a year', () => {
    expect([...dateLabels(sessions, 2)]).toEqual([[4, '2024']]);
    expect(dateLabels(sessions, 0).size).toBe(0);
  });
});

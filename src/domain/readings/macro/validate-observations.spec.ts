import { describe, expect, it } from '@jest/globals';
import { ObservationValidator } from './validate-observations.js';

const faults = (rows: [string, number][]): string[] => {
  const validator = new ObservationValidator(Date.UTC(2024, 10, 27, 21));
  return rows.flatMap(([date, value]) =>
    validator.check({ date, value }).map((problem) => `${problem.row}:${problem.field}:${problem.code}`),
  );
};

describe('ObservationValidator', () => {
  it('accepts ascending dates with any finite value, weekends and negative values included', () => {
    expect(
      faults([
        ['2024-11-23', -0.5],
        ['2024-11-24', 0],
        ['2024-11-28', 4.25],
      ]),
    ).toEqual([]);
  });

  it('names the row, the field and the code of each fault', () => {
    expect(
      faults([
        ['2024-02-30', 1],
        ['2024-11-20', NaN],
        ['2024-11-20', 1],
        ['2024-11-19', 1e15],
        ['2024-11-29', 1],
      ]),
    ).toEqual([
      '0:date:invalid-date',
      '1:value:not-a-number',
      '2:date:duplicate-date',
      '3:date:unordered-date',
      '3:value:too-large',
      '4:date:date-in-the-future',
    ]);
  });
});

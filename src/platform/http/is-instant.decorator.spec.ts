import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { IsInstant } from './is-instant.decorator.js';

class Question {
  @IsInstant()
  at: unknown;
}

const isAccepted = (at: unknown): boolean => validateSync(Object.assign(new Question(), { at })).length === 0;

describe('IsInstant', () => {
  it.each(['2024-11-27T21:00:00Z', '2024-11-27T16:00:00-05:00', '2024-02-29T00:00:00.123456Z'])(
    'takes %s',
    (text) => {
      expect(isAccepted(text)).toBe(true);
    },
  );

  it.each([
    '2024-11-27',
    '2024-11-27T21:00:00',
    '2024-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2024-11-27T25:00:00Z',
    'now',
    '',
    1732741200000,
    null,
    undefined,
  ])('refuses %p', (text) => {
    expect(isAccepted(text)).toBe(false);
  });
});

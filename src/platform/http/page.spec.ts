import { describe, expect, it } from '@jest/globals';
import { decodeCreatedCursor, decodeCursor, encodeCursor, pageOf } from './page.js';

describe('pageOf', () => {
  const keyOf = (n: number) => [String(n)];

  it('gives the rows and no cursor on the last page', () => {
    expect(pageOf([1, 2], 2, keyOf)).toEqual({ data: [1, 2], nextCursor: null, hasMore: false });
    expect(pageOf([], 2, keyOf)).toEqual({ data: [], nextCursor: null, hasMore: false });
  });

  it('keeps the further row to itself and starts the next page after the last given', () => {
    const page = pageOf([1, 2, 3], 2, keyOf);
    expect(page).toMatchObject({ data: [1, 2], hasMore: true });
    expect(decodeCursor(page.nextCursor ?? '', 1)).toEqual(['2']);
  });
});

describe('a cursor', () => {
  it('comes back as it was given', () => {
    const createdAt = new Date('2024-11-28T12:00:00.123Z');
    expect(decodeCreatedCursor(encodeCursor([createdAt.toISOString(), 'ab-12']))).toEqual({
      createdAt,
      id: 'ab-12',
    });
    expect(decodeCreatedCursor(undefined)).toBeUndefined();
  });

  it.each([
    '',
    'x',
    encodeCursor(['a', 'b', 'c']),
    encodeCursor(['no instant', 'ab']),
    encodeCursor(['2024-01-01', "'"]),
  ])('is refused where it is %p', (text) => {
    expect(() => decodeCreatedCursor(text)).toThrow(expect.objectContaining({ code: 'validation-failed' }));
  });
});

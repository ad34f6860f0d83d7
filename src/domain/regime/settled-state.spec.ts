import { describe, expect, it } from '@jest/globals';
import { settle } from './settled-state.js';

describe('settled state', () => {
  it('is that of the oldest session with enough history until one has held long enough', () => {
    expect(settle([undefined, undefined, 'a', 'b', 'a', 'b', 'b'], 2)).toEqual([
      undefined,
      undefined,
      'a',
      'a',
      'a',
      'a',
      'b',
    ]);
  });

  it('takes a new value on the close that completes its run, not before', () => {
    expect(settle(['a', 'a', 'b', 'b', 'b', 'a'], 3)).toEqual(['a', 'a', 'a', 'a', 'b', 'b']);
  });

  it('does not count a run across a session without a value', () => {
    expect(settle(['a', 'b', undefined, 'b', 'b'], 2)).toEqual(['a', 'a', 'a', 'a', 'b']);
  });

  it('of one close is the value itself', () => {
    expect(settle(['a', 'b', 'a'], 1)).toEqual(['a', 'b', 'a']);
  });
});

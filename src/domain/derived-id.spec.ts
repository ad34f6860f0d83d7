import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idFromText, idInRun } from './derived-id.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;
const instant = fc.integer({ min: 0, max: 2 ** 47 });

describe('a derived id', () => {
  it('is a UUID, the same for the same texts and another for others', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(idFromText(a, b)).toMatch(UUID);
        expect(idFromText(a, b)).toBe(idFromText(a, b));
        expect(idFromText(a, b)).not.toBe(idFromText(`${a}${b}`));
        expect(idFromText(`${a}x`, b)).not.toBe(idFromText(a, `x${b}`));
      }),
    );
  });

  it('of a run follows the order of instants, then of accounts by their first digits', () => {
    fc.assert(
      fc.property(instant, fc.uuid(), fc.uuid(), fc.uuid(), (at, run, a, b) => {
        expect(idInRun(at, run, a)).toMatch(UUID);
        expect(idInRun(at, run, a) < idInRun(at + 1, run, b)).toBe(true);
        if (a.slice(0, 3) !== b.slice(0, 3)) {
          expect(idInRun(at, run, a) < idInRun(at, run, b)).toBe(a < b);
        }
        expect(idInRun(at, run, a) === idInRun(at, run, b)).toBe(a === b);
      }),
    );
  });
});

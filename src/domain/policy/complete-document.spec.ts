import { describe, expect, it } from '@jest/globals';
import { completeDocument } from './complete-document.js';
import { HOUSE_POLICY } from './house-policy.js';
import type { PolicyDocument } from './policy-document.js';

const without = (parameters: object): PolicyDocument => ({
  ...HOUSE_POLICY,
  parameters: parameters as PolicyDocument['parameters'],
});

describe('a stored document', () => {
  it('that has everything is used as it is', () => {
    expect(completeDocument(HOUSE_POLICY)).toEqual({ document: HOUSE_POLICY, completed: [] });
    expect(completeDocument(HOUSE_POLICY).document).toBe(HOUSE_POLICY);
  });

  it('that lacks parameters added since gets the house policy’s, and says which', () => {
    const { base: _, breadth: __, labour, ...older } = HOUSE_POLICY.parameters;
    const { claimsAverageWeeks: ___, ...olderLabour } = labour;
    const stored = without({ ...older, labour: { ...olderLabour, sahmTrigger: 0.4 } });
    const { document, completed } = completeDocument(stored);
    expect([...completed].sort()).toEqual([
      '/parameters/base',
      '/parameters/breadth',
      '/parameters/labour/claimsAverageWeeks',
    ]);
    expect(document.parameters).toEqual({
      ...HOUSE_POLICY.parameters,
      labour: { ...labour, sahmTrigger: 0.4 },
    });
    expect(stored.parameters).not.toHaveProperty('base');
  });

  it('keeps every value of its own, and nothing but parameters is filled in', () => {
    const own = { ...HOUSE_POLICY, parameters: { ...HOUSE_POLICY.parameters, nearPct: 9 } };
    const { brakes: _, ...lacking } = own;
    const { document, completed } = completeDocument(lacking as unknown as PolicyDocument);
    expect([document, completed]).toEqual([lacking, []]);
  });
});

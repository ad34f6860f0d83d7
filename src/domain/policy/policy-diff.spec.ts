import { describe, expect, it } from '@jest/globals';
import { tellPolicyChange, tellPolicyChanges } from '../words/policy-diff-in-words.js';
import { HOUSE_POLICY } from './house-policy.js';
import { policyDiff } from './policy-diff.js';
import type { PolicyDocument } from './policy-document.js';
import { POLICY_PRESETS, PRESET_IDS } from './presets.js';

const { rules } = HOUSE_POLICY.tilts;
const withRules = (changed: PolicyDocument['tilts']['rules']): PolicyDocument => ({
  ...HOUSE_POLICY,
  tilts: { ...HOUSE_POLICY.tilts, rules: changed },
});
const places = (to: PolicyDocument, from: PolicyDocument = HOUSE_POLICY) =>
  policyDiff(from, to).map(({ pointer, kind }) => `${kind} ${pointer}`);
const sentences = (to: PolicyDocument): string[] => policyDiff(HOUSE_POLICY, to).map(tellPolicyChange);

describe('the difference of two documents', () => {
  it('is nothing where they are the same, whatever the order of their keys', () => {
    const reversed = Object.fromEntries(Object.entries(HOUSE_POLICY).reverse()) as unknown as PolicyDocument;
    expect(policyDiff(HOUSE_POLICY, reversed)).toEqual([]);
    expect(tellPolicyChanges([])).toBe('Nothing changes.');
  });

  it('matches rules by their ids, so that one taken away changes no other', () => {
    expect(places(withRules(rules.slice(1)))).toEqual(['removed /tilts/rules/0']);
    expect(places(HOUSE_POLICY, withRules(rules.slice(1)))).toEqual(['added /tilts/rules/0']);
  });

  it('tells another order of the rules as such', () => {
    const [first, second, ...rest] = rules;
    const swapped = policyDiff(HOUSE_POLICY, withRules([second!, first!, ...rest]));
    expect(swapped).toMatchObject([{ pointer: '/tilts/rules', kind: 'changed' }]);
    expect(swapped[0]!.to).toEqual([second!.id, first!.id, ...rest.map(({ id }) => id)]);
  });

  it('tells moves by fund, conditions as a whole, and where a rule stands in the later document', () => {
    const [first, ...rest] = rules;
    const changed = {
      ...first!,
      priority: 1,
      when: { not: first!.when },
      moves: { IWM: 300, SPY: -100, MDY: -200 },
    };
    const at = `/tilts/rules/${rest.length}`;
    expect(places(withRules([...rest, changed]))).toEqual([
      'changed /tilts/rules',
      `changed ${at}/when`,
      `changed ${at}/moves/IWM`,
      `added ${at}/moves/MDY`,
      `removed ${at}/moves/QQQ`,
      `added ${at}/priority`,
    ]);
  });

  it('tells an exposure by rules in the place of one by regime as one change', () => {
    const { exposure } = POLICY_PRESETS['ten-month-average'];
    const to = { ...HOUSE_POLICY, exposure };
    expect(places(to)).toEqual(['changed /exposure']);
    expect(sentences(to)[0]).toMatch(
      /^How much equity is held changes from by the market regime .* to by conditions looked at monthly \(100 % while SPY sma10m\.position is above .*; otherwise 0 %\)\.$/,
    );
  });

  it.each<[string, PolicyDocument, RegExp]>([
    [
      'a level',
      {
        ...HOUSE_POLICY,
        exposure: {
          ...HOUSE_POLICY.exposure,
          levelsBps: { ...HOUSE_POLICY.exposure.levelsBps, mixed: 4000 },
        },
      },
      /^The exposure in mixed changes from 50 % to 40 %\.$/,
    ],
    [
      'the tilts',
      { ...HOUSE_POLICY, tilts: { ...HOUSE_POLICY.tilts, enabled: false } },
      /^Whether tilts count changes from yes to no\.$/,
    ],
    [
      'a parameter',
      { ...HOUSE_POLICY, parameters: { ...HOUSE_POLICY.parameters, trend: { nearHighPct: 4 } } },
      /^The parameter trend\.nearHighPct changes from 3 to 4\.$/,
    ],
    [
      'a brake',
      { ...HOUSE_POLICY, brakes: HOUSE_POLICY.brakes.slice(1) },
      /^The brake risk-off is removed; it was: while rotation\.settled is .* don't count\.$/,
    ],
    [
      'a tilt',
      withRules(rules.slice(1)),
      /^The tilt iwm-relative-strength is removed; it was: while IWM .*, IWM \+2 %, SPY -1 %, QQQ -1 % of equity\.$/,
    ],
    [
      'a profile',
      { ...HOUSE_POLICY, riskProfiles: HOUSE_POLICY.riskProfiles.slice(1) },
      /^The risk profile conservative is removed; it was: 20 % to 40 % in equity\.$/,
    ],
    [
      'a bound',
      { ...HOUSE_POLICY, boundsBps: { ...HOUSE_POLICY.boundsBps, IWM: { min: 500, max: 4000 } } },
      /^The most of IWM in the equity changes from 45 % to 40 %\.$/,
    ],
  ])('tells a change of %s in a sentence', (_, to, sentence) => {
    expect(sentences(to)).toEqual([expect.stringMatching(sentence)]);
  });

  it('of any two presets is told without a hole', () => {
    for (const a of PRESET_IDS) {
      for (const b of PRESET_IDS) {
        const text = tellPolicyChanges(policyDiff(POLICY_PRESETS[a], POLICY_PRESETS[b]));
        expect(text).not.toMatch(/undefined|null|NaN|\[object|\{|\}/);
        expect(text === 'Nothing changes.').toBe(a === b);
      }
    }
  });
});

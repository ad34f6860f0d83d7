import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { account, randomKnownMarket } from '../../../test/support/known-market.js';
import { sessionClose } from '../market/trading-calendar.js';
import { Advisor } from '../recommendation/compose.js';
import { judge } from '../recommendation/judge.js';
import { checkPolicy } from './check-policy.js';
import { POLICY_PRESETS, PRESET_IDS } from './presets.js';
import { POLICY_SCHEMA } from './policy-schema.js';

const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(POLICY_SCHEMA);

describe.each(PRESET_IDS)('the preset %s', (id) => {
  const document = POLICY_PRESETS[id];

  it('is what the schema and the checks ask for', () => {
    expect({ valid: validate(document), errors: validate.errors }).toEqual({ valid: true, errors: null });
    expect(checkPolicy(document)).toEqual([]);
  });

  it('says what is known of it, and has the risk profiles that accounts of the house policy name', () => {
    expect(document.evidence.length).toBeGreaterThan(1);
    expect(document.riskProfiles.map((profile) => profile.id)).toEqual(
      POLICY_PRESETS.house.riskProfiles.map((profile) => profile.id),
    );
  });

  it.each([1, 2, 3])('advises on random market %i, in weights that are whole and in words', (seed) => {
    const known = randomKnownMarket(seed, 420, (seed - 2) / 1000);
    const knownAt = sessionClose(known.market.sessions.at(-1)!);
    const advice = new Advisor(judge(known, document, { knownAt }), { id, version: 1 }).advise(account(), {
      knownAt,
    });
    expect(advice.targets.reduce((sum, { weightBps }) => sum + weightBps, 0)).toBe(10_000);
    for (const sentence of [advice.summary, ...advice.rationale.map(({ because }) => because)]) {
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\{|\}| {2}|\.\.| ,|''/);
    }
  });
});

describe('presets', () => {
  it('without tilts or timing hold the baseline, always in full', () => {
    for (const id of ['baseline', 'equal-weight'] as const) {
      const known = randomKnownMarket(3, 420, -0.002);
      const knownAt = sessionClose(known.market.sessions.at(-1)!);
      const verdict = judge(known, POLICY_PRESETS[id], { knownAt });
      expect(verdict.exposure.levelBps).toBe(10_000);
      expect(verdict.sleeve.weights.slice(0, 4)).toEqual(Object.values(POLICY_PRESETS[id].baselineBps));
    }
  });
});

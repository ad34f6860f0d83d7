import { HOUSE_POLICY } from './house-policy.js';
import type { ExposureByRules, PolicyDocument } from './policy-document.js';
import baseline from './presets/baseline.json' with { type: 'json' };
import equalWeight from './presets/equal-weight.json' with { type: 'json' };
import tenMonthAverage from './presets/ten-month-average.json' with { type: 'json' };

/** Documents to start from, by id; their spec holds each to POLICY_SCHEMA and `checkPolicy`. */
export const POLICY_PRESETS = {
  house: HOUSE_POLICY,
  baseline: baseline as PolicyDocument,
  'equal-weight': equalWeight as PolicyDocument,
  'ten-month-average': tenMonthAverage as PolicyDocument & { readonly exposure: ExposureByRules },
} as const satisfies Readonly<Record<string, PolicyDocument>>;

export type PresetId = keyof typeof POLICY_PRESETS;

export const PRESET_IDS = Object.keys(POLICY_PRESETS) as readonly PresetId[];

import type { ExposureByRegime, PolicyDocument } from './policy-document.js';
import house from './presets/house.json' with { type: 'json' };

/** The default policy, copied into a firm when it is created; its spec holds it to POLICY_SCHEMA. */
export const HOUSE_POLICY = house as PolicyDocument & { readonly exposure: ExposureByRegime };

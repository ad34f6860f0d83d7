import { POLICY_PRESETS, PRESET_IDS } from '../../domain/policy/presets.js';
import type { PolicyPresetsDto } from './dto/preset.dto.js';

/** Every preset, the house policy first. */
export const listPresets = (): PolicyPresetsDto => ({
  data: PRESET_IDS.map((id) => {
    const document = POLICY_PRESETS[id];
    const { name, description, evidence } = document;
    return { id, name, description, evidence: [...evidence], document: { ...document } };
  }),
});

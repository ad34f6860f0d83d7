import { POLICY_PRESETS } from '../../domain/policy/presets.js';
import type { ActivateDto, CreatePolicyDto, CreateVersionDto, NoteDto } from './dto/write-policy.dto.js';

/** Bodies that Swagger UI offers; each runs as it stands. */
export const POLICY_EXAMPLES = {
  preset: {
    summary: 'Ten-month average timing, as the preset has it',
    value: {
      slug: 'ten-month',
      name: 'Ten-month timing',
      preset: 'ten-month-average',
      note: 'For the committee to look at.',
    } satisfies CreatePolicyDto,
  },
  document: {
    summary: 'A document of its own: equal weights, a little less of small companies',
    value: {
      slug: 'nearly-equal',
      name: 'Nearly equal',
      document: {
        ...POLICY_PRESETS['equal-weight'],
        name: 'Nearly equal weight',
        baselineBps: { IWM: 2000, MDY: 2500, SPY: 3000, QQQ: 2500 },
      },
    } satisfies CreatePolicyDto,
  },
};

export const VERSION_EXAMPLES = {
  copy: {
    summary: 'The same as version 1',
    value: { copyOf: 1, note: 'To start from.' } satisfies CreateVersionDto,
  },
  preset: {
    summary: 'The baseline without tilts',
    value: { preset: 'baseline' } satisfies CreateVersionDto,
  },
};

export const NOTE_EXAMPLES = {
  plain: { summary: 'Without a note', value: {} satisfies NoteDto },
  noted: { summary: 'With a note', value: { note: 'Committee of 2 December.' } satisfies NoteDto },
};

export const ACTIVATE_EXAMPLES = {
  next: { summary: "From today's session, or the next", value: {} satisfies ActivateDto },
  dated: {
    summary: 'From a date',
    value: { activeFrom: '2030-01-02', note: 'With the new year.' } satisfies ActivateDto,
  },
};

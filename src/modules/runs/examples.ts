import type { CreateImpactDto } from './dto/impact.dto.js';
import type { CreateRunDto } from './dto/run.dto.js';

/** Bodies that Swagger UI offers; each runs as it stands. */
export const RUN_EXAMPLES = {
  all: { summary: 'Every account, as of the latest complete session', value: {} satisfies CreateRunDto },
  growth: {
    summary: 'The accounts of one risk profile',
    value: { filter: { riskProfile: 'growth' } } satisfies CreateRunDto,
  },
};

export const IMPACT_EXAMPLES = {
  inForce: { summary: 'Against the version in force', value: {} satisfies CreateImpactDto },
};

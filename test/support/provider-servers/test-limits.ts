import { HTTP_LIMITS, type HttpLimits } from '../../../src/modules/market-data/providers/http/http-limits.js';

/** The limits of the service in the proportions of a test. */
export const TEST_LIMITS: HttpLimits = {
  ...HTTP_LIMITS,
  silenceMs: 150,
  attemptMs: 400,
  maxBytes: 100_000,
  attempts: 3,
  firstPauseMs: 5,
  longestPauseMs: 20,
  patienceMs: 1500,
  failuresToOpen: 100,
};

export const NO_RATE = { requests: 1_000_000, seconds: 1 };

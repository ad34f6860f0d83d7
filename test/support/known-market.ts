import type { AdvisedAccount } from '../../src/domain/recommendation/recommend.js';
import { knownMarket, type KnownMarket } from '../../src/domain/recommendation/session.js';
import { randomBars, randomMacro } from './synthetic-market.js';

/** A random market with macro series, as known by its end: the same for the same seed. */
export const randomKnownMarket = (seed: number, sessions: number, drift = 0): KnownMarket =>
  knownMarket(randomBars(seed, sessions, { drift }), randomMacro(seed, sessions), false);

/** An account of the aggressive profile with all in cash, but for what is given. */
export const account = (own: Partial<AdvisedAccount> = {}): AdvisedAccount => ({
  riskProfile: 'aggressive',
  cash: 10_000_000,
  positions: [],
  constraints: {},
  ...own,
});

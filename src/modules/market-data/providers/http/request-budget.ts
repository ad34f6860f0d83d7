import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProviderFailure } from '../live-provider.port.js';
import type { RequestRate } from './http-limits.js';

/** Spends one provider's documented request rate; what a process spends, another doesn't see. */
export class RequestBudget {
  private readonly limiter: RateLimiterMemory;

  constructor(
    private readonly provider: string,
    rate: RequestRate,
    private readonly patienceMs: number,
  ) {
    this.limiter = new RateLimiterMemory({ points: rate.requests, duration: rate.seconds });
  }

  /**
   * Returns once a request may be sent.
   * @throws ProviderFailure `rate-limited` where that is further off than the patience goes
   */
  async spend(): Promise<void> {
    for (let waited = 0; ;) {
      const wait = await this.tryToSpend();
      if (wait === 0) return;
      if (waited + wait > this.patienceMs) {
        throw new ProviderFailure(this.provider, 'rate-limited', 'its request rate is used up', wait);
      }
      await sleep(wait);
      waited += wait;
    }
  }

  /** Spends nothing for a while, because the provider asked for that. */
  async pause(ms: number): Promise<void> {
    if (ms > 0) await this.limiter.block(this.provider, ms / 1000);
  }

  /** 0 when spent, otherwise the milliseconds until it is worth trying again. */
  private async tryToSpend(): Promise<number> {
    try {
      await this.limiter.consume(this.provider);
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
      throw refusal;
    }
  }
}

import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { lastCompletedSession } from '../../domain/market/trading-calendar.js';
import { Advisor } from '../../domain/recommendation/compose.js';
import { judge } from '../../domain/recommendation/judge.js';
import type { KnownMarket } from '../../domain/recommendation/session.js';
import type { Verdict } from '../../domain/recommendation/verdict.js';
import { KnownMarkets, type AskedTime } from '../market-regime/known-markets.service.js';
import { PoliciesService, type PolicyInForce } from '../policies/policies.service.js';

/** An advisor and the instant its answers are known at. */
export interface AdvisorAt {
  readonly advisor: Advisor;
  readonly policy: PolicyInForce;
  readonly knownAt: number;
  /** The data revision it was judged on. */
  readonly revision: string;
}

/** Verdicts and advisors of one known market; both go when the market does. */
interface Kept {
  readonly verdicts: LRUCache<string, Verdict>;
  readonly advisors: LRUCache<string, Advisor>;
}

const MOST_KEPT = 256;

/**
 * Judges a market once for each policy document and session, and advises any number of accounts by it:
 * firms with the same document share a verdict.
 */
@Injectable()
export class Advisors {
  private readonly kept = new WeakMap<KnownMarket, Kept>();

  constructor(
    private readonly markets: KnownMarkets,
    private readonly policies: PoliciesService,
  ) {}

  /** By the version in force of a policy, by default of the firm's default policy. */
  async find(firmId: string, asked: AskedTime & { readonly policy?: string }): Promise<AdvisorAt> {
    return this.by(await this.policies.activeDocument(firmId, asked.policy), asked);
  }

  /** By a given version, in force or not. */
  async byVersion(firmId: string, policyId: string, version: number, asked: AskedTime): Promise<AdvisorAt> {
    return this.by(await this.policies.document(firmId, policyId, version), asked);
  }

  private async by(policy: PolicyInForce, asked: AskedTime): Promise<AdvisorAt> {
    const { known, timing, revision } = await this.markets.at(asked);
    const kept = this.keptFor(known);
    const session = `${timing.asOf ?? ''}/${lastCompletedSession(timing.knownAt)}`;
    const key = `${policy.policyId}/${policy.version}/${session}`;
    let advisor = kept.advisors.get(key);
    if (advisor === undefined) {
      const verdictKey = `${policy.documentHash}/${session}`;
      const verdict = kept.verdicts.get(verdictKey) ?? judge(known, policy.document, timing);
      kept.verdicts.set(verdictKey, verdict);
      advisor = new Advisor(verdict, { id: policy.policyId, version: policy.version });
      kept.advisors.set(key, advisor);
    }
    return { advisor, policy, knownAt: timing.knownAt, revision };
  }

  private keptFor(known: KnownMarket): Kept {
    let kept = this.kept.get(known);
    if (kept === undefined) {
      kept = { verdicts: new LRUCache({ max: MOST_KEPT }), advisors: new LRUCache({ max: MOST_KEPT }) };
      this.kept.set(known, kept);
    }
    return kept;
  }
}

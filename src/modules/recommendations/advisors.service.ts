import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { lastCompletedSession } from '../../domain/market/trading-calendar.js';
import {
  overrideInForce,
  overridesKnownAt,
  type FedOverride,
} from '../../domain/readings/macro/fed-override.js';
import { factsKnownAt, type MarketFact } from '../../domain/readings/market-fact.js';
import { canonicalHash } from '../../domain/canonical-hash.js';
import { Advisor } from '../../domain/recommendation/compose.js';
import { judge } from '../../domain/recommendation/judge.js';
import type { KnownMarket } from '../../domain/recommendation/session.js';
import type { Verdict } from '../../domain/recommendation/verdict.js';
import { KnownMarkets, type AskedTime } from '../market-regime/known-markets.service.js';
import { OverridesService } from '../macro/overrides.service.js';
import { MarketFactsService } from '../market-facts/market-facts.service.js';
import { PoliciesService, type PolicyInForce } from '../policies/policies.service.js';

/** What the firm itself entered, whatever of it was known. */
export interface FirmEntries {
  /** Its readings of the Fed's statements. */
  readonly overrides: readonly FedOverride[];
  /** Its figures on valuation and concentration. */
  readonly facts: readonly MarketFact[];
}

/** An advisor and the instant its answers are known at. */
export interface AdvisorAt extends FirmEntries {
  readonly advisor: Advisor;
  /** The market it was judged on. */
  readonly known: KnownMarket;
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
    private readonly overrides: OverridesService,
    private readonly facts: MarketFactsService,
  ) {}

  /** By the version in force of a policy, by default of the firm's default policy. */
  async find(firmId: string, asked: AskedTime & { readonly policy?: string }): Promise<AdvisorAt> {
    const policy = await this.policies.activeDocument(firmId, asked.policy);
    const [overrides, facts] = await Promise.all([this.overrides.of(firmId), this.facts.of(firmId)]);
    return this.by(policy, asked, { overrides, facts });
  }

  /** By a given version, in force or not, and the entries given. */
  async byVersion(
    firmId: string,
    policyId: string,
    version: number,
    asked: AskedTime,
    entries: FirmEntries,
  ): Promise<AdvisorAt> {
    return this.by(await this.policies.document(firmId, policyId, version), asked, entries);
  }

  private async by(policy: PolicyInForce, asked: AskedTime, entered: FirmEntries): Promise<AdvisorAt> {
    const { known, timing, revision } = await this.markets.at(asked);
    const kept = this.keptFor(known);
    const overrides = overridesKnownAt(entered.overrides, timing.knownAt);
    const facts = factsKnownAt(entered.facts, timing.knownAt);
    const session = `${timing.asOf ?? ''}/${lastCompletedSession(timing.knownAt)}/${entriesKey({ overrides, facts }, timing.knownAt)}`;
    const key = `${policy.policyId}/${policy.version}/${session}`;
    let advisor = kept.advisors.get(key);
    if (advisor === undefined) {
      const verdictKey = `${policy.documentHash}/${session}`;
      const verdict =
        kept.verdicts.get(verdictKey) ?? judge(known, policy.document, timing, overrides, facts);
      kept.verdicts.set(verdictKey, verdict);
      advisor = new Advisor(verdict, { id: policy.policyId, version: policy.version });
      kept.advisors.set(key, advisor);
    }
    return { advisor, known, policy, knownAt: timing.knownAt, revision, overrides, facts };
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

/** Verdicts differ by the entries that are known, and by which override is in force at the moment. */
const entriesKey = ({ overrides, facts }: FirmEntries, knownAt: number): string =>
  overrides.length + facts.length === 0
    ? ''
    : `${canonicalHash([overrides, facts])}/${overrideInForce(overrides, knownAt)?.id ?? ''}`;

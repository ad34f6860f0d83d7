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
import type { RecordInForce } from '../../domain/recommendation/record-line.js';
import { judge } from '../../domain/recommendation/judge.js';
import type { KnownMarket } from '../../domain/recommendation/session.js';
import type { Verdict } from '../../domain/recommendation/verdict.js';
import { KnownMarkets, type AskedTime } from '../market-regime/known-markets.service.js';
import { OverridesService } from '../macro/overrides.service.js';
import { MarketFactsService } from '../market-facts/market-facts.service.js';
import { PoliciesService, type AskedPolicy, type PolicyInForce } from '../policies/policies.service.js';
import { RuleRecords } from '../rule-records/rule-records.service.js';
import { recordedEntries, type RecordedEntries } from './recorded-inputs.js';

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
  /** The record of its rules; absent where there was none yet. */
  readonly record?: RecordInForce;
  /** What of these is recorded. */
  readonly entries: RecordedEntries;
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
    private readonly records: RuleRecords,
  ) {}

  /** By the version in force of a policy, by default of the firm's default policy: what may be stored. */
  async find(firmId: string, asked: AskedTime & AskedPolicy): Promise<AdvisorAt> {
    return this.present(firmId, await this.policies.documentInForce(firmId, asked), asked);
  }

  /** As find, or by any version that is asked for: what is only looked at. */
  async tryOut(firmId: string, asked: AskedTime & AskedPolicy): Promise<AdvisorAt> {
    return this.present(firmId, await this.policies.triedDocument(firmId, asked), asked);
  }

  private async present(firmId: string, policy: PolicyInForce, asked: AskedTime): Promise<AdvisorAt> {
    const [overrides, facts] = await Promise.all([this.overrides.of(firmId), this.facts.of(firmId)]);
    return this.by(policy, asked, { overrides, facts }, (time) => this.records.inForce(firmId, policy, time));
  }

  /** By a given version, in force or not, and the entries and the record given. */
  async byVersion(
    firmId: string,
    policyId: string,
    version: number,
    asked: AskedTime,
    { recordId, overrides = [], facts = [] }: RecordedEntries,
  ): Promise<AdvisorAt> {
    const policy = await this.policies.document(firmId, policyId, version);
    return this.by(policy, asked, { overrides, facts }, async () =>
      recordId === undefined ? undefined : this.records.byId(firmId, recordId),
    );
  }

  private async by(
    policy: PolicyInForce,
    asked: AskedTime,
    entered: FirmEntries,
    recordAt: RecordAt,
  ): Promise<AdvisorAt> {
    const { known, timing, revision } = await this.markets.at(asked);
    const kept = this.keptFor(known);
    const overrides = overridesKnownAt(entered.overrides, timing.knownAt);
    const facts = factsKnownAt(entered.facts, timing.knownAt);
    const session = `${timing.asOf ?? ''}/${lastCompletedSession(timing.knownAt, known.market.announced)}/${entriesKey({ overrides, facts }, timing.knownAt)}`;
    const verdictKey = `${policy.documentHash}/${session}`;
    let verdict = kept.verdicts.get(verdictKey);
    if (verdict === undefined) {
      verdict = judge(known, policy.document, timing, overrides, facts);
      kept.verdicts.set(verdictKey, verdict);
    }
    const record = await recordAt({ knownAt: timing.knownAt, asOf: verdict.asOf });
    const key = `${policy.policyId}/${policy.version}/${session}/${record?.id ?? ''}`;
    let advisor = kept.advisors.get(key);
    if (advisor === undefined) {
      advisor = new Advisor(verdict, { id: policy.policyId, version: policy.version }, record);
      kept.advisors.set(key, advisor);
    }
    return {
      advisor,
      known,
      policy,
      knownAt: timing.knownAt,
      revision,
      overrides,
      facts,
      ...(record === undefined ? {} : { record }),
      entries: recordedEntries({ overrides, facts, record }),
    };
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

/** Finds the record to be told beside the rules of an answer. */
type RecordAt = (time: {
  readonly knownAt: number;
  readonly asOf: string;
}) => Promise<RecordInForce | undefined>;

/** Verdicts differ by the entries that are known, and by which override is in force at the moment. */
const entriesKey = ({ overrides, facts }: FirmEntries, knownAt: number): string =>
  overrides.length + facts.length === 0
    ? ''
    : `${canonicalHash([overrides, facts])}/${overrideInForce(overrides, knownAt)?.id ?? ''}`;

import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { newYorkDateAt } from '../../domain/market/new-york-time.js';
import { Clock } from '../../platform/clock/clock.js';
import { PolicyRepository, type StoredDocument, type VersionInForce } from './policy.repository.js';

const REMEMBER_MS = 5_000;
const MOST_POLICIES = 5_000;
const MOST_DOCUMENTS = 500;

/**
 * The policy version in force, from memory where it was read in the last 5 s, so that a preview needs
 * no database. What is in force is known for one date in New York, so that a version activated from
 * tomorrow counts from midnight. Documents never change and stay until others push them out.
 */
@Injectable()
export class ActivePolicies {
  private readonly active: LRUCache<string, VersionInForce, ActiveKey>;
  private readonly documents: LRUCache<string, StoredDocument, VersionKey>;

  constructor(
    policies: PolicyRepository,
    private readonly clock: Clock,
  ) {
    this.active = new LRUCache({
      max: MOST_POLICIES,
      ttl: REMEMBER_MS,
      fetchMethod: (_key, _stale, { context: { firmId, policyId, today } }) =>
        policies.findInForce(firmId, policyId, today),
    });
    this.documents = new LRUCache({
      max: MOST_DOCUMENTS,
      fetchMethod: (_key, _stale, { context: { firmId, policyId, version } }) =>
        policies.findDocument(firmId, policyId, version),
    });
  }

  /** Of the policy, or of the firm's default policy; undefined where there is none in force. */
  async find(firmId: string, policyId: string | undefined): Promise<StoredDocument | undefined> {
    const today = newYorkDateAt(this.clock.now().getTime());
    const active = await this.active.fetch(`${firmId}/${policyId ?? ''}/${today}`, {
      context: { firmId, policyId, today },
    });
    return active && this.document(firmId, active.policyId, active.version);
  }

  /** A given version, in force or not. */
  document(firmId: string, policyId: string, version: number): Promise<StoredDocument | undefined> {
    return this.documents.fetch(`${firmId}/${policyId}/${version}`, {
      context: { firmId, policyId, version },
    });
  }

  /** To be called when a firm changes which policy or version is in force. */
  forget(firmId: string): void {
    for (const key of this.active.keys()) if (key.startsWith(`${firmId}/`)) this.active.delete(key);
  }
}

interface ActiveKey {
  readonly firmId: string;
  readonly policyId: string | undefined;
  readonly today: string;
}

interface VersionKey {
  readonly firmId: string;
  readonly policyId: string;
  readonly version: number;
}

import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { PolicyRepository, type StoredPolicyVersion } from './policy.repository.js';

const REMEMBER_MS = 5_000;
const MOST_POLICIES = 5_000;
const MOST_DOCUMENTS = 500;

/**
 * The policy version in force, from memory where it was read in the last 5 s, so that a preview needs
 * no database. Documents never change and stay until others push them out.
 */
@Injectable()
export class ActivePolicies {
  private readonly active: LRUCache<string, { policyId: string; version: number }, ActiveKey>;
  private readonly versions: LRUCache<string, StoredPolicyVersion, VersionKey>;

  constructor(policies: PolicyRepository) {
    this.active = new LRUCache({
      max: MOST_POLICIES,
      ttl: REMEMBER_MS,
      fetchMethod: (_key, _stale, { context }) => policies.findActive(context.firmId, context.policyId),
    });
    this.versions = new LRUCache({
      max: MOST_DOCUMENTS,
      fetchMethod: async (_key, _stale, { context }) =>
        (await policies.findVersion(context.firmId, context.policyId, context.version)) ?? undefined,
    });
  }

  /** Of the policy, or of the firm's default policy; undefined where there is none in force. */
  async find(firmId: string, policyId: string | undefined): Promise<StoredPolicyVersion | undefined> {
    const active = await this.active.fetch(`${firmId}/${policyId ?? ''}`, { context: { firmId, policyId } });
    return active && this.version(firmId, active.policyId, active.version);
  }

  version(firmId: string, policyId: string, version: number): Promise<StoredPolicyVersion | undefined> {
    return this.versions.fetch(`${firmId}/${policyId}/${version}`, {
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
}

interface VersionKey {
  readonly firmId: string;
  readonly policyId: string;
  readonly version: number;
}

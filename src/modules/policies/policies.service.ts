import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import { newYorkDateAt } from '../../domain/market/new-york-time.js';
import { policyDiff } from '../../domain/policy/policy-diff.js';
import type { PolicyDocument } from '../../domain/policy/policy-document.js';
import { tellPolicyChange, tellPolicyChanges } from '../../domain/words/policy-diff-in-words.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/database.js';
import {
  decodeCreatedCursor,
  decodeCursor,
  mapPage,
  pageOf,
  type Page,
  type PageQuery,
} from '../../platform/http/page.js';
import { ActivePolicies } from './active-policies.js';
import type { PolicyDto, PolicyRuleDto, PolicyVersionDto, PolicyVersionHeaderDto } from './dto/policy.dto.js';
import type { PolicyDiffDto } from './dto/policy-diff.dto.js';
import { policyDto, policyVersionDto, policyVersionHeaderDto } from './policy.mapper.js';
import { PolicyRepository } from './policy.repository.js';
import { policyRules } from './policy-rules.js';
import { policyNotFound, policyVersionNotFound } from './policy-refusals.js';

/** The policy version that advice is computed by. */
export interface PolicyInForce {
  readonly policyId: string;
  readonly version: number;
  readonly document: PolicyDocument;
  readonly documentHash: string;
}

/** Which policy a question asks for. */
export interface AskedPolicy {
  /** Absent: the firm's default policy. */
  readonly policy?: string;
  /** Absent: the version in force. */
  readonly policyVersion?: number;
}

/** Reads a firm's policies. Versions are immutable; which is in force is known for up to 5 s. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly policies: PolicyRepository,
    private readonly active: ActivePolicies,
    private readonly clock: Clock,
  ) {}

  /**
   * The version in force of a policy, by default of the firm's default policy. Throws 422
   * `unknown-policy` (pointer `/policy`) where the firm has no such policy or none of it is in force.
   */
  async activeDocument(firmId: string, policyId?: string): Promise<PolicyInForce> {
    const found = await this.active.find(firmId, policyId);
    if (found) return found;
    const message =
      policyId === undefined
        ? 'The firm has no default policy in force.'
        : `The firm has no policy "${policyId}" with a version in force.`;
    throw new DomainError(
      'unprocessable',
      'unknown-policy',
      message,
      policyId === undefined ? [] : [{ pointer: '/policy', code: 'unknown-policy', message }],
    );
  }

  /**
   * The version that advice may be stored by: the one in force. Throws as `activeDocument` does, and 422
   * `policy-not-active` where another version is asked for.
   */
  async documentInForce(firmId: string, { policy, policyVersion }: AskedPolicy): Promise<PolicyInForce> {
    const found = await this.activeDocument(firmId, policy);
    if (policyVersion === undefined || policyVersion === found.version) return found;
    await this.triedDocument(firmId, { policy: found.policyId, policyVersion });
    const message = `Version ${policyVersion} is not in force, version ${found.version} is; another can be previewed, and no recommendation by it is stored.`;
    throw new DomainError('unprocessable', 'policy-not-active', message, [
      { pointer: '/policyVersion', code: 'policy-not-active', message },
    ]);
  }

  /**
   * The version that advice may be tried by: any, by default the one in force. Throws as `activeDocument`
   * does, and 422 `unknown-policy-version` (pointer `/policyVersion`).
   */
  async triedDocument(firmId: string, { policy, policyVersion }: AskedPolicy): Promise<PolicyInForce> {
    if (policyVersion === undefined) return this.activeDocument(firmId, policy);
    const policyId = policy ?? (await this.activeDocument(firmId)).policyId;
    const found = await this.active.document(firmId, policyId, policyVersion);
    if (found) return found;
    const latest = (await this.policies.find(firmId, policyId))?.versions[0]?.version;
    const message =
      latest === undefined
        ? `The firm has no policy "${policyId}", so no version of it.`
        : `The policy has no version ${policyVersion}; valid: 1 to ${latest}.`;
    throw new DomainError('unprocessable', 'unknown-policy-version', message, [
      { pointer: '/policyVersion', code: 'unknown-policy-version', message },
    ]);
  }

  /** A given version, in force or not. Throws 404 `policy-version-not-found`. */
  async document(firmId: string, policyId: string, version: number): Promise<PolicyInForce> {
    const found = await this.active.document(firmId, policyId, version);
    if (!found) throw policyVersionNotFound();
    return found;
  }

  /** The version in force of each of the firm's policies that has one, without the documents. */
  activeVersions(firmId: string): Promise<readonly Omit<PolicyInForce, 'document'>[]> {
    return this.policies.versionsInForce(firmId, this.today());
  }

  /** Whether the firm has the policy and a version of it is in force. */
  async isInForce(tx: Transaction, firmId: string, policyId: string): Promise<boolean> {
    return (await this.policies.findInForceIn(tx, firmId, policyId, this.today())) !== undefined;
  }

  /** To be called after a change of the firm's default policy. */
  defaultChanged(firmId: string): void {
    this.active.forget(firmId);
  }

  async list(firmId: string, { cursor, limit }: PageQuery): Promise<Page<PolicyDto>> {
    const rows = await this.policies.list(firmId, decodeCreatedCursor(cursor), limit + 1);
    const inForce = await this.policies.allInForce(
      firmId,
      rows.map(({ id }) => id),
      this.today(),
    );
    const versions = new Map(inForce.map(({ policyId, version }) => [policyId, version]));
    return mapPage(
      pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      (row) => policyDto(row, versions.get(row.id)),
    );
  }

  async get(firmId: string, id: string): Promise<PolicyDto> {
    return policyDto(await this.existing(firmId, id), await this.versionInForce(firmId, id));
  }

  async listVersions(firmId: string, id: string, query: PageQuery): Promise<Page<PolicyVersionHeaderDto>> {
    const { cursor, limit } = query;
    const [before] = decodeCursor(cursor, 1) ?? [];
    await this.existing(firmId, id);
    const below = before === undefined ? undefined : Number.parseInt(before, 10) || 0;
    const rows = await this.policies.listVersions(firmId, id, below, limit + 1);
    const inForce = await this.versionInForce(firmId, id);
    return mapPage(
      pageOf(rows, limit, ({ version }) => [String(version)]),
      (row) => policyVersionHeaderDto(row, inForce),
    );
  }

  async getVersion(firmId: string, id: string, version: number): Promise<PolicyVersionDto> {
    const found = await this.policies.findVersion(firmId, id, version);
    if (!found) throw policyVersionNotFound();
    return policyVersionDto(found, await this.versionInForce(firmId, id));
  }

  async listRules(firmId: string, id: string, version: number): Promise<PolicyRuleDto[]> {
    return policyRules((await this.document(firmId, id, version)).document);
  }

  /** What a version has otherwise than another. Throws 404 `policy-version-not-found`. */
  async diff(firmId: string, policyId: string, version: number, against: number): Promise<PolicyDiffDto> {
    const { document: to } = await this.document(firmId, policyId, version);
    const { document: from } = await this.document(firmId, policyId, against);
    const changes = policyDiff(from, to);
    return {
      policyId,
      version,
      against,
      identical: changes.length === 0,
      changes: changes.map(({ path: _, ...change }, i) => ({
        ...change,
        sentence: tellPolicyChange(changes[i]!),
      })),
      text: tellPolicyChanges(changes),
    };
  }

  private today(): string {
    return newYorkDateAt(this.clock.now().getTime());
  }

  private async versionInForce(firmId: string, id: string): Promise<number | undefined> {
    return (await this.policies.findInForce(firmId, id, this.today()))?.version;
  }

  private async existing(firmId: string, id: string) {
    const policy = await this.policies.find(firmId, id);
    if (!policy) throw policyNotFound();
    return policy;
  }
}

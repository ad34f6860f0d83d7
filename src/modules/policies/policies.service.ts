import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import type { PolicyDocument } from '../../domain/policy/policy-document.js';
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
import { policyDto, policyVersionDto, policyVersionHeaderDto } from './policy.mapper.js';
import { PolicyRepository, type StoredPolicyVersion } from './policy.repository.js';
import { policyRules } from './policy-rules.js';

/** The policy version that advice is computed by. */
export interface PolicyInForce {
  readonly policyId: string;
  readonly version: number;
  readonly document: PolicyDocument;
  readonly documentHash: string;
}

/** Reads a firm's policies. Versions are immutable; which is in force is known for up to 5 s. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly policies: PolicyRepository,
    private readonly active: ActivePolicies,
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

  /** A given version, in force or not. Throws 404 `policy-version-not-found`. */
  document(firmId: string, policyId: string, version: number): Promise<PolicyInForce> {
    return this.version(firmId, policyId, version);
  }

  /** The version in force of each of the firm's policies that has one, without the documents. */
  activeVersions(firmId: string): Promise<readonly Omit<PolicyInForce, 'document'>[]> {
    return this.policies.activeVersions(firmId);
  }

  /** Whether the firm has the policy and a version of it is in force. */
  async isInForce(firmId: string, policyId: string): Promise<boolean> {
    return (await this.policies.findActive(firmId, policyId)) !== undefined;
  }

  /** To be called after a change of the firm's default policy. */
  defaultChanged(firmId: string): void {
    this.active.forget(firmId);
  }

  async list(firmId: string, { cursor, limit }: PageQuery): Promise<Page<PolicyDto>> {
    const rows = await this.policies.list(firmId, decodeCreatedCursor(cursor), limit + 1);
    return mapPage(
      pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      policyDto,
    );
  }

  async get(firmId: string, id: string): Promise<PolicyDto> {
    return policyDto(await this.existing(firmId, id));
  }

  async listVersions(firmId: string, id: string, query: PageQuery): Promise<Page<PolicyVersionHeaderDto>> {
    const { cursor, limit } = query;
    const [before] = decodeCursor(cursor, 1) ?? [];
    await this.existing(firmId, id);
    const below = before === undefined ? undefined : Number.parseInt(before, 10) || 0;
    const rows = await this.policies.listVersions(firmId, id, below, limit + 1);
    return mapPage(
      pageOf(rows, limit, ({ version }) => [String(version)]),
      policyVersionHeaderDto,
    );
  }

  async getVersion(firmId: string, id: string, version: number): Promise<PolicyVersionDto> {
    return policyVersionDto(await this.version(firmId, id, version));
  }

  async listRules(firmId: string, id: string, version: number): Promise<PolicyRuleDto[]> {
    return policyRules((await this.version(firmId, id, version)).document);
  }

  private async existing(firmId: string, id: string) {
    const policy = await this.policies.find(firmId, id);
    if (!policy) throw new DomainError('not_found', 'policy-not-found', 'The firm has no such policy.');
    return policy;
  }

  private async version(firmId: string, id: string, version: number): Promise<StoredPolicyVersion> {
    const found = await this.active.version(firmId, id, version);
    if (!found) {
      throw new DomainError(
        'not_found',
        'policy-version-not-found',
        'The firm has no such version of a policy.',
      );
    }
    return found;
  }
}

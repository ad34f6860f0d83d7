import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalHash } from '../../domain/canonical-hash.js';
import { DomainError } from '../../domain/domain-error.js';
import type { PolicyDocument } from '../../domain/policy/policy-document.js';
import { POLICY_PRESETS } from '../../domain/policy/presets.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import type { PolicyDto, PolicyVersionHeaderDto } from './dto/policy.dto.js';
import type { CreatePolicyDto, CreateVersionDto } from './dto/write-policy.dto.js';
import { assertPolicyDocument } from './policy-faults.js';
import { policyDto, policyVersionHeaderDto } from './policy.mapper.js';
import { oneSource, policyNotFound, policyVersionNotFound, slugTaken } from './policy-refusals.js';
import { isSlugTaken, PolicyRepository } from './policy.repository.js';
import { PoliciesService } from './policies.service.js';

/** Writes policies and versions of them: drafts, which nothing follows until they are approved and activated. */
@Injectable()
export class PolicyDraftsService {
  constructor(
    private readonly database: Database,
    private readonly policies: PolicyRepository,
    private readonly reader: PoliciesService,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** A policy with version 1 as a draft. Throws 409 `slug-taken`, 422 `invalid-policy`. */
  async createPolicy(caller: Caller, request: CreatePolicyDto): Promise<PolicyDto> {
    const { firmId, principalId } = caller;
    const { slug, name } = request;
    const document = await this.documentOf(firmId, undefined, request);
    const createdAt = this.clock.now();
    const id = randomUUID();
    try {
      await this.database.asFirm(firmId, async (tx) => {
        await this.policies.create(tx, { firmId, id, slug, name, createdAt });
        await this.audit.record(tx, {
          firmId,
          principalId,
          action: 'policy.created',
          subjectType: 'policy',
          subjectId: id,
          details: { slug, name },
        });
        await this.draft(tx, caller, { policyId: id, version: 1, document, note: request.note, createdAt });
      });
    } catch (error) {
      throw isSlugTaken(error) ? slugTaken(slug) : error;
    }
    return policyDto({ firmId, id, slug, name, createdAt, versions: [{ version: 1 }] }, undefined);
  }

  /** A further draft. Throws 404 `policy-not-found`, 422 `invalid-policy`, `unknown-policy-version`. */
  async createVersion(
    caller: Caller,
    policyId: string,
    request: CreateVersionDto,
  ): Promise<PolicyVersionHeaderDto> {
    const { firmId } = caller;
    await this.reader.get(firmId, policyId);
    const document = await this.documentOf(firmId, policyId, request);
    return this.database.asFirm(firmId, async (tx) => {
      const policy = await this.policies.findLocked(tx, firmId, policyId);
      if (!policy) throw policyNotFound();
      const version = (policy.versions[0]?.version ?? 0) + 1;
      const createdAt = this.clock.now();
      await this.draft(tx, caller, { policyId, version, document, note: request.note, createdAt });
      const written = await this.policies.findHeaderIn(tx, firmId, policyId, version);
      if (!written) throw policyVersionNotFound();
      return policyVersionHeaderDto(written, undefined);
    });
  }

  private async draft(
    tx: Transaction,
    { firmId, principalId }: Caller,
    {
      policyId,
      version,
      document,
      note,
      createdAt,
    }: {
      policyId: string;
      version: number;
      document: PolicyDocument;
      note: string | undefined;
      createdAt: Date;
    },
  ): Promise<void> {
    const documentHash = canonicalHash(document);
    await this.policies.createVersion(tx, {
      firmId,
      policyId,
      version,
      document,
      documentHash,
      createdBy: principalId,
      createdAt,
      note,
    });
    await this.audit.record(tx, {
      firmId,
      principalId,
      action: 'policy_version.drafted',
      subjectType: 'policy_version',
      subjectId: `${policyId}/${version}`,
      details: { documentHash },
    });
  }

  /** The document that a draft is written from: its own, a preset's or another version's. */
  private async documentOf(
    firmId: string,
    policyId: string | undefined,
    { document, preset, copyOf }: CreateVersionDto,
  ): Promise<PolicyDocument> {
    const sources = { document, preset, ...(policyId === undefined ? {} : { copyOf }) };
    const given = Object.entries(sources).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    if (given.length !== 1) throw oneSource(Object.keys(sources), given);
    if (preset !== undefined) return POLICY_PRESETS[preset];
    if (policyId === undefined || copyOf === undefined) return assertPolicyDocument(document, '/document');
    try {
      const source = await this.reader.triedDocument(firmId, { policy: policyId, policyVersion: copyOf });
      return assertPolicyDocument(source.document, '/copyOf');
    } catch (error) {
      throw error instanceof DomainError ? atCopyOf(error) : error;
    }
  }
}

/** The same refusal, of the field that the caller gave. */
const atCopyOf = ({ kind, code, message, fields }: DomainError): DomainError =>
  new DomainError(
    kind,
    code,
    message,
    fields.map((field) => ({ ...field, pointer: field.pointer.replace(/^\/policyVersion$/, '/copyOf') })),
  );

import { Injectable } from '@nestjs/common';
import { addImpacts, impactOf, NO_IMPACT, type ImpactTotals } from '../../domain/book/impact.js';
import { DomainError } from '../../domain/domain-error.js';
import { decodeCreatedCursor, mapPage, pageOf, type Page, type PageQuery } from '../../platform/http/page.js';
import type { Caller } from '../auth/caller.js';
import { PoliciesService, type AskedPolicy } from '../policies/policies.service.js';
import { Advisors } from '../recommendations/advisors.service.js';
import { SubjectNames } from '../recommendations/subject-names.service.js';
import type { CreateImpactDto, ImpactDto, ImpactHeaderDto } from './dto/impact.dto.js';
import { RunAdvisors } from './run-advisors.service.js';
import { RunCreation } from './run-creation.service.js';
import { impactDto, impactHeaderDto } from './run-dto.mapper.js';
import { RunRepository } from './run.repository.js';

/** What a version of a policy would change across the whole book, before anybody approves it. */
@Injectable()
export class ImpactsService {
  constructor(
    private readonly policies: PoliciesService,
    private readonly advisors: Advisors,
    private readonly runAdvisors: RunAdvisors,
    private readonly creation: RunCreation,
    private readonly runs: RunRepository,
    private readonly names: SubjectNames,
  ) {}

  /** @throws DomainError 404 `policy-version-not-found` */
  async create(
    caller: Caller,
    policyId: string,
    version: number,
    { asOf, against }: CreateImpactDto,
  ): Promise<ImpactDto> {
    const { firmId } = caller;
    await this.policies.document(firmId, policyId, version);
    if (against !== undefined) await this.policies.document(firmId, policyId, against);
    const asked = asOf === undefined ? {} : { asOf };
    const compared = await this.advisors.tryOut(firmId, {
      ...asked,
      ...(await this.comparedVersion(firmId, policyId, against)),
    });
    const at = { ...asked, knownAt: new Date(compared.knownAt).toISOString(), revision: compared.revision };
    const { overrides, facts } = compared;
    const judged = await this.advisors.byVersion(firmId, policyId, version, at, { overrides, facts });
    const id = await this.creation.create(caller, {
      kind: 'impact',
      at: judged,
      askedAsOf: asOf,
      policy: { id: policyId, version },
      against: { id: compared.policy.policyId, version: compared.policy.version },
      filter: {},
    });
    return this.get(firmId, id);
  }

  /** The version named, else the one in force of the policy, else that of the firm's default policy. */
  private async comparedVersion(
    firmId: string,
    policy: string,
    against: number | undefined,
  ): Promise<AskedPolicy> {
    if (against !== undefined) return { policy, policyVersion: against };
    const inForce = await this.policies.activeVersions(firmId);
    return inForce.some(({ policyId }) => policyId === policy) ? { policy } : {};
  }

  /** Those of a version, latest first, without what they found. @throws DomainError 404 `policy-version-not-found` */
  async list(
    firmId: string,
    policyId: string,
    version: number,
    { cursor, limit }: PageQuery,
  ): Promise<Page<ImpactHeaderDto>> {
    await this.policies.document(firmId, policyId, version);
    const of = { kind: 'impact', policyId, policyVersion: version } as const;
    const rows = await this.runs.list(firmId, of, decodeCreatedCursor(cursor), limit + 1);
    return mapPage(
      pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      impactHeaderDto,
    );
  }

  /** @throws DomainError 404 `impact-not-found` */
  async get(firmId: string, id: string): Promise<ImpactDto> {
    const run = await this.runs.find(firmId, 'impact', id);
    if (run === undefined) {
      throw new DomainError('not_found', 'impact-not-found', 'The firm has no such impact.');
    }
    if (run.state === 'running') return impactHeaderDto(run);
    const totals = await this.runs.totals<ImpactTotals>(firmId, id);
    const impact = impactOf(totals.reduce(addImpacts, NO_IMPACT));
    const mostMoved = await this.names.beside(firmId, impact.mostMoved);
    const { advisor } = await this.runAdvisors.of(firmId, run);
    return impactDto(run, advisor, { ...impact, mostMoved });
  }
}

import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Advisors, type AdvisorAt } from '../recommendations/advisors.service.js';
import type { PolicyVersionRef, Run } from './run.js';

const KEPT = 8;

/** The advisors of runs, by everything a run was made with: whatever was activated or entered since is not in them. */
@Injectable()
export class RunAdvisors {
  private readonly kept = new LRUCache<string, Promise<AdvisorAt>>({ max: KEPT });

  constructor(private readonly advisors: Advisors) {}

  /** By the run's policy version. */
  of(firmId: string, run: Run): Promise<AdvisorAt> {
    return this.by(firmId, run, run.policy);
  }

  /** By the version that an impact compares with. */
  against(firmId: string, run: Run): Promise<AdvisorAt> {
    return this.by(firmId, run, run.against ?? run.policy);
  }

  private by(firmId: string, run: Run, { id, version }: PolicyVersionRef): Promise<AdvisorAt> {
    const key = `${firmId}/${run.id}/${id}/${version}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const asked = {
      knownAt: run.knownAt.toISOString(),
      revision: run.revision,
      ...(run.askedAsOf === undefined ? {} : { asOf: run.askedAsOf }),
    };
    const made = this.advisors.byVersion(firmId, id, version, asked, run.entries);
    this.kept.set(key, made);
    made.catch(() => this.kept.delete(key));
    return made;
  }
}

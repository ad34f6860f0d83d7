import { Module } from '@nestjs/common';
import { ActivePolicies } from './active-policies.js';
import { AuditModule } from '../audit/audit.module.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesService } from './policies.service.js';
import { PolicyDraftsService } from './policy-drafts.service.js';
import { PolicyLifecycleController } from './policy-lifecycle.controller.js';
import { PolicyLifecycleService } from './policy-lifecycle.service.js';
import { PolicyRepository } from './policy.repository.js';

@Module({
  imports: [AuditModule],
  controllers: [PoliciesController, PolicyLifecycleController],
  providers: [ActivePolicies, PoliciesService, PolicyDraftsService, PolicyLifecycleService, PolicyRepository],
  exports: [PoliciesService],
})
export class PoliciesModule {}

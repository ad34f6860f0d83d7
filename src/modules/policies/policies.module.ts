import { Module } from '@nestjs/common';
import { ActivePolicies } from './active-policies.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesService } from './policies.service.js';
import { PolicyRepository } from './policy.repository.js';

@Module({
  controllers: [PoliciesController],
  providers: [ActivePolicies, PoliciesService, PolicyRepository],
  exports: [PoliciesService],
})
export class PoliciesModule {}

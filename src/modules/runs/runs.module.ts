import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { AdviceSlices } from './advice-slices.service.js';
import { ImpactSlices } from './impact-slices.service.js';
import { ImpactsController } from './impacts.controller.js';
import { ImpactsService } from './impacts.service.js';
import { RunAdvisors } from './run-advisors.service.js';
import { RunCreation } from './run-creation.service.js';
import { RunItemRepository } from './run-item.repository.js';
import { RunRepository } from './run.repository.js';
import { RunWorker } from './run-worker.service.js';
import { RunsController } from './runs.controller.js';
import { RunsService } from './runs.service.js';
import { Slices } from './slices.service.js';
import { StatementsService } from './statements.service.js';

@Module({
  imports: [AccountsModule, AuditModule, PoliciesModule, RecommendationsModule],
  controllers: [ImpactsController, RunsController],
  providers: [
    AdviceSlices,
    ImpactSlices,
    ImpactsService,
    RunAdvisors,
    RunCreation,
    RunItemRepository,
    RunRepository,
    RunWorker,
    RunsService,
    Slices,
    StatementsService,
  ],
  exports: [RunsService, StatementsService],
})
export class RunsModule {}

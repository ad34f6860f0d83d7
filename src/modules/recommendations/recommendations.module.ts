import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { MacroModule } from '../macro/macro.module.js';
import { MarketFactsModule } from '../market-facts/market-facts.module.js';
import { MarketRegimeModule } from '../market-regime/market-regime.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { RuleRecordsModule } from '../rule-records/rule-records.module.js';
import { Advisors } from './advisors.service.js';
import { BookAdviceService } from './book-advice.service.js';
import { HouseholdRecommendationsController } from './household-recommendations.controller.js';
import { HouseholdRecommendations } from './household-recommendations.service.js';
import { HouseholdTerms } from './household-terms.service.js';
import { PreviewService } from './preview.service.js';
import { RecommendationBookRepository } from './recommendation-book.repository.js';
import { RecommendationRecorder } from './recommendation-recorder.service.js';
import { RecommendationRepository } from './recommendation.repository.js';
import { RecommendationsController } from './recommendations.controller.js';
import { RecommendationsService } from './recommendations.service.js';
import { ReplayService } from './replay.service.js';
import { SubjectNames } from './subject-names.service.js';
import { WhatIfService } from './what-if.service.js';

@Module({
  imports: [
    AccountsModule,
    AuditModule,
    ClientsModule,
    MacroModule,
    MarketFactsModule,
    MarketRegimeModule,
    PoliciesModule,
    RuleRecordsModule,
  ],
  controllers: [RecommendationsController, HouseholdRecommendationsController],
  providers: [
    Advisors,
    BookAdviceService,
    HouseholdRecommendations,
    HouseholdTerms,
    PreviewService,
    RecommendationBookRepository,
    RecommendationRecorder,
    RecommendationRepository,
    RecommendationsService,
    ReplayService,
    SubjectNames,
    WhatIfService,
  ],
  exports: [Advisors, BookAdviceService, RecommendationsService, SubjectNames],
})
export class RecommendationsModule {}

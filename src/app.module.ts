import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './modules/accounts/accounts.module.js';
import { AuthModule } from './modules/auth/auth.module.js';
import { ClientsModule } from './modules/clients/clients.module.js';
import { FirmsModule } from './modules/firms/firms.module.js';
import { HealthModule } from './modules/health/health.module.js';
import { MacroModule } from './modules/macro/macro.module.js';
import { MarketDataModule } from './modules/market-data/market-data.module.js';
import { MarketFactsModule } from './modules/market-facts/market-facts.module.js';
import { MarketRegimeModule } from './modules/market-regime/market-regime.module.js';
import { PagesModule } from './modules/pages/pages.module.js';
import { PoliciesModule } from './modules/policies/policies.module.js';
import { RecommendationsModule } from './modules/recommendations/recommendations.module.js';
import { RuleRecordsModule } from './modules/rule-records/rule-records.module.js';
import { RunsModule } from './modules/runs/runs.module.js';
import type { Clock } from './platform/clock/clock.js';
import { ClockModule } from './platform/clock/clock.module.js';
import type { AppConfig } from './platform/config/app-config.js';
import { ConfigModule } from './platform/config/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { QueueModule } from './platform/queue/queue.module.js';

@Module({})
export class AppModule {
  /** Everything, on a prepared database that `config.databaseUrl` names. */
  static register(config: AppConfig, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.register(config),
        ClockModule.register(clock),
        DatabaseModule,
        QueueModule,
        AuthModule,
        HealthModule,
        FirmsModule,
        PoliciesModule,
        RuleRecordsModule,
        AccountsModule,
        ClientsModule,
        MarketDataModule,
        MarketRegimeModule,
        MacroModule,
        MarketFactsModule,
        RecommendationsModule,
        PagesModule,
        RunsModule,
      ],
    };
  }
}

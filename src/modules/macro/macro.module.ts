import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { MarketDataModule } from '../market-data/market-data.module.js';
import { MarketRegimeModule } from '../market-regime/market-regime.module.js';
import { MacroController } from './macro.controller.js';
import { MacroService } from './macro.service.js';
import { OverrideRepository } from './override.repository.js';
import { OverridesController } from './overrides.controller.js';
import { OverridesService } from './overrides.service.js';
import { StatementsController } from './statements.controller.js';

@Module({
  imports: [AuditModule, MarketDataModule, MarketRegimeModule],
  controllers: [OverridesController, StatementsController, MacroController],
  providers: [MacroService, OverrideRepository, OverridesService],
  exports: [OverridesService],
})
export class MacroModule {}

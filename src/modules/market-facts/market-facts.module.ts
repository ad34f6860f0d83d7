import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { MarketFactRepository } from './market-fact.repository.js';
import { MarketFactsController } from './market-facts.controller.js';
import { MarketFactsService } from './market-facts.service.js';

@Module({
  imports: [AuditModule],
  controllers: [MarketFactsController],
  providers: [MarketFactRepository, MarketFactsService],
  exports: [MarketFactsService],
})
export class MarketFactsModule {}

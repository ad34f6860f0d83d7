import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { MarketDataModule } from '../market-data/market-data.module.js';
import { MarketRegimeModule } from '../market-regime/market-regime.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { RuleRecordComputer } from './rule-record-computer.service.js';
import { RuleRecordRepository } from './rule-record.repository.js';
import { RuleRecordSchedule } from './rule-record-schedule.service.js';
import { RuleRecordsController } from './rule-records.controller.js';
import { RuleRecords } from './rule-records.service.js';

@Module({
  imports: [AuditModule, MarketDataModule, MarketRegimeModule, PoliciesModule],
  controllers: [RuleRecordsController],
  providers: [RuleRecordComputer, RuleRecordRepository, RuleRecordSchedule, RuleRecords],
  exports: [RuleRecords],
})
export class RuleRecordsModule {}

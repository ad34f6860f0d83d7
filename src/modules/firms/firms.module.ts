import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { FirmRepository } from './firm.repository.js';
import { FirmsController } from './firms.controller.js';
import { FirmsService } from './firms.service.js';

@Module({
  imports: [AuditModule, PoliciesModule],
  controllers: [FirmsController],
  providers: [FirmRepository, FirmsService],
  exports: [FirmsService],
})
export class FirmsModule {}

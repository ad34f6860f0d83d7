import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { AccountRepository } from './account.repository.js';
import { AccountWriter } from './account-writer.service.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { ClientRepository } from './client.repository.js';

@Module({
  imports: [AuditModule, PoliciesModule],
  controllers: [AccountsController],
  providers: [AccountRepository, AccountWriter, AccountsService, ClientRepository],
  exports: [AccountsService],
})
export class AccountsModule {}

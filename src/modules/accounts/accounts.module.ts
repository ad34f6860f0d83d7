import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { AccountBook } from './account-book.service.js';
import { AccountBookRepository } from './account-book.repository.js';
import { AccountRepository } from './account.repository.js';
import { AccountWriter } from './account-writer.service.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';

@Module({
  imports: [AuditModule, ClientsModule, PoliciesModule],
  controllers: [AccountsController],
  providers: [AccountBook, AccountBookRepository, AccountRepository, AccountWriter, AccountsService],
  exports: [AccountBook, AccountsService],
})
export class AccountsModule {}

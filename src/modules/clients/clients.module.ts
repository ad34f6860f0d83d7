import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { AccountClients } from './account-clients.service.js';
import { ClientRepository } from './client.repository.js';
import { ClientsController } from './clients.controller.js';
import { ClientsService } from './clients.service.js';
import { HouseholdRepository } from './household.repository.js';
import { HouseholdsController } from './households.controller.js';
import { HouseholdsService } from './households.service.js';

@Module({
  imports: [AuditModule, PoliciesModule],
  controllers: [ClientsController, HouseholdsController],
  providers: [AccountClients, ClientRepository, ClientsService, HouseholdRepository, HouseholdsService],
  exports: [AccountClients, HouseholdsService],
})
export class ClientsModule {}

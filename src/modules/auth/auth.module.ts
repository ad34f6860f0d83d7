import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AuditModule } from '../audit/audit.module.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuthenticatedKeys } from './authenticated-keys.js';
import { AuthenticationService } from './authentication.service.js';
import { KeyGuard } from './key.guard.js';
import { RouteScopesCheck } from './route-scopes.check.js';

/** Who may call: keys, their check on every route that isn't public, and their management. */
@Module({
  imports: [AuditModule, DiscoveryModule],
  controllers: [ApiKeysController],
  providers: [
    ApiKeyRepository,
    ApiKeysService,
    AuthenticatedKeys,
    AuthenticationService,
    RouteScopesCheck,
    { provide: APP_GUARD, useClass: KeyGuard },
  ],
})
export class AuthModule {}

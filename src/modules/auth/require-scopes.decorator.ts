import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { Problems } from '../../platform/http/problems.decorator.js';
import type { Scope } from './scopes.js';

export const REQUIRED_SCOPES = 'auth:required-scopes';

/**
 * The scopes a key must all have to call this route; 401 without a good key, 403 `missing-scope` without
 * the scopes. Also documents both, and the scopes, in the OpenAPI document.
 */
export const RequireScopes = (...scopes: [Scope, ...Scope[]]): MethodDecorator =>
  applyDecorators(
    SetMetadata(REQUIRED_SCOPES, scopes),
    ApiBearerAuth('apiKey'),
    ApiExtension('x-required-scopes', scopes),
    Problems(401, 403),
  );

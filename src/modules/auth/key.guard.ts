import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../../platform/http/problem.js';
import { AuthenticationService } from './authentication.service.js';
import { PUBLIC } from './public.decorator.js';
import { REQUIRED_SCOPES } from './require-scopes.decorator.js';
import type { Scope } from './scopes.js';

/** Lets a request pass when its route is public, or its key is good and has the scopes of the route. */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: AuthenticationService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, route)) return true;
    const required = this.reflector.getAllAndOverride<readonly Scope[] | undefined>(REQUIRED_SCOPES, route);
    if (!required) throw new Error(`${context.getClass().name} has a route without scopes`);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.authentication.authenticate(request.headers.authorization);
    const missing = required.find((scope) => !caller.scopes.includes(scope));
    if (missing) throw new HttpProblem(403, 'missing-scope', `The API key lacks the scope "${missing}".`);
    request.caller = caller;
    return true;
  }
}

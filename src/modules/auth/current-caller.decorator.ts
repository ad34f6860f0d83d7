import { createParamDecorator, InternalServerErrorException, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';

/** The `Caller` of an authenticated route. On a public route there is none, which is a programming error. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new InternalServerErrorException('CurrentCaller on a public route');
  return caller;
});

import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { entityTag } from './expected-version.js';

/** Sets `ETag` from the `version` of the answer's body. */
@Injectable()
export class EntityTagInterceptor implements NestInterceptor<{ version: number }, { version: number }> {
  intercept(
    context: ExecutionContext,
    next: CallHandler<{ version: number }>,
  ): Observable<{ version: number }> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((body) => {
        void reply.header('etag', entityTag(body.version));
        return body;
      }),
    );
  }
}

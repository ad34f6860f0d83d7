import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { PICTURE_HEADERS } from './page-headers.js';

/** Answers SVG with its headers and an ETag of its bytes; 304 to whoever has them. */
@Injectable()
export class PictureInterceptor implements NestInterceptor<string, string | undefined> {
  intercept(context: ExecutionContext, next: CallHandler<string>): Observable<string | undefined> {
    const http = context.switchToHttp();
    const { headers } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      map((svg) => {
        const tag = `"${createHash('sha256').update(svg).digest('base64url')}"`;
        void reply.headers({ ...PICTURE_HEADERS, etag: tag });
        if (!matches(headers['if-none-match'], tag)) return svg;
        void reply.code(304);
        return undefined;
      }),
    );
  }
}

/** Compares weakly, as RFC 9110 asks of If-None-Match. */
const matches = (header: string | undefined, tag: string): boolean =>
  header?.split(',').some((one) => [tag, '*'].includes(one.trim().replace(/^W\//, ''))) ?? false;

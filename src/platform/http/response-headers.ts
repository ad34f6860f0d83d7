import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

/** On every answer: the request's id and, since answers hold clients' data, no storing by caches. */
export function addResponseHeaders(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      reply.header('x-request-id', request.id).headers(HEADERS);
      if (request.url.startsWith('/v1/')) reply.header('cache-control', 'no-store');
      done();
    });
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Price bars are imported as text: a full history of six symbols is about 3 MB. */
const TEXT_LIMIT_BYTES = 16 * 1024 * 1024;

/** JSON by Fastify's own parser; CSV and NDJSON as strings; anything else is a 415. */
export function acceptBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(
    ['text/csv', 'application/x-ndjson'],
    { parseAs: 'string', bodyLimit: TEXT_LIMIT_BYTES },
    (_request, body, done) => done(null, body),
  );
}

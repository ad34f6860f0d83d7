import type { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * A body of text that is read as it comes in, however large. A function, so that a route that expects JSON
 * refuses it as it refuses anything that is no object.
 */
export type StreamedBody = () => Readable;

export const isStreamedBody = (body: unknown): body is StreamedBody => typeof body === 'function';

/** JSON by Fastify's own parser; CSV and NDJSON as streams; anything else is a 415. */
export function acceptBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(['text/csv', 'application/x-ndjson'], (_request, payload, done) =>
    done(null, () => payload),
  );
}

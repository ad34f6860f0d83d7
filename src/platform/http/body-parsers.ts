import type { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * A body of text that is read as it comes in, however large. A function, so that a route that expects JSON
 * refuses it as it refuses anything that is no object.
 */
export type StreamedBody = () => Readable;

export const isStreamedBody = (body: unknown): body is StreamedBody => typeof body === 'function';

/**
 * JSON by Fastify's own parser, but nothing is no body: many clients announce JSON on every request. CSV and
 * NDJSON as streams; anything else is a 415.
 */
export function acceptBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parseJson(request, body, done);
  });
  fastify.addContentTypeParser(['text/csv', 'application/x-ndjson'], (_request, payload, done) =>
    done(null, () => payload),
  );
}

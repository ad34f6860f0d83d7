import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { buildOpenApiDocument } from './document.js';

/** Swagger UI at /docs and the document at /openapi.json, built when first asked for. */
export function serveDocs(
  app: NestFastifyApplication,
  scopeMeanings: Readonly<Record<string, string>>,
): void {
  SwaggerModule.setup('docs', app, () => buildOpenApiDocument(app, scopeMeanings), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Allocation Advisor',
    swaggerOptions: {
      persistAuthorization: true,
      tryItOutEnabled: true,
      displayRequestDuration: true,
    },
  });
}

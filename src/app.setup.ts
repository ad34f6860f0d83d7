import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module.js';
import { SCOPE_MEANINGS } from './modules/auth/scopes.js';
import { PAGES } from './modules/pages/pages.js';
import { type Clock, SystemClock } from './platform/clock/clock.js';
import type { AppConfig } from './platform/config/app-config.js';
import { acceptBodies } from './platform/http/body-parsers.js';
import { problemOf } from './platform/http/problem-of.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { requestIdOf } from './platform/http/request-id.js';
import { addResponseHeaders } from './platform/http/response-headers.js';
import { sendProblem } from './platform/http/send-problem.js';
import { ValidationPipe } from './platform/http/validation.pipe.js';
import { serveDocs } from './platform/openapi/serve-docs.js';

/** What a browser opens by a link has no version: links expire. */
const PAGE_PATHS = Object.values(PAGES).map(({ path }) => path);

const BODY_LIMIT_BYTES = 1024 * 1024;

export interface AppOptions {
  /** With the URL of a database that is already prepared. */
  readonly config: AppConfig;
  readonly clock?: Clock;
  /** Where Nest's own lines go; Nest's console logger if absent, nowhere if false. */
  readonly logger?: LoggerService | false;
  /** Only describes the routes: nothing is instantiated and no database is needed. */
  readonly preview?: boolean;
}

/** The service, configured and ready to listen; whoever creates it closes it. */
export async function createApp(options: AppOptions): Promise<NestFastifyApplication> {
  const { config, clock = new SystemClock(), logger, preview = false } = options;
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(config, clock),
    httpAdapter(),
    {
      bodyParser: false,
      abortOnError: false,
      preview,
      ...(logger !== undefined && { logger }),
    },
  );
  return configureApp(app);
}

function httpAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: requestIdOf,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(problemOf(error), request, reply),
  });
}

/** Everything between a bare Nest application and this service's conventions. */
function configureApp(app: NestFastifyApplication): NestFastifyApplication {
  acceptBodies(app);
  addResponseHeaders(app);
  app.setGlobalPrefix('v1', { exclude: ['health/live', 'health/ready', ...PAGE_PATHS] });
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  serveDocs(app, SCOPE_MEANINGS);
  return app;
}

import { HttpException } from '@nestjs/common';
import { DomainError, type DomainErrorKind, type FieldProblem } from '../../domain/domain-error.js';
import { DatabaseUnavailable } from '../database/database-unavailable.js';
import { HttpProblem } from './problem.js';

/** What an exception says to the caller: everything of a problem that doesn't depend on the request. */
export interface ProblemFacts {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  readonly headers: Readonly<Record<string, string>>;
}

const DOMAIN_STATUS: Readonly<Record<DomainErrorKind, number>> = {
  invalid: 400,
  unprocessable: 422,
  not_found: 404,
  conflict: 409,
};

/** Fastify's own refusals, by its error code; its sentences name internals, so ours replace them. */
const FASTIFY_REFUSALS: Readonly<Record<string, readonly [code: string, detail: string]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: ['malformed-json', 'The body is not valid JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'malformed-request',
    'The body is not as long as Content-Length says.',
  ],
  FST_ERR_CTP_BODY_TOO_LARGE: ['body-too-large', 'The body is larger than this route accepts.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media-type', 'Send the body as application/json.'],
  FST_ERR_BAD_URL: ['malformed-url', 'The URL is not validly percent-encoded.'],
  FST_ERR_MAX_PARAM_LENGTH: ['url-too-long', 'A part of the path is too long.'],
};

const STATUS_REFUSALS: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['malformed-request', 'The request cannot be read.'],
  404: ['no-such-route', 'No such path, or not with this method.'],
  413: FASTIFY_REFUSALS['FST_ERR_CTP_BODY_TOO_LARGE']!,
  415: FASTIFY_REFUSALS['FST_ERR_CTP_INVALID_MEDIA_TYPE']!,
};

const INTERNAL: ProblemFacts = {
  status: 500,
  code: 'internal-error',
  detail: 'Something went wrong here. Quote the request id when asking for help.',
  fields: [],
  headers: {},
};

/**
 * Maps any exception to what the caller may know of it. An exception nobody foresaw becomes
 * `internal-error`: neither its message nor its stack leaves the service.
 */
export function problemOf(exception: unknown): ProblemFacts {
  if (exception instanceof HttpProblem) {
    const { code, message, fields, headers } = exception;
    return { status: exception.getStatus(), code, detail: message, fields, headers };
  }
  if (exception instanceof DomainError) {
    const { kind, code, message, fields } = exception;
    return { status: DOMAIN_STATUS[kind], code, detail: message, fields, headers: {} };
  }
  if (exception instanceof DatabaseUnavailable) {
    return {
      status: 503,
      code: 'database-unavailable',
      detail: 'The database cannot be reached at present.',
      fields: [],
      headers: { 'retry-after': '1' },
    };
  }
  return refusalOf(exception) ?? INTERNAL;
}

/** The refusal behind a Fastify error, or behind a Nest exception that may wrap one. */
function refusalOf(exception: unknown): ProblemFacts | undefined {
  const status =
    exception instanceof HttpException ? exception.getStatus() : property(exception, 'statusCode');
  if (typeof status !== 'number' || status < 400 || status >= 500) return undefined;
  const cause = exception instanceof HttpException ? exception.cause : exception;
  const fastifyCode = property(cause, 'code');
  const [code, detail] = (typeof fastifyCode === 'string' ? FASTIFY_REFUSALS[fastifyCode] : undefined) ??
    STATUS_REFUSALS[status] ?? ['refused', 'The request was refused.'];
  return { status, code, detail, fields: [], headers: {} };
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

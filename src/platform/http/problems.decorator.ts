import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from './problem.dto.js';

const MEANINGS = {
  400: 'The request is malformed, or a field is invalid; `errors` names each bad field.',
  401: 'The key is missing, malformed, unknown, expired or revoked; `code` says which.',
  403: 'The key lacks a scope; `detail` names it.',
  404: "No such resource, or it is another firm's.",
  409: 'The request conflicts with what is stored.',
  412: 'The resource has changed since the version that `If-Match` names.',
  413: 'The body is larger than the service accepts.',
  415: 'The media type is not accepted.',
  422: 'The request is well formed but cannot be met; `code` and `errors` say why.',
  428: 'The request needs an `If-Match` header.',
  503: 'The database cannot be reached at present; try again after `Retry-After` seconds.',
} as const;

export type ProblemStatus = keyof typeof MEANINGS;

/** Documents the problem+json answers of a route, one a status. May be applied several times. */
export const Problems = (...statuses: readonly ProblemStatus[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemDto),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: MEANINGS[status],
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
      }),
    ),
  );

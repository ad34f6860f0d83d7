import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from '../../platform/http/problem.dto.js';

const TEXT = { schema: { type: 'string' } } as const;

/** Documents an SVG with its ETag, and 304. */
export const ApiPicture = (): MethodDecorator =>
  applyDecorators(
    ApiOkResponse({
      description: 'The picture.',
      content: { 'image/svg+xml': TEXT },
      headers: { ETag: { description: "Of the picture's bytes.", schema: { type: 'string' } } },
    }),
    ApiResponse({ status: 304, description: 'The picture at hand is the present one.' }),
  );

/** Documents an HTML page. */
export const ApiPageOk = (): MethodDecorator =>
  ApiOkResponse({ description: 'The page.', content: { 'text/html': TEXT } });

const REFUSALS = {
  400: 'A parameter is given that the page does not have.',
  401: 'The link has expired, or is not valid here; `code` says which.',
  404: 'What the link shows is not there.',
  422: 'What the link shows can not be made; `code` says why.',
};

/** Documents a page's refusals, which are HTML or, to whoever accepts only JSON, problem+json. */
export const PageProblems = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemDto),
    ...Object.entries(REFUSALS).map(([status, description]) =>
      ApiResponse({
        status: Number(status),
        description,
        content: {
          'text/html': TEXT,
          'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } },
        },
      }),
    ),
  );

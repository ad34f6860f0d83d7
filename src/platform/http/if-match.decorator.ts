import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problems } from './problems.decorator.js';
import { parseIfMatch, type ExpectedVersion } from './expected-version.js';
import { HttpProblem } from './problem.js';

/** The version that `If-Match` names; 428 without the header. Pair it with `@ApiIfMatch()`. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): ExpectedVersion => {
  const expected = ifMatchOf(context);
  if (expected === undefined) {
    throw new HttpProblem(428, 'precondition-required', 'Send If-Match with the ETag you last saw.');
  }
  return expected;
});

/** The version that `If-Match` names, if the caller sent one; for calls that systems send blind. */
export const OptionalIfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): ExpectedVersion | undefined => ifMatchOf(context),
);

const ifMatchOf = (context: ExecutionContext) =>
  parseIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']);

export const ApiIfMatch = ({ required }: { required: boolean }): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required,
      description: 'The `ETag` last seen: the version in quotes. `*` matches any version.',
      // Swagger UI sends an example as it stands, and a blind call must not be refused for it.
      schema: { type: 'string', ...(required && { example: '"1"' }) },
    }),
    Problems(...(required ? ([412, 428] as const) : ([412] as const))),
  );

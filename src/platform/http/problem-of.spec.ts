import { describe, expect, it } from '@jest/globals';
import { HttpException, NotFoundException } from '@nestjs/common';
import { DomainError, type DomainErrorKind } from '../../domain/domain-error.js';
import { DatabaseUnavailable } from '../database/database-unavailable.js';
import { problemOf } from './problem-of.js';
import { HttpProblem } from './problem.js';

describe('problemOf', () => {
  const kinds: readonly [DomainErrorKind, number][] = [
    ['invalid', 400],
    ['not_found', 404],
    ['conflict', 409],
    ['unprocessable', 422],
  ];
  it.each(kinds)('gives a domain error of kind %s the status %i, its code and its fields', (kind, status) => {
    const fields = [{ pointer: '/a', code: 'b', message: 'c' }];
    expect(problemOf(new DomainError(kind, 'some-code', 'Some words.', fields))).toMatchObject({
      status,
      code: 'some-code',
      detail: 'Some words.',
      fields,
    });
  });

  it('passes headers of an HTTP refusal on', () => {
    expect(problemOf(new HttpProblem(401, 'missing-key', 'No key.', [], { a: 'b' }))).toMatchObject({
      status: 401,
      headers: { a: 'b' },
    });
  });

  it('asks to try again while the database is away', () => {
    expect(problemOf(new DatabaseUnavailable())).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
    });
  });

  it("replaces the framework's words by ours", () => {
    expect(problemOf(new NotFoundException('Cannot GET /secret'))).toMatchObject({
      status: 404,
      code: 'no-such-route',
    });
    const tooLarge = Object.assign(new Error('internal'), {
      statusCode: 413,
      code: 'FST_ERR_CTP_BODY_TOO_LARGE',
    });
    expect(problemOf(tooLarge)).toMatchObject({ status: 413, code: 'body-too-large' });
    expect(problemOf(new HttpException('x', 418))).toMatchObject({ status: 418, code: 'refused' });
  });

  it.each([new Error('password is 1234'), 'text', undefined, null, { statusCode: 500, message: 'x' }])(
    'tells nothing of %p',
    (exception) => {
      expect(problemOf(exception)).toEqual({
        status: 500,
        code: 'internal-error',
        detail: 'Something went wrong here. Quote the request id when asking for help.',
        fields: [],
        headers: {},
      });
    },
  );
});

import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import type { FieldProblem } from '../../domain/domain-error.js';

/** The body of every error, RFC 9457 with our stable `code`, the request's id and the bad fields. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly requestId: string;
  readonly errors?: readonly FieldProblem[];
}

/** A refusal that only HTTP knows of (keys, preconditions, media types): status, stable code, sentence. */
export class HttpProblem extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldProblem[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message, status);
  }
}

/** The status's own phrase, such as "Not Found". */
export const titleOf = (status: number): string => STATUS_CODES[status] ?? 'Error';

/** Where a code is explained; a URN, since the documents live with each installation. */
export const typeOf = (code: string): string => `urn:allocation-advisor:problem:${code}`;

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemFacts } from './problem-of.js';
import { titleOf, typeOf, type Problem } from './problem.js';

/** Answers with problem+json. Safe to call when headers are already out: then it only ends the answer. */
export function sendProblem(facts: ProblemFacts, request: FastifyRequest, reply: FastifyReply): void {
  if (reply.raw.headersSent) {
    reply.raw.end();
    return;
  }
  const { status, code, detail, fields, headers } = facts;
  const problem: Problem = {
    type: typeOf(code),
    title: titleOf(status),
    status,
    detail,
    instance: request.url.split('?', 1)[0] ?? request.url,
    code,
    requestId: request.id,
    ...(fields.length > 0 && { errors: fields }),
  };
  void reply
    .code(status)
    .headers(headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, type ProblemFacts } from './problem-of.js';
import { sendProblem } from './send-problem.js';

/** The one place where exceptions become answers. What the caller isn't told is logged with the request's id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const facts = problemOf(exception);
    if (facts.status >= 500) this.log(exception, facts.code, request);
    this.answer(facts, request, http.getResponse<FastifyReply>());
  }

  protected answer(facts: ProblemFacts, request: FastifyRequest, reply: FastifyReply): void {
    sendProblem(facts, request, reply);
  }

  private log(exception: unknown, code: string, request: FastifyRequest): void {
    const trace = exception instanceof Error ? exception.stack : String(exception);
    this.logger.error(
      `${code} ${request.method} ${request.url.split('?', 1)[0]} (request ${request.id})`,
      trace,
    );
  }
}

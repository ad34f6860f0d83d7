import { Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemFacts } from '../../platform/http/problem-of.js';
import { ProblemFilter } from '../../platform/http/problem.filter.js';
import { titleOf } from '../../platform/http/problem.js';
import { html } from './html/html.js';
import { page } from './html/page.js';
import { PAGE_HEADERS } from './page-headers.js';

/** Refusals of pages: a short page for a reader, problem+json for whoever accepts JSON and no HTML. */
@Catch()
export class PageProblemFilter extends ProblemFilter {
  protected override answer(facts: ProblemFacts, request: FastifyRequest, reply: FastifyReply): void {
    const { accept = '' } = request.headers;
    if (/\bjson\b/.test(accept) && !accept.includes('text/html')) super.answer(facts, request, reply);
    else
      void reply
        .code(facts.status)
        .headers({ ...facts.headers, ...PAGE_HEADERS })
        .send(refusal(facts, request.id));
  }
}

const refusal = ({ status, code, detail }: ProblemFacts, requestId: string): string =>
  page({
    title: titleOf(status),
    body: html`<header><h1>${titleOf(status)}</h1></header>
      <main>
        <section>
          <p>${detail}</p>
          <p class="quiet">${code}, request ${requestId}</p>
        </section>
      </main>`,
  });

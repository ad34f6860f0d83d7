import { Injectable } from '@nestjs/common';
import type { FieldProblem } from '../../../domain/domain-error.js';
import { requireReadSymbol } from '../../../domain/market/instruments.js';
import { AppConfig } from '../../../platform/config/app-config.js';
import { HttpProblem } from '../../../platform/http/problem.js';
import { validationFailed } from '../../../platform/http/validation.pipe.js';
import type { Caller } from '../../auth/caller.js';
import type { Scope } from '../../auth/scopes.js';
import { MomentsService } from '../../market-regime/moments.service.js';
import { RecommendationsService } from '../../recommendations/recommendations.service.js';
import { BoardService } from '../board/board.service.js';
import type { CreateLinkDto, LinkDto } from '../dto/link.dto.js';
import { LinkTokens } from './link-tokens.service.js';
import { PAGE_PATHS, type Page, type PageLink } from './page-link.js';
import { reachedOrigin, type Reached } from './reached-origin.js';

type Parameter = Exclude<keyof CreateLinkDto, 'page'>;

/** What each page is asked by; the first of a list is required where `needs` says so. */
const PAGE_PARAMETERS: Readonly<Record<Page, { needs?: Parameter; takes: readonly Parameter[] }>> = {
  board: { takes: ['asOf', 'knownAt'] },
  report: { needs: 'recommendationId', takes: ['recommendationId'] },
  chart: { needs: 'symbol', takes: ['symbol', 'asOf', 'knownAt', 'sessions', 'layout'] },
};

/** What a key must be allowed to read to hand a page out, besides `market:read`, which every page shows. */
const PAGE_SCOPES: Readonly<Record<Page, readonly Scope[]>> = {
  board: ['macro:read', 'policies:read'],
  report: ['recommendations:read', 'accounts:read'],
  chart: [],
};

/** Makes links that a browser opens without a key. */
@Injectable()
export class LinksService {
  constructor(
    private readonly tokens: LinkTokens,
    private readonly moments: MomentsService,
    private readonly recommendations: RecommendationsService,
    private readonly boards: BoardService,
    private readonly config: AppConfig,
  ) {}

  /**
   * A link to what can be shown now, at the address by which the caller reached the service unless one is set.
   * Throws 403 `missing-scope`, 400 for parameters that aren't the page's, `malformed-host`, and as the page
   * itself would.
   */
  async create(caller: Caller, request: CreateLinkDto, reached: Reached): Promise<LinkDto> {
    const { page } = request;
    const missing = PAGE_SCOPES[page].find((scope) => !caller.scopes.includes(scope));
    if (missing) {
      throw new HttpProblem(403, 'missing-scope', `The API key lacks the scope "${missing}" for this page.`);
    }
    const link = linkOf(caller.firmId, request);
    const origin = this.config.publicUrl ?? reachedOrigin(reached);
    await this.assertShowable(link);
    const { token, expiresAt } = await this.tokens.issue(link);
    return {
      url: `${origin}${PAGE_PATHS[page]}?token=${token}`,
      expiresAt: expiresAt.toISOString(),
    };
  }

  private async assertShowable({ firmId, parameters }: PageLink): Promise<void> {
    if ('recommendationId' in parameters) {
      await this.recommendations.get(firmId, parameters.recommendationId);
      return;
    }
    if ('symbol' in parameters) {
      requireReadSymbol(parameters.symbol);
      await this.moments.at(firmId, parameters);
      return;
    }
    await this.boards.assertShowable(firmId, parameters);
  }
}

/** Throws 400 `missing-field`, `not-of-this-page`. */
function linkOf(firmId: string, { page, ...given }: CreateLinkDto): PageLink {
  const { needs, takes } = PAGE_PARAMETERS[page];
  const parameters = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const problems: FieldProblem[] = Object.keys(parameters)
    .filter((name) => !takes.some((taken) => taken === name))
    .map((name) => problem(name, 'not-of-this-page', `${name} is no parameter of the page "${page}"`));
  if (needs !== undefined && given[needs] === undefined) {
    problems.unshift(problem(needs, 'missing-field', `the page "${page}" needs ${needs}`));
  }
  if (problems.length > 0) throw validationFailed(problems);
  return { page, firmId, parameters };
}

const problem = (name: string, code: string, message: string): FieldProblem => ({
  pointer: `/${name}`,
  code,
  message,
});

import { Injectable } from '@nestjs/common';
import type { FieldProblem } from '../../../domain/domain-error.js';
import { AppConfig } from '../../../platform/config/app-config.js';
import { HttpProblem } from '../../../platform/http/problem.js';
import { validationFailed } from '../../../platform/http/validation.pipe.js';
import type { Caller } from '../../auth/caller.js';
import type { CreateLinkDto, LinkDto } from '../dto/link.dto.js';
import { PAGES } from '../pages.js';
import { PagesService } from '../pages.service.js';
import { LinkTokens } from './link-tokens.service.js';
import type { PageLink } from './page-link.js';
import { reachedOrigin, type Reached } from './reached-origin.js';

/** Makes links that a browser opens without a key. */
@Injectable()
export class LinksService {
  constructor(
    private readonly tokens: LinkTokens,
    private readonly pages: PagesService,
    private readonly config: AppConfig,
  ) {}

  /**
   * A link to what can be shown now, at the address by which the caller reached the service unless one is set.
   * Throws 403 `missing-scope`, 400 for parameters that aren't the page's, `malformed-host`, and as the page
   * itself would.
   */
  async create(caller: Caller, request: CreateLinkDto, reached: Reached): Promise<LinkDto> {
    const { page } = request;
    const missing = PAGES[page].scopes.find((scope) => !caller.scopes.includes(scope));
    if (missing) {
      throw new HttpProblem(403, 'missing-scope', `The API key lacks the scope "${missing}" for this page.`);
    }
    const link = linkOf(caller.firmId, request);
    const origin = this.config.publicUrl ?? reachedOrigin(reached);
    await this.pages.assertShowable(link);
    const { token, expiresAt } = await this.tokens.issue(link);
    return {
      url: `${origin}/${PAGES[page].path}?token=${token}`,
      expiresAt: expiresAt.toISOString(),
    };
  }
}

/** Throws 400 `missing-field`, `not-of-this-page`. */
function linkOf(firmId: string, { page, ...given }: CreateLinkDto): PageLink {
  const { needs, takes } = PAGES[page];
  const parameters = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const problems: FieldProblem[] = Object.keys(parameters)
    .filter((name) => ![needs, ...takes].some((taken) => taken === name))
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

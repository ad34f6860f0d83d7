import type { PageParameters } from '../dto/page-parameters.dto.js';
import type { Page } from '../pages.js';

/** What a link opens: one page of one firm, with its parameters. */
export interface PageLink {
  readonly page: Page;
  readonly firmId: string;
  readonly parameters: PageParameters;
}

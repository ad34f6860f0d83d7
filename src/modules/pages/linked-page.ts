import type { PageParameters } from './dto/page-parameters.dto.js';

/**
 * A page that a link opens, made by a service of its own. `parameters` are those that the page takes, and hold
 * the one that it needs.
 */
export interface LinkedPage {
  /** The page, or the picture. */
  page(firmId: string, parameters: PageParameters): Promise<string>;

  /** Throws as the page would, without making it. */
  assertShowable(firmId: string, parameters: PageParameters): Promise<void>;
}

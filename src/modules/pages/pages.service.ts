import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { LinkTokens } from './links/link-tokens.service.js';
import type { PageLink } from './links/page-link.js';
import type { LinkedPage } from './linked-page.js';
import { PAGES, type Page } from './pages.js';

/** The pages of the list, each by its service. */
@Injectable()
export class PagesService {
  constructor(
    private readonly tokens: LinkTokens,
    private readonly module: ModuleRef,
  ) {}

  /** What a link's token names. Throws 401 `link-expired`, `link-invalid`, and as the page does. */
  async open(page: Page, token: string | undefined): Promise<string> {
    const { firmId, parameters } = await this.tokens.read(page, token);
    return this.of(page).page(firmId, parameters);
  }

  /** Throws as opening the link would. */
  async assertShowable({ page, firmId, parameters }: PageLink): Promise<void> {
    await this.of(page).assertShowable(firmId, parameters);
  }

  private of(page: Page): LinkedPage {
    return this.module.get(PAGES[page].service);
  }
}

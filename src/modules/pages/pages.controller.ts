import { Controller, Get, Query, UseFilters, UseInterceptors, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/public.decorator.js';
import { TokenQuery } from './dto/token.query.js';
import { PageHeadersInterceptor } from './page-headers.interceptor.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { ApiPageOk, ApiPicture, PageProblems } from './page-response.decorator.js';
import { PAGES, type Page } from './pages.js';
import { PagesService } from './pages.service.js';
import { PictureInterceptor } from './picture.interceptor.js';

const FORMS = {
  page: { interceptor: PageHeadersInterceptor, ApiOk: ApiPageOk },
  picture: { interceptor: PictureInterceptor, ApiOk: ApiPicture },
} as const;

/** The route at which a browser opens a page by a link: no key, and only what the link's token names. */
export function pageController(page: Page): Type {
  const { meaning, path, form } = PAGES[page];
  const { interceptor, ApiOk } = FORMS[form];

  @ApiTags('Pages')
  @Controller()
  @Public()
  @UseFilters(PageProblemFilter)
  class PageController {
    constructor(private readonly pages: PagesService) {}

    @Get(path)
    @UseInterceptors(interceptor)
    @ApiOperation({
      operationId: `open${page.charAt(0).toUpperCase()}${page.slice(1)}`,
      summary: `Open by a link: ${meaning}`,
    })
    @ApiOk()
    @PageProblems()
    open(@Query() { token }: TokenQuery): Promise<string> {
      return this.pages.open(page, token);
    }
  }
  return PageController;
}

import { Controller, Get, Query, UseFilters, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/public.decorator.js';
import { TokenQuery } from './dto/token.query.js';
import { PageHeadersInterceptor } from './page-headers.interceptor.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { ApiPageOk, ApiPicture, PageProblems } from './page-response.decorator.js';
import { PagesService } from './pages.service.js';
import { PictureInterceptor } from './picture.interceptor.js';

/** What a browser opens by a link: no key, and only what the link's token names. */
@ApiTags('Pages')
@Controller()
@Public()
@UseFilters(PageProblemFilter)
export class PagesController {
  constructor(private readonly pages: PagesService) {}

  @Get('board')
  @UseInterceptors(PageHeadersInterceptor)
  @ApiOperation({ summary: 'Open the market board by a link' })
  @ApiPageOk()
  @PageProblems()
  openBoard(@Query() { token }: TokenQuery): Promise<string> {
    return this.pages.board(token);
  }

  @Get('report')
  @UseInterceptors(PageHeadersInterceptor)
  @ApiOperation({ summary: 'Open the client report of a recommendation by a link' })
  @ApiPageOk()
  @PageProblems()
  openReport(@Query() { token }: TokenQuery): Promise<string> {
    return this.pages.report(token);
  }

  @Get('chart.svg')
  @UseInterceptors(PictureInterceptor)
  @ApiOperation({ summary: 'Open the chart of a symbol by a link' })
  @ApiPicture()
  @PageProblems()
  openChart(@Query() { token }: TokenQuery): Promise<string> {
    return this.pages.chart(token);
  }
}

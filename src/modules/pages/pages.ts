import type { Type } from '@nestjs/common';
import type { Scope } from '../auth/scopes.js';
import { BoardService } from './board/board.service.js';
import { ChartsService } from './charts.service.js';
import type { PageParameters } from './dto/page-parameters.dto.js';
import type { LinkedPage } from './linked-page.js';
import { ReportService } from './report/report.service.js';
import { StatementPageService } from './statement/statement-page.service.js';

type Parameter = keyof PageParameters;

/** All that links, routes and the OpenAPI document know of a page. */
interface PageEntry {
  readonly meaning: string;
  /** Where it is found; a link adds its token. */
  readonly path: string;
  readonly form: 'page' | 'picture';
  /** What it can't be asked without. */
  readonly needs?: Parameter;
  /** What it may be asked by besides. */
  readonly takes: readonly Parameter[];
  /** What a key must be allowed to read to hand it out, besides `market:read`, which every link asks for. */
  readonly scopes: readonly Scope[];
  readonly service: Type<LinkedPage>;
}

const ENTRIES = {
  board: {
    meaning: 'the market board',
    path: 'board',
    form: 'page',
    takes: ['asOf', 'knownAt'],
    scopes: ['macro:read', 'policies:read'],
    service: BoardService,
  },
  report: {
    meaning: 'the client report of a stored recommendation',
    path: 'report',
    form: 'page',
    needs: 'recommendationId',
    takes: [],
    scopes: ['recommendations:read', 'accounts:read'],
    service: ReportService,
  },
  statement: {
    meaning: 'the statement of a run over the whole book',
    path: 'statement',
    form: 'page',
    needs: 'runId',
    takes: [],
    scopes: ['recommendations:read'],
    service: StatementPageService,
  },
  chart: {
    meaning: 'the chart of one symbol, as an SVG picture',
    path: 'chart.svg',
    form: 'picture',
    needs: 'symbol',
    takes: ['asOf', 'knownAt', 'sessions', 'layout'],
    scopes: [],
    service: ChartsService,
  },
} satisfies Readonly<Record<string, PageEntry>>;

export type Page = keyof typeof ENTRIES;

/** Every page that a link opens. */
export const PAGES: Readonly<Record<Page, PageEntry>> = ENTRIES;

export const PAGE_NAMES = Object.keys(PAGES) as Page[];

export const PAGE_MEANINGS = Object.fromEntries(
  PAGE_NAMES.map((page) => [page, PAGES[page].meaning]),
) as Readonly<Record<Page, string>>;

import type { AskedTime } from '../../market-regime/known-markets.service.js';
import type { ChartQuery } from '../dto/chart.query.js';

export const PAGES = {
  board: 'the market board',
  report: 'the client report of a stored recommendation',
  chart: 'the chart of one symbol, as an SVG picture',
} as const;
export type Page = keyof typeof PAGES;

/** Where each page is found; a link adds its token. */
export const PAGE_PATHS: Readonly<Record<Page, string>> = {
  board: '/board',
  report: '/report',
  chart: '/chart.svg',
};

interface PageParameters {
  readonly board: Pick<AskedTime, 'asOf' | 'knownAt'>;
  readonly report: { readonly recommendationId: string };
  readonly chart: ChartQuery & { readonly symbol: string };
}

/** What a link opens: one page of one firm, with its parameters. */
export interface PageLink<P extends Page = Page> {
  readonly page: P;
  readonly firmId: string;
  readonly parameters: PageParameters[P];
}

import { Injectable } from '@nestjs/common';
import { noBar, requireReadSymbol } from '../../domain/market/instruments.js';
import { MomentsService } from '../market-regime/moments.service.js';
import { chartModel } from './charts/chart-model.js';
import { priceChart } from './charts/price-chart.js';
import { renderSvg, standalone } from './charts/render-svg.js';
import { SESSIONS, type ChartQuery } from './dto/chart.query.js';
import type { LinkedPage } from './linked-page.js';

type Asked = ChartQuery & { readonly symbol: string };

/** Draws the chart of a symbol as a picture of its own. */
@Injectable()
export class ChartsService implements LinkedPage {
  constructor(private readonly moments: MomentsService) {}

  /**
   * SVG, the same bytes for the same data and question. Throws 404 `unknown-symbol`, 422 `no-bar`, and as
   * a reading of that session would.
   */
  async picture(firmId: string, text: string, query: ChartQuery): Promise<string> {
    const symbol = requireReadSymbol(text);
    const { sessions = SESSIONS.default, layout = 'wide' } = query;
    const { moment, head } = await this.moments.at(firmId, query);
    const model = chartModel(moment, symbol, sessions, head.dataQuality.sample);
    if (model === undefined) throw noBar(symbol, head.asOf);
    const drawing = priceChart(model, layout);
    return standalone(await renderSvg(drawing), drawing);
  }

  page(firmId: string, { symbol, ...query }: Asked): Promise<string> {
    return this.picture(firmId, symbol, query);
  }

  async assertShowable(firmId: string, { symbol, ...query }: Asked): Promise<void> {
    requireReadSymbol(symbol);
    await this.moments.at(firmId, query);
  }
}

import { Injectable } from '@nestjs/common';
import { ADVISED, type AdvisedSymbol } from '../../../domain/market/instruments.js';
import { momentAsked } from '../../../domain/recommendation/session.js';
import { FirmsService } from '../../firms/firms.service.js';
import { KnownMarkets } from '../../market-regime/known-markets.service.js';
import { PoliciesService } from '../../policies/policies.service.js';
import { RecommendationsService } from '../../recommendations/recommendations.service.js';
import { chartModel } from '../charts/chart-model.js';
import { LAYOUTS, type Layout } from '../charts/layout.js';
import { priceChart } from '../charts/price-chart.js';
import { renderSvg } from '../charts/render-svg.js';
import { splitChart } from '../charts/split-chart.js';
import { SESSIONS } from '../dto/chart.query.js';
import type { LinkedPage } from '../linked-page.js';
import { SubjectNames } from '../../recommendations/subject-names.service.js';
import type { Pictures, StoredBody } from './report.js';
import { reportPage } from './report-page.js';

type Asked = { readonly recommendationId: string };

/** Makes the client report of a stored recommendation, from its bytes and the market it was made on. */
@Injectable()
export class ReportService implements LinkedPage {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly names: SubjectNames,
    private readonly firms: FirmsService,
    private readonly policies: PoliciesService,
    private readonly markets: KnownMarkets,
  ) {}

  /** The page. Throws 404 `recommendation-not-found`. */
  async page(firmId: string, { recommendationId }: Asked): Promise<string> {
    const { body: text, revision } = await this.recommendations.recorded(firmId, recommendationId);
    // Only this service stores recommendations, and never in another shape.
    const body = JSON.parse(text) as StoredBody;
    const symbol = chartedSymbol(body);
    const [firm, subjectName, accounts, charts, split] = await Promise.all([
      this.firms.get({ firmId }),
      this.names.find(firmId, body),
      this.names.beside(firmId, body.accounts ?? []),
      this.charts(firmId, body, revision, symbol),
      splitPicture(body),
    ]);
    return reportPage({ firm, subjectName, body, accounts, symbol, charts, splitPicture: split });
  }

  async assertShowable(firmId: string, { recommendationId }: Asked): Promise<void> {
    await this.recommendations.get(firmId, recommendationId);
  }

  /** By the market as it was known then and the parameters of the recorded policy version. */
  private async charts(
    firmId: string,
    { policy, asOf, knownAt }: StoredBody,
    revision: string,
    symbol: AdvisedSymbol,
  ): Promise<Pictures | undefined> {
    const [{ document }, { known, timing }] = await Promise.all([
      this.policies.document(firmId, policy.id, policy.version),
      this.markets.at({ asOf, knownAt, revision }),
    ]);
    const { moment } = momentAsked(known, document, timing);
    const model = chartModel(moment, symbol, SESSIONS.default, known.sample);
    if (model === undefined) return undefined;
    const layouts = Object.keys(LAYOUTS) as Layout[];
    const drawn = await Promise.all(layouts.map((layout) => renderSvg(priceChart(model, layout))));
    return Object.fromEntries(layouts.map((layout, i) => [layout, drawn[i]])) as Record<Layout, string>;
  }
}

/** The fund that the tilts raise most over the baseline, or SPY where none is raised. */
function chartedSymbol({ waterfall }: StoredBody): AdvisedSymbol {
  const baseline = waterfall.find(({ step }) => step === 'baseline')?.weights;
  const exposure = waterfall.findIndex(({ step }) => step === 'exposure');
  const sleeve = waterfall[exposure - 1]?.weights;
  if (baseline === undefined || sleeve === undefined) return 'SPY';
  const raised = (symbol: AdvisedSymbol): number => sleeve[symbol] - baseline[symbol];
  return ADVISED.reduce<AdvisedSymbol>(
    (most, symbol) => (raised(symbol) > Math.max(0, raised(most)) ? symbol : most),
    'SPY',
  );
}

const splitPicture = ({ targets }: StoredBody): Promise<string> => {
  const hasHoldings = targets.some(({ currentBps }) => currentBps !== undefined);
  return renderSvg(
    splitChart({
      id: 'split',
      title: hasHoldings ? 'The advised split and the present one' : 'The advised split',
      ...(hasHoldings && { compared: 'now' }),
      rows: targets.map(({ symbol, weightBps, currentBps }) => ({
        name: symbol === 'CASH' ? 'Cash' : symbol,
        weightBps,
        ...(currentBps !== undefined && { comparedBps: currentBps }),
      })),
    }),
  );
};

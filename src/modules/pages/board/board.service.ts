import { Injectable } from '@nestjs/common';
import { byAsset } from '../../../domain/allocation/assets.js';
import { DomainError } from '../../../domain/domain-error.js';
import { ADVISED, INSTRUMENTS, type AdvisedSymbol } from '../../../domain/market/instruments.js';
import { readOneDayRotation } from '../../../domain/readings/cross/one-day-rotation.js';
import { readSectorConfirmation } from '../../../domain/readings/cross/sector-confirmation.js';
import type { Moment } from '../../../domain/readings/signal.js';
import { readMarket } from '../../../domain/regime/market-reading.js';
import { momentAsked } from '../../../domain/recommendation/session.js';
import type { Verdict } from '../../../domain/recommendation/verdict.js';
import { FirmsService } from '../../firms/firms.service.js';
import type { AskedTime } from '../../market-regime/known-markets.service.js';
import { Advisors } from '../../recommendations/advisors.service.js';
import { chartModel } from '../charts/chart-model.js';
import { MINI_SESSIONS, miniChart } from '../charts/mini-chart.js';
import { renderSvg } from '../charts/render-svg.js';
import { splitChart } from '../charts/split-chart.js';
import type { LinkedPage } from '../linked-page.js';
import type { Board, BoardCard } from './board.js';
import { boardPage } from './board-page.js';
import { sessionChanges, type Judged } from './session-changes.js';

type Asked = Pick<AskedTime, 'asOf' | 'knownAt'>;

/** Makes the market board: what the firm's policy says of one session, and what that rests on. */
@Injectable()
export class BoardService implements LinkedPage {
  constructor(
    private readonly advisors: Advisors,
    private readonly firms: FirmsService,
  ) {}

  /** The page. Throws as a recommendation as of that session would. */
  async page(firmId: string, asked: Asked): Promise<string> {
    return boardPage(await this.board(firmId, asked));
  }

  async assertShowable(firmId: string, asked: Asked): Promise<void> {
    await this.advisors.find(firmId, asked);
  }

  private async board(firmId: string, asked: Asked): Promise<Board> {
    const [firm, at] = await Promise.all([this.firms.get({ firmId }), this.advisors.find(firmId, asked)]);
    const { advisor, known, policy, knownAt, overrides } = at;
    const { verdict, body } = advisor;
    const { moment } = momentAsked(known, policy.document, { asOf: verdict.asOf, knownAt }, overrides);
    const market = readMarket(moment);
    const changes = await this.changes(firmId, asked, moment, advisor);
    return {
      firmName: firm.name,
      policyVersion: policy.version,
      verdict,
      body,
      market,
      oneDayRotation: readOneDayRotation(moment),
      sectors: readSectorConfirmation(moment),
      cards: await Promise.all(ADVISED.flatMap((symbol) => cardOf(moment, symbol, known.sample))),
      splitPicture: await splitPicture(verdict),
      ...(changes && { changes }),
    };
  }

  /** Judges the session before as well; undefined where it has too little history for that. */
  private async changes(
    firmId: string,
    asked: Asked,
    { market, t }: Moment,
    now: Judged,
  ): Promise<Board['changes']> {
    const since = market.sessions[t - 1];
    if (since === undefined) return undefined;
    try {
      const { advisor } = await this.advisors.find(firmId, { ...asked, asOf: since });
      return { since, sentences: sessionChanges(advisor, now) };
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }
}

function cardOf(moment: Moment, symbol: AdvisedSymbol, sample: boolean): Promise<BoardCard>[] {
  const { market, t } = moment;
  const model = chartModel(moment, symbol, MINI_SESSIONS, sample);
  if (model === undefined) return [];
  const before = t > 0 ? market.close(symbol, t - 1) : NaN;
  const dayPct = (model.reading.close / before - 1) * 100;
  return [
    renderSvg(miniChart(model)).then((picture) => ({
      reading: model.reading,
      name: INSTRUMENTS.find((one) => one.symbol === symbol)?.name ?? symbol,
      ...(Number.isNaN(dayPct) ? {} : { dayPct }),
      picture,
    })),
  ];
}

function splitPicture({ sleeve, policy }: Verdict): Promise<string> {
  const weights = byAsset(sleeve.weights);
  return renderSvg(
    splitChart({
      id: 'split',
      title: "The policy's split of equity, against its baseline",
      compared: 'baseline',
      rows: ADVISED.map((symbol) => ({
        name: symbol,
        weightBps: weights[symbol],
        comparedBps: policy.baselineBps[symbol],
      })),
    }),
  );
}

import { Injectable } from '@nestjs/common';
import type { CorporateAction } from '../../../domain/market/corporate-action.js';
import { isOptional, type Ticker } from '../../../domain/market/instruments.js';
import { CALENDAR_RANGE, previousSession } from '../../../domain/market/trading-calendar.js';
import { BarValidator, type BarRow } from '../../../domain/market/validate-bars.js';
import { Clock } from '../../../platform/clock/clock.js';
import { MarketDataWriter } from '../market-data-writer.service.js';
import { PriceBarRepository } from '../price-bar.repository.js';
import type { CorporateAction as ToldAction, RawBar } from '../providers/live-provider.port.js';
import { ProviderFailure } from '../providers/live-provider.port.js';
import { AnnouncedClosureRepository } from '../calendar/announced-closure.repository.js';
import { LiveProviders } from '../providers/live-providers.js';
import { NoSourceAnswered } from '../providers/price-sources.js';
import { failed, failureOf } from './outcomes.js';
import type { ItemOutcome, SyncFailure } from './sync-job.js';

/** Sessions asked for again each time, since sources correct their latest closes. */
const SESSIONS_ASKED_AGAIN = 10;
/** Sessions that a second source is asked about. */
const SESSIONS_COMPARED = 5;
const PROBLEMS_SHOWN = 3;

const sessionsBack = (session: string, count: number): string => {
  let at = session;
  for (let i = 0; i < count && at > CALENDAR_RANGE.from; i++) at = previousSession(at);
  return at;
};

/** The provider's adjusted close is left out: it changes with every dividend, and is derived when read. */
const rowOf =
  (symbol: string) =>
  ({ session, open, high, low, close, volume }: RawBar): BarRow => ({
    symbol,
    session,
    open,
    high,
    low,
    close,
    volume,
  });

const actionOf = (told: ToldAction): CorporateAction =>
  told.kind === 'split'
    ? { kind: 'split', exDate: told.exDate, value: told.ratio }
    : { kind: 'dividend', exDate: told.exDate, value: told.amount };

export interface SyncSpan {
  /** The first session asked for; absent: shortly before the last one stored. */
  readonly from?: string;
  /** The last session asked for: one that is complete. */
  readonly through: string;
}

/** Brings one symbol's bars and corporate actions up to date from the providers. */
@Injectable()
export class SyncBars {
  constructor(
    private readonly providers: LiveProviders,
    private readonly bars: PriceBarRepository,
    private readonly writer: MarketDataWriter,
    private readonly clock: Clock,
    private readonly closures: AnnouncedClosureRepository,
  ) {}

  /**
   * Asks the sources in the symbol's order. A session whose bar came from another source that stands before
   * the one that answered, or from a file or an import, keeps it: the answer is then kept as what a second
   * source says.
   */
  async sync(symbol: Ticker, { from, through }: SyncSpan): Promise<ItemOutcome> {
    const held = await this.bars.held(symbol);
    const start = from ?? (held ? sessionsBack(held.last, SESSIONS_ASKED_AGAIN) : CALENDAR_RANGE.from);
    if (start > through) return { state: 'succeeded', rows: 0, inserted: 0, corrected: 0, failures: [] };
    try {
      const answer = await this.providers.prices.bars(symbol, start, through);
      const rows = answer.bars.filter(({ session }) => session <= through).map(rowOf(symbol));
      const problems = await this.problemsOf(rows);
      if (problems.length > 0) {
        return failed([
          {
            source: answer.source,
            code: 'invalid-rows',
            message: problems.slice(0, PROBLEMS_SHOWN).join('; '),
          },
          ...answer.failures.map(failureOf),
        ]);
      }
      const { own, second } = await this.sortOut(symbol, answer.source, rows);
      const counts = await this.writer.storeSynced(symbol, {
        source: answer.source,
        rows: own,
        actions: answer.actions.map(actionOf),
        sessions: rows.map(({ session }) => session),
        outranks: this.outrankedBy(symbol, answer.source),
        secondCloses: second,
      });
      const asked = [answer.source, ...answer.failures.map(({ provider }) => provider)];
      const compared = await this.compare(symbol, asked, through);
      return {
        state: answer.complete ? 'succeeded' : 'failed',
        source: answer.source,
        rows: rows.length,
        inserted: counts.inserted,
        corrected: counts.corrected,
        failures: [...answer.failures.map(failureOf), ...compared],
      };
    } catch (error) {
      if (error instanceof NoSourceAnswered) return failed(error.failures.map(failureOf));
      throw error;
    }
  }

  private async problemsOf(rows: readonly BarRow[]): Promise<string[]> {
    const announced = await this.closures.inForce();
    const validator = new BarValidator(this.clock.now().getTime(), announced);
    return rows.flatMap((row) => validator.check(row).map(({ message }) => `${row.session}: ${message}`));
  }

  private async sortOut(
    symbol: Ticker,
    source: string,
    rows: readonly BarRow[],
  ): Promise<{ own: BarRow[]; second: BarRow[] }> {
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return { own: [], second: [] };
    const stored = await this.bars.sources(symbol, first.session, last.session);
    const sourceOf = new Map(stored.map((one) => [one.session, one.source]));
    const outranked = this.outrankedBy(symbol, source);
    const mayReplace = (other: string | undefined): boolean =>
      other === undefined || other === source || outranked.includes(other);
    return {
      own: rows.filter(({ session }) => mayReplace(sourceOf.get(session))),
      second: rows.filter(({ session }) => !mayReplace(sourceOf.get(session))),
    };
  }

  /** The sources that come after one in the symbol's order. */
  private outrankedBy(symbol: Ticker, source: string): readonly string[] {
    const order = this.providers.prices.orderFor(symbol).map(({ name }) => name);
    const at = order.indexOf(source);
    return at < 0 ? [] : order.slice(at + 1);
  }

  /**
   * Keeps what the next source not asked yet says of the latest sessions, of symbols that advice rests on.
   * That it failed is told, no more.
   */
  private async compare(symbol: Ticker, asked: readonly string[], through: string): Promise<SyncFailure[]> {
    if (isOptional(symbol)) return [];
    const other = this.providers.prices.orderFor(symbol).find(({ name }) => !asked.includes(name));
    if (!other) return [];
    try {
      const { bars } = await other.bars(symbol, sessionsBack(through, SESSIONS_COMPARED - 1), through);
      await this.writer.storeSynced(symbol, {
        source: other.name,
        rows: [],
        actions: [],
        sessions: [],
        outranks: [],
        secondCloses: bars,
      });
      return [];
    } catch (error) {
      if (error instanceof ProviderFailure) return [failureOf(error)];
      throw error;
    }
  }
}

import type { Instant } from '../../market/price-bar.js';
import type { FedStatement } from './statement.js';
import type { MacroHistory, MacroObservation, MacroSeriesId } from './observation.js';

/**
 * The values of one series that were public by some instant: for each date the latest vintage, dates
 * ascending. Only the first `count` entries of the columns may be used.
 */
export interface VisibleSeries {
  readonly id: MacroSeriesId;
  readonly count: number;
  readonly dates: readonly string[];
  readonly values: readonly number[];
  readonly releasedAt: readonly Instant[];
  readonly assumed: readonly boolean[];
  /** For each index, that of the latest value that differs from the one before it, or -1. */
  readonly lastChange: Int32Array;
}

/** The macro releases public by an instant. A series with none of them is absent. */
export interface MacroView {
  readonly cutoff: Instant;
  series(id: MacroSeriesId): VisibleSeries | undefined;
  /** The Fed's statements, in the order they were published. */
  readonly statements: readonly FedStatement[];
}

/** A macro history that can be looked at as of any instant. */
export class MacroTimeline {
  private readonly seriesTimelines = new Map<MacroSeriesId, SeriesTimeline>();
  private readonly statements: readonly FedStatement[];
  /** By their number: a history has thousands of views and few statements. */
  private readonly firstStatements: (readonly FedStatement[])[] = [];

  /** @param statements one a date, in any order */
  constructor(
    private readonly history: MacroHistory,
    statements: readonly FedStatement[] = [],
  ) {
    this.statements = statements.toSorted(
      (a, b) => a.releasedAt - b.releasedAt || (a.date < b.date ? -1 : 1),
    );
    for (const [id, observations] of history) {
      this.seriesTimelines.set(id, new SeriesTimeline(id, observations));
    }
  }

  /** This timeline as it stood at `cutoff`, with supposed releases after it. */
  supposing(cutoff: Instant, supposed: MacroHistory): MacroTimeline {
    const ids = new Set([...this.history.keys(), ...supposed.keys()]);
    return new MacroTimeline(
      new Map(
        [...ids].map((id) => [
          id,
          [
            ...(this.history.get(id) ?? []).filter(({ releasedAt }) => releasedAt <= cutoff),
            ...(supposed.get(id) ?? []),
          ],
        ]),
      ),
      this.statements.filter(({ releasedAt }) => releasedAt <= cutoff),
    );
  }

  /** What was public at `cutoff`: every release at or before it, and nothing after. */
  viewAt(cutoff: Instant): MacroView {
    const seen = new Map<MacroSeriesId, VisibleSeries | undefined>();
    return {
      cutoff,
      statements: this.statementsAt(cutoff),
      series: (id) => {
        if (!seen.has(id)) seen.set(id, this.seriesTimelines.get(id)?.visibleAt(cutoff));
        return seen.get(id);
      },
    };
  }

  private statementsAt(cutoff: Instant): readonly FedStatement[] {
    const count = this.statements.findLastIndex(({ releasedAt }) => releasedAt <= cutoff) + 1;
    return (this.firstStatements[count] ??= this.statements.slice(0, count));
  }
}

type Columns = Omit<VisibleSeries, 'count' | 'id'>;

class SeriesTimeline {
  /** Release order is date order as long as nothing was revised: then every view is a prefix. */
  private readonly prefix: Columns | undefined;
  private readonly rebuilt = new Map<number, Columns>();

  constructor(
    private readonly id: MacroSeriesId,
    private readonly observations: readonly MacroObservation[],
  ) {
    const inOrder = observations.every((o, i) => i === 0 || observations[i - 1]!.date < o.date);
    this.prefix = inOrder ? columnsOf(observations) : undefined;
  }

  visibleAt(cutoff: Instant): VisibleSeries | undefined {
    const released = this.countReleased(cutoff);
    if (released === 0) return undefined;
    const columns = this.prefix ?? this.rebuild(released);
    return { id: this.id, ...columns, count: this.prefix ? released : columns.dates.length };
  }

  private countReleased(cutoff: Instant): number {
    let low = 0;
    let high = this.observations.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.observations[middle]!.releasedAt <= cutoff) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private rebuild(released: number): Columns {
    let columns = this.rebuilt.get(released);
    if (columns === undefined) {
      const latest = new Map<string, MacroObservation>();
      for (let i = 0; i < released; i++) latest.set(this.observations[i]!.date, this.observations[i]!);
      columns = columnsOf([...latest.values()].sort((a, b) => (a.date < b.date ? -1 : 1)));
      this.rebuilt.set(released, columns);
    }
    return columns;
  }
}

function columnsOf(observations: readonly MacroObservation[]): Columns {
  const size = observations.length;
  const dates = new Array<string>(size);
  const values = new Array<number>(size);
  const releasedAt = new Array<Instant>(size);
  const assumed = new Array<boolean>(size);
  const lastChange = new Int32Array(size);
  let changed = -1;
  for (let i = 0; i < size; i++) {
    const observation = observations[i]!;
    dates[i] = observation.date;
    values[i] = observation.value;
    releasedAt[i] = observation.releasedAt;
    assumed[i] = observation.assumed;
    if (i > 0 && values[i] !== values[i - 1]) changed = i;
    lastChange[i] = changed;
  }
  return { dates, values, releasedAt, assumed, lastChange };
}

/** Why a series gives nothing: it was never loaded, or nothing of it was public yet. */
export const seriesMissing = (
  id: MacroSeriesId,
): { unavailable: { code: 'missing-series'; subject: string } } => ({
  unavailable: { code: 'missing-series', subject: id },
});

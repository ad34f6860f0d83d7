import type { Instant } from '../../market/price-bar.js';
import type { FedStatement } from './statement.js';
import type { MacroHistory, MacroSeriesId, Observations } from './observation.js';

/**
 * The values of one series that were public by some instant: for each date the latest vintage, dates
 * ascending. Only the first `count` entries of the columns may be used.
 */
export interface VisibleSeries extends Observations {
  readonly id: MacroSeriesId;
  readonly count: number;
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
    const joined = new Map<MacroSeriesId, Observations>();
    for (const [id, all] of this.history) joined.set(id, firstOf(all, countReleased(all, cutoff)));
    for (const [id, after] of supposed) {
      const before = joined.get(id);
      joined.set(id, before === undefined ? after : followedBy(before, after));
    }
    return new MacroTimeline(
      joined,
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

class SeriesTimeline {
  /** Release order is date order as long as nothing was revised: then every view is a prefix. */
  private readonly inDateOrder: boolean;
  private readonly rebuilt = new Map<number, Observations>();

  constructor(
    private readonly id: MacroSeriesId,
    private readonly observations: Observations,
  ) {
    this.inDateOrder = observations.dates.every((date, i, dates) => i === 0 || dates[i - 1]! < date);
  }

  visibleAt(cutoff: Instant): VisibleSeries | undefined {
    const released = countReleased(this.observations, cutoff);
    if (released === 0) return undefined;
    if (this.inDateOrder) return { id: this.id, ...this.observations, count: released };
    const columns = this.rebuild(released);
    return { id: this.id, ...columns, count: columns.dates.length };
  }

  private rebuild(released: number): Observations {
    let columns = this.rebuilt.get(released);
    if (columns === undefined) {
      const { dates, values, releasedAt, assumed } = this.observations;
      const latest = new Map<string, number>();
      for (let i = 0; i < released; i++) latest.set(dates[i]!, i);
      const ascending = [...latest.keys()].sort();
      const order = ascending.map((date) => latest.get(date)!);
      columns = {
        dates: ascending,
        values: Float64Array.from(order, (i) => values[i]!),
        releasedAt: Float64Array.from(order, (i) => releasedAt[i]!),
        assumed: Uint8Array.from(order, (i) => assumed[i]!),
      };
      this.rebuilt.set(released, columns);
    }
    return columns;
  }
}

/** How many observations, from the first on, were public at `cutoff`. */
function countReleased({ releasedAt }: Observations, cutoff: Instant): number {
  let low = 0;
  let high = releasedAt.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (releasedAt[middle]! <= cutoff) low = middle + 1;
    else high = middle;
  }
  return low;
}

const firstOf = (all: Observations, count: number): Observations => ({
  dates: all.dates.slice(0, count),
  values: all.values.subarray(0, count),
  releasedAt: all.releasedAt.subarray(0, count),
  assumed: all.assumed.subarray(0, count),
});

const followedBy = (before: Observations, after: Observations): Observations => ({
  dates: [...before.dates, ...after.dates],
  values: Float64Array.from([...before.values, ...after.values]),
  releasedAt: Float64Array.from([...before.releasedAt, ...after.releasedAt]),
  assumed: Uint8Array.from([...before.assumed, ...after.assumed]),
});

/** Why a series gives nothing: it was never loaded, or nothing of it was public yet. */
export const seriesMissing = (
  id: MacroSeriesId,
): { unavailable: { code: 'missing-series'; subject: string } } => ({
  unavailable: { code: 'missing-series', subject: id },
});

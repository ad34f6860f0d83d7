import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { KnownData } from '../../domain/market/known-data.js';
import type { Instant } from '../../domain/market/price-bar.js';
import type { PolicyDocument } from '../../domain/policy/policy-document.js';
import { recordRules, type PolicyRecord } from '../../domain/policy/rule-record.js';
import { MacroTimeline } from '../../domain/readings/macro/macro-history.js';
import type { Moment } from '../../domain/readings/signal.js';
import { momentsOf, resolveSession, type KnownMarket } from '../../domain/recommendation/session.js';
import { TotalReturns } from '../market-data/total-returns.service.js';
import { KnownMarkets } from '../market-regime/known-markets.service.js';
import type { PolicyInForce } from '../policies/policies.service.js';

/** Requests wait no longer than about this for the computation to give way. */
const SLICE_MS = 5;
/** And have the processor for at least this long before it goes on. */
const PAUSE_MS = 4;
/** About a year. */
const MOMENTS_KEPT = 252;

export interface ComputedRecord {
  readonly record: PolicyRecord;
  /** The data revision it was computed on. */
  readonly revision: string;
}

/** Computes records beside the requests, one at a time, each once for a document and state of the data. */
@Injectable()
export class RuleRecordComputer {
  private readonly made = new WeakMap<KnownData, Map<string, PolicyRecord>>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly markets: KnownMarkets,
    private readonly totalReturns: TotalReturns,
  ) {}

  /**
   * The record of a policy document from all that is known now. Documents that are equal share one.
   * @throws DomainError `missing-history`, `as-of-before-data`; whatever `signal` is aborted with
   */
  compute(policy: PolicyInForce, signal?: AbortSignal): Promise<ComputedRecord> {
    const mine = this.turn.then(() => this.computeNow(policy, signal));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async computeNow(
    { document, documentHash }: PolicyInForce,
    signal: AbortSignal | undefined,
  ): Promise<ComputedRecord> {
    const { known, timing, data, revision } = await this.markets.at({});
    const records = this.madeOf(data);
    let record = records.get(documentHash);
    if (record === undefined) {
      const steps = recordRules(document, {
        market: known.market,
        through: resolveSession(known, timing, document.staleSessions).t,
        momentAt: fewMomentsOf(known, data, document, timing.knownAt),
        ...(await this.totalReturns.of(data)),
        sample: known.sample,
      });
      record = await runInSlices(steps, signal);
      records.set(documentHash, record);
    }
    return { record, revision };
  }

  private madeOf(data: KnownData): Map<string, PolicyRecord> {
    let records = this.made.get(data);
    if (records === undefined) this.made.set(data, (records = new Map<string, PolicyRecord>()));
    return records;
  }
}

/**
 * The moments of a market for a walk forward, of which no more than some are kept. A history with revisions
 * keeps one copy of a series for each state it was seen in: all of them at once would fill the memory.
 */
function fewMomentsOf(
  known: KnownMarket,
  { macro }: KnownData,
  { parameters }: PolicyDocument,
  knownAt: Instant,
): (t: number) => Moment {
  let until = 0;
  let momentAt: (t: number) => Moment;
  return (t) => {
    if (t >= until) {
      momentAt = momentsOf({ ...known, macro: new MacroTimeline(macro) }, parameters, knownAt);
      until = t + MOMENTS_KEPT;
    }
    return momentAt(t);
  };
}

/** Runs the steps to their end, giving way to the event loop after each slice. */
async function runInSlices<T>(steps: Generator<undefined, T>, signal: AbortSignal | undefined): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    const start = performance.now();
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() - start < SLICE_MS);
    await pause(PAUSE_MS);
  }
}

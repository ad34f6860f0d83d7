import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DomainError, type FieldProblem } from '../../domain/domain-error.js';
import { isCalendarDate } from '../../domain/market/calendar-date.js';
import { FACT_KINDS, type FactBasis, type MarketFact } from '../../domain/readings/market-fact.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { assertVersion, staleVersion, type ExpectedVersion } from '../../platform/http/expected-version.js';
import { decodeCreatedCursor, mapPage, pageOf, type Page, type PageQuery } from '../../platform/http/page.js';
import { validationFailed } from '../../platform/http/validation.pipe.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import type { EnterFactDto, MarketFactDto } from './dto/market-fact.dto.js';
import { marketFact, marketFactDto } from './market-fact.mapper.js';
import { MarketFactRepository } from './market-fact.repository.js';

const REMEMBER_MS = 5_000;
const MOST_FIRMS = 5_000;
const WHOLE_PCT = 100;

/** Figures on concentration and valuation that a firm enters: sourced, dated, withdrawn but never deleted. */
@Injectable()
export class MarketFactsService {
  private readonly known: LRUCache<string, readonly MarketFact[]>;

  constructor(
    private readonly database: Database,
    private readonly facts: MarketFactRepository,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {
    this.known = new LRUCache<string, readonly MarketFact[]>({
      max: MOST_FIRMS,
      ttl: REMEMBER_MS,
      fetchMethod: async (firmId) => (await facts.all(firmId)).map(marketFact),
    });
  }

  /** Every fact ever entered, in order; what another process wrote is seen within 5 s. */
  async of(firmId: string): Promise<readonly MarketFact[]> {
    return (await this.known.fetch(firmId)) ?? [];
  }

  async list(firmId: string, { cursor, limit }: PageQuery): Promise<Page<MarketFactDto>> {
    const rows = await this.facts.list(firmId, decodeCreatedCursor(cursor), limit + 1);
    return mapPage(
      pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      marketFactDto,
    );
  }

  /** Throws 404 `market-fact-not-found`. */
  async get(firmId: string, id: string): Promise<MarketFactDto> {
    const found = await this.facts.find(firmId, id);
    if (found === null) throw notFound();
    return marketFactDto(found);
  }

  /** Counts at once. Throws 400 naming the field that doesn't go with the others. */
  async enter({ firmId, principalId }: Caller, request: EnterFactDto): Promise<MarketFactDto> {
    const now = this.clock.now();
    const problems = problemsOf(request, now);
    if (problems.length > 0) throw validationFailed(problems);
    const { symbol = null, note = null, url = null, kind, value, basis, source, observedOn } = request;
    const stored = await this.database.asFirm(firmId, async (tx) => {
      const fact = await this.facts.create(tx, {
        firmId,
        id: randomUUID(),
        symbol,
        kind,
        value,
        basis,
        note,
        source,
        url,
        observedOn,
        createdBy: principalId,
        createdAt: now,
      });
      await this.audit.record(tx, {
        firmId,
        principalId,
        action: 'market_fact.entered',
        subjectType: 'market_fact',
        subjectId: fact.id,
        details: { ...(symbol === null ? {} : { symbol }), kind, value, basis, observedOn },
      });
      return fact;
    });
    this.known.delete(firmId);
    return marketFactDto(stored);
  }

  /** It counts no more. Throws 404 `market-fact-not-found`, 409 `already-withdrawn`. */
  async withdraw({ firmId, principalId }: Caller, id: string, expected: ExpectedVersion): Promise<void> {
    await this.database.asFirm(firmId, async (tx) => {
      const fact = await this.facts.findIn(tx, firmId, id);
      if (fact === null) throw notFound();
      assertVersion(expected, fact.version);
      if (fact.withdrawnAt) {
        throw new DomainError('conflict', 'already-withdrawn', 'The fact was withdrawn before.');
      }
      if (!(await this.facts.withdraw(tx, fact, this.clock.now()))) throw staleVersion();
      await this.audit.record(tx, {
        firmId,
        principalId,
        action: 'market_fact.withdrawn',
        subjectType: 'market_fact',
        subjectId: id,
      });
    });
    this.known.delete(firmId);
  }
}

/** What of a fact's fields doesn't go together, or can't be yet. */
function problemsOf({ kind, basis, value, observedOn }: EnterFactDto, now: Date): FieldProblem[] {
  const { unit, bases } = FACT_KINDS[kind];
  const problems: FieldProblem[] = [];
  if (!(bases as readonly FactBasis[]).includes(basis)) {
    const message = `basis of ${kind} must be one of ${bases.join(', ')}`;
    problems.push({ pointer: '/basis', code: 'basis-not-of-kind', message });
  }
  if (unit === 'pct' && value > WHOLE_PCT) {
    problems.push({
      pointer: '/value',
      code: 'over-100-percent',
      message: 'value must be at most 100 per cent',
    });
  }
  if (!isCalendarDate(observedOn)) {
    const message = 'observedOn must be a date such as 2024-11-15';
    problems.push({ pointer: '/observedOn', code: 'malformed-date', message });
  } else if (Date.parse(observedOn) > now.getTime()) {
    const message = 'observedOn must not be after today';
    problems.push({ pointer: '/observedOn', code: 'date-in-the-future', message });
  }
  return problems;
}

const notFound = (): DomainError =>
  new DomainError('not_found', 'market-fact-not-found', 'The firm has no such fact.');

import { Injectable } from '@nestjs/common';
import { profileOf } from '../../domain/recommendation/recommend.js';
import { DomainError } from '../../domain/domain-error.js';
import {
  decodeCreatedCursor,
  decodeCursor,
  mapPage,
  pageOf,
  type Page,
  type PageQuery,
} from '../../platform/http/page.js';
import { validationFailed } from '../../platform/http/validation.pipe.js';
import type { Caller } from '../auth/caller.js';
import { Advisors } from '../recommendations/advisors.service.js';
import type { CreateRunDto, RunDto } from './dto/run.dto.js';
import type { ListRunItemsQuery, RunItemDto } from './dto/run-item.dto.js';
import type { Run } from './run.js';
import { RunCreation } from './run-creation.service.js';
import { runDto, runItemDto } from './run-dto.mapper.js';
import { RunItemRepository } from './run-item.repository.js';
import { RunRepository } from './run.repository.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Runs over a firm's whole book: asked for here, done by the workers. */
@Injectable()
export class RunsService {
  constructor(
    private readonly advisors: Advisors,
    private readonly creation: RunCreation,
    private readonly runs: RunRepository,
    private readonly items: RunItemRepository,
  ) {}

  /**
   * Fixes the session, the policy version and what is known; whatever comes later is not part of the run.
   * @throws DomainError 422 `unknown-risk-profile` for a filter by one, and as `RunCreation` does
   */
  async create(caller: Caller, { filter = {}, ...ask }: CreateRunDto): Promise<RunDto> {
    const at = await this.advisors.find(caller.firmId, ask);
    if (filter.riskProfile !== undefined) {
      profileOf(at.policy.document, filter.riskProfile, '/filter/riskProfile');
    }
    const policy = { id: at.policy.policyId, version: at.policy.version };
    const id = await this.creation.create(caller, {
      kind: 'advice',
      at,
      askedAsOf: ask.asOf,
      policy,
      filter,
    });
    return this.get(caller.firmId, id);
  }

  async get(firmId: string, id: string): Promise<RunDto> {
    return runDto(await this.existing(firmId, id));
  }

  /** Latest first. */
  async list(firmId: string, { cursor, limit }: PageQuery): Promise<Page<RunDto>> {
    const rows = await this.runs.list(firmId, { kind: 'advice' }, decodeCreatedCursor(cursor), limit + 1);
    return mapPage(
      pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      runDto,
    );
  }

  /** In order of account; those of slices that are done, while it is running. */
  async listItems(firmId: string, id: string, query: ListRunItemsQuery): Promise<Page<RunItemDto>> {
    const { cursor, limit, exception } = query;
    const after = accountAfter(cursor);
    await this.existing(firmId, id);
    const keyset = {
      ...(after === undefined ? {} : { after }),
      ...(exception === undefined ? {} : { exception }),
      limit: limit + 1,
    };
    const rows = await this.items.list(firmId, id, keyset, { withBody: true });
    return mapPage(
      pageOf(rows, limit, ({ account_id: account }) => [account]),
      runItemDto,
    );
  }

  /** @throws DomainError 404 `run-not-found` */
  async existing(firmId: string, id: string): Promise<Run> {
    const run = await this.runs.find(firmId, 'advice', id);
    if (run === undefined) throw new DomainError('not_found', 'run-not-found', 'The firm has no such run.');
    return run;
  }
}

function accountAfter(cursor: string | undefined): string | undefined {
  const [after] = decodeCursor(cursor, 1) ?? [];
  if (after === undefined || UUID.test(after)) return after;
  const message = 'cursor is not one of this list';
  throw validationFailed([{ pointer: '/cursor', code: 'malformed-cursor', message }]);
}

import { Injectable } from '@nestjs/common';
import { FirmsService } from '../../firms/firms.service.js';
import { RunsService } from '../../runs/runs.service.js';
import { StatementsService } from '../../runs/statements.service.js';
import type { LinkedPage } from '../linked-page.js';
import { statementPage } from './statement-page.js';

type Asked = { readonly runId: string };

/** Makes the page of a run's statement. */
@Injectable()
export class StatementPageService implements LinkedPage {
  constructor(
    private readonly statements: StatementsService,
    private readonly runs: RunsService,
    private readonly firms: FirmsService,
  ) {}

  /** The page. Throws 404 `run-not-found`, 409 `run-not-finished`. */
  async page(firmId: string, { runId }: Asked): Promise<string> {
    const statement = await this.statements.statement(firmId, runId);
    const [run, firm] = await Promise.all([this.runs.get(firmId, runId), this.firms.get({ firmId })]);
    return statementPage({ firm, run, statement });
  }

  assertShowable(firmId: string, { runId }: Asked): Promise<void> {
    return this.statements.assertEnded(firmId, runId);
  }
}

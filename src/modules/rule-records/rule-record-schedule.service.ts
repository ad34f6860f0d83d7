import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Cron } from 'croner';
import { ENGINE_VERSION } from '../../domain/recommendation/engine-version.js';
import { Database } from '../../platform/database/database.js';
import { KnownMarkets } from '../market-regime/known-markets.service.js';
import { PoliciesService, type PolicyInForce } from '../policies/policies.service.js';
import { RuleRecordComputer } from './rule-record-computer.service.js';
import { RuleRecordRepository } from './rule-record.repository.js';
import { RuleRecords } from './rule-records.service.js';

/** Any number that nothing else locks by. */
const LOCK = 7_310_559_022;
const LOOK_PATTERN = '*/5 * * * *';
/** A record is renewed when it lacks so many sessions. */
const RENEWED_AFTER_SESSIONS = 21;

interface DueVersion {
  readonly firmId: string;
  readonly version: Omit<PolicyInForce, 'document'>;
}

/**
 * Gives every policy version in force its record, and a new one each month: looks at the start and every few
 * minutes. Of several instances one works at a time.
 */
@Injectable()
export class RuleRecordSchedule implements BeforeApplicationShutdown {
  private readonly logger = new Logger(RuleRecordSchedule.name);
  private readonly stopping = new AbortController();
  private cron: Cron | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly records: RuleRecords,
    private readonly rows: RuleRecordRepository,
    private readonly computer: RuleRecordComputer,
    private readonly policies: PoliciesService,
    private readonly markets: KnownMarkets,
  ) {}

  /** Nothing is computed by itself until this is called. */
  start(): void {
    this.cron = new Cron(LOOK_PATTERN, { unref: true }, () => this.begin());
    this.begin();
  }

  /** Computes and stores what is due. Further calls share the same work. */
  look(): Promise<void> {
    return (this.looking ??= this.work().finally(() => (this.looking = undefined)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.cron?.stop();
    this.stopping.abort();
    await this.looking?.catch(() => undefined);
  }

  private begin(): void {
    this.look().catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.logger.error(error);
    });
  }

  private async work(): Promise<void> {
    if ((await this.due()).length === 0) return;
    await this.database.exclusively(LOCK, async () => {
      // Another instance may have done it between the question and the lock.
      for (const { firmId, version } of await this.due()) {
        if (this.stopping.signal.aborted) return;
        const policy = await this.policies.document(firmId, version.policyId, version.version);
        const computed = await this.computer.compute(policy, this.stopping.signal);
        await this.records.store(firmId, policy, computed);
      }
    });
  }

  /** The versions in force without a record, or whose newest is of an older engine or lacks a month. */
  private async due(): Promise<readonly DueVersion[]> {
    const { known } = await this.markets.at({});
    const { market } = known;
    if (market.sessions.length === 0) return [];
    const due: DueVersion[] = [];
    for (const firmId of await this.rows.firms()) {
      for (const version of await this.policies.activeVersions(firmId)) {
        const [newest] = await this.rows.headers(firmId, version.policyId, version.version);
        const lacking = newest && market.sessions.length - 1 - market.momentAt(newest.through);
        const isCurrent =
          newest?.engineVersion === ENGINE_VERSION &&
          lacking !== undefined &&
          lacking < RENEWED_AFTER_SESSIONS;
        if (!isCurrent) due.push({ firmId, version });
      }
    }
    return due;
  }
}

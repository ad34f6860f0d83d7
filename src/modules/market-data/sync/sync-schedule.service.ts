import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Cron } from 'croner';
import { AppConfig } from '../../../platform/config/app-config.js';
import { SyncRunner } from './sync-runner.service.js';
import { SyncService } from './sync.service.js';

const TAKE_OVER_PATTERN = '* * * * *';

/** Synchronises after the close, and takes over what another instance left unfinished. */
@Injectable()
export class SyncSchedule implements BeforeApplicationShutdown {
  private readonly logger = new Logger(SyncSchedule.name);
  private crons: Cron[] = [];

  constructor(
    private readonly config: AppConfig,
    private readonly sync: SyncService,
    private readonly runner: SyncRunner,
  ) {}

  /** Nothing is scheduled until this is called, nor where no provider is configured. */
  start(): void {
    if (!this.config.hasLiveProvider) return;
    this.runner.start();
    this.crons = [new Cron(TAKE_OVER_PATTERN, { unref: true }, () => this.runner.start())];
    if (this.config.syncSchedule === 'off') return;
    for (const pattern of this.config.syncSchedule.split(';')) {
      const options = { timezone: 'America/New_York', unref: true };
      this.crons.push(new Cron(pattern.trim(), options, () => this.begin()));
    }
  }

  beforeApplicationShutdown(): void {
    for (const cron of this.crons) cron.stop();
  }

  private begin(): void {
    this.sync.begin('schedule').catch((error: unknown) => this.logger.error(error));
  }
}

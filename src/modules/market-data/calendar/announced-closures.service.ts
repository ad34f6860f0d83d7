import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../domain/domain-error.js';
import { announcedDays } from '../../../domain/market/trading-calendar.js';
import { Clock } from '../../../platform/clock/clock.js';
import { AppConfig } from '../../../platform/config/app-config.js';
import { StartFailure } from '../../../platform/config/start-failure.js';
import { MarketDataReader } from '../market-data-reader.service.js';
import { SharedWritesRepository } from '../shared-writes.repository.js';
import { AnnouncedClosureRepository } from './announced-closure.repository.js';
import { parseClosures } from './closures-file.js';

const FILE = { kind: 'calendar', name: 'CALENDAR_FILE' } as const;

/** Takes over what a person wrote into the file of announced closures. */
@Injectable()
export class AnnouncedClosuresService {
  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly writes: SharedWritesRepository,
    private readonly closures: AnnouncedClosureRepository,
    private readonly reader: MarketDataReader,
  ) {}

  /**
   * Stores what is new or was changed in the file since it was last loaded, learned now; days that are gone
   * from it are taken back. Without a file, what is stored stays.
   * @throws StartFailure saying what is wrong with the file, by a stable code
   */
  async load(): Promise<void> {
    const { calendarFile } = this.config;
    if (calendarFile === undefined) return;
    try {
      await this.take(await textOf(calendarFile));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new StartFailure(`CALENDAR_FILE can't be used: ${error.code}: ${error.message}`, {
        cause: error,
      });
    }
  }

  private async take(text: string): Promise<void> {
    const parsed = parseClosures(text);
    const announced = announcedDays(parsed);
    const sha256 = createHash('sha256').update(text).digest('hex');
    if ((await this.writes.lastLoaded(FILE.kind, FILE.name)) === sha256) return;
    const traded = await this.closures.traded(parsed.closures);
    if (traded.length > 0) {
      throw new DomainError('conflict', 'session-has-bars', `There are prices of ${traded.join(', ')}.`);
    }
    const now = this.clock.now();
    await this.writes.write(
      this.config.dataset,
      async (tx) => {
        const further = await this.closures.addVersions(tx, announced, now);
        return { inserted: 0, corrected: 0, further };
      },
      { file: { ...FILE, sha256, rows: announced.size } },
    );
    this.reader.refresh();
  }
}

/** Throws `unreadable-file`. */
async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DomainError('invalid', 'unreadable-file', `${path} can't be read (${code})`);
  }
}

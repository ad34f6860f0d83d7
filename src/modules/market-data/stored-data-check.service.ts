import { Injectable } from '@nestjs/common';
import { isSession } from '../../domain/market/trading-calendar.js';
import { AnnouncedClosureRepository } from './calendar/announced-closure.repository.js';
import { StoredDataRepository } from './stored-data.repository.js';

export interface BrokenRule {
  readonly rule: string;
  readonly rows: number;
}

/** Whether what is stored still keeps the rules it was let in by. */
@Injectable()
export class StoredDataCheck {
  constructor(
    private readonly stored: StoredDataRepository,
    private readonly closures: AnnouncedClosureRepository,
  ) {}

  /** The rules that some rows break; none where all is well. */
  async run(): Promise<BrokenRule[]> {
    const counts = await this.stored.brokenRules();
    const sessions = await this.stored.sessions();
    const announced = await this.closures.inForce();
    const outside = sessions.filter((session) => !isSession(session, announced)).length;
    return [...counts, { rule: 'bars are of sessions of the calendar', rows: outside }].filter(
      ({ rows }) => rows > 0,
    );
  }
}

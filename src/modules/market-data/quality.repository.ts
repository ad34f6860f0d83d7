import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

const READ_LAST_ADVICE = 'SELECT max(created_at) AS at FROM recommendations';

/** What quality is judged against besides the data itself. */
@Injectable()
export class QualityRepository {
  constructor(private readonly database: Database) {}

  /** When the firm last stored a recommendation; undefined where it has none. */
  async lastAdvice(firmId: string): Promise<Date | undefined> {
    const [row] = await this.database.queryAsFirm<{ at: Date | null }>(firmId, READ_LAST_ADVICE);
    return row?.at ?? undefined;
  }
}

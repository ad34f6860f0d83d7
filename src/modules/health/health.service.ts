import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { HttpProblem } from '../../platform/http/problem.js';

@Injectable()
export class HealthService {
  constructor(private readonly database: Database) {}

  /** Throws 503 while the database doesn't answer or no prices are loaded. */
  async assertReady(): Promise<void> {
    const [installation] = await this.database.queryShared<{ data_revision: string }>(
      'SELECT data_revision FROM installation',
    );
    if (!installation || installation.data_revision === '0') {
      throw new HttpProblem(503, 'not-ready', 'No market data is loaded yet.', [], { 'retry-after': '1' });
    }
  }
}

import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BarValidator } from '../../src/domain/market/validate-bars.js';
import { ObservationValidator } from '../../src/domain/readings/macro/validate-observations.js';
import { CsvDirectoryProvider } from '../../src/modules/market-data/providers/csv-directory/csv-directory.provider.js';
import { hasRealData, REAL_DATA_DIR } from '../support/real-data.js';

const NOW = Date.parse('2025-01-02T00:00:00Z');

(hasRealData() ? describe : describe.skip)('the CSV directory provider on real files', () => {
  it('reads every row of every instrument and series, and finds all of them valid', async () => {
    const provider = new CsvDirectoryProvider(
      join(REAL_DATA_DIR, 'prices'),
      join(REAL_DATA_DIR, 'macro'),
      join(REAL_DATA_DIR, 'breadth'),
    );
    const { sources, missing } = await provider.list();
    expect(missing).toEqual([]);
    const rows: Record<string, number> = {};
    const problems: unknown[] = [];
    for (const source of sources) {
      rows[source.name] = 0;
      const bars = new BarValidator(NOW);
      const observations = new ObservationValidator(NOW);
      for await (const row of source.rows()) {
        problems.push(...('session' in row ? bars.check(row) : observations.check(row)));
        rows[source.name]!++;
      }
    }
    expect(problems).toEqual([]);
    expect(rows).toMatchObject({
      'SPY.csv': 8038,
      'XLI.csv': 5033,
      'DFF.csv': 25752,
      'SAHMREALTIME.csv': 781,
      'S5FI_COMPUTED.csv': 1209,
    });
    expect(Object.keys(rows)).toHaveLength(33);
  }, 30_000);
});

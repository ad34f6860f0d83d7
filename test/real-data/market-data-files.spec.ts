import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BarValidator } from '../../src/domain/market/validate-bars.js';
import { ObservationValidator } from '../../src/domain/readings/macro/validate-observations.js';
import { StatementValidator } from '../../src/domain/readings/macro/statement-rules.js';
import { CsvDirectoryProvider } from '../../src/modules/market-data/providers/csv-directory/csv-directory.provider.js';
import { hasRealData, REAL_DATA_DIR } from '../support/real-data.js';

const NOW = Date.parse('2025-01-02T00:00:00Z');

(hasRealData() ? describe : describe.skip)('the CSV directory provider on real files', () => {
  it('reads every row of every instrument and series, and finds all of them valid', async () => {
    const provider = new CsvDirectoryProvider({
      marketDataDir: join(REAL_DATA_DIR, 'prices'),
      macroDataDir: join(REAL_DATA_DIR, 'macro'),
      breadthDataDir: join(REAL_DATA_DIR, 'breadth'),
      fomcDataDir: join(REAL_DATA_DIR, 'fomc'),
    });
    const { sources, missing } = await provider.list();
    expect(missing).toEqual([]);
    const rows: Record<string, number> = {};
    const problems: unknown[] = [];
    for (const source of sources) {
      rows[source.name] = 0;
      const bars = new BarValidator(NOW);
      const observations = new ObservationValidator(NOW);
      const statements = new StatementValidator(NOW);
      for await (const row of source.rows()) {
        if ('session' in row) problems.push(...bars.check(row));
        else problems.push(...('body' in row ? statements.check(row) : observations.check(row)));
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
      'fomc_statements_2021_2025.csv': 32,
    });
    expect(Object.keys(rows)).toHaveLength(34);
  }, 120_000);
});

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../app.setup.js';
import { AnnouncedClosuresService } from '../modules/market-data/calendar/announced-closures.service.js';
import { QualityService } from '../modules/market-data/quality.service.js';
import { StoredDataCheck } from '../modules/market-data/stored-data-check.service.js';
import { SyncRunner } from '../modules/market-data/sync/sync-runner.service.js';
import type { SyncItem } from '../modules/market-data/sync/sync-job.js';
import { SyncService } from '../modules/market-data/sync/sync.service.js';
import { loadConfig } from '../platform/config/load-config.js';
import { prepareDatabase } from '../platform/database/prepare-database.js';

/** What a command prints, and whether all was well. */
export interface CommandResult {
  readonly lines: readonly string[];
  readonly ok: boolean;
}

const say = (line: string): void => void process.stderr.write(`${line} …\n`);

/** Runs the work in the application as the environment configures it, without listening. */
async function withApp<T>(work: (app: NestFastifyApplication) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const prepared = await prepareDatabase(config, say, say);
  try {
    const app = await createApp({ config: prepared.config, logger: false });
    try {
      await app.init();
      await app.get(AnnouncedClosuresService).load();
      return await work(app);
    } finally {
      await app.close();
    }
  } finally {
    await prepared.close({ leaveRunning: true });
  }
}

const itemLine = ({ name, state, source, rows, inserted, corrected, failures }: SyncItem): string => {
  const why = failures.map(({ code, message }) => `${code} (${message})`).join('; ');
  const done =
    source === undefined ? state : `${rows} rows of ${source}, ${inserted} new, ${corrected} corrected`;
  return `${name}: ${done}${why === '' ? '' : `; ${why}`}`;
};

/** npm run data:sync: synchronises with the providers, or waits for the synchronisation that is running. */
export const dataSync = (): Promise<CommandResult> =>
  withApp(async (app) => {
    const sync = app.get(SyncService);
    const { id } = await sync.begin('command');
    await app.get(SyncRunner).drain();
    const { items, state } = await sync.find(id);
    return { lines: [...items.map(itemLine), `synchronisation ${state}`], ok: state === 'succeeded' };
  });

/** npm run data:verify: whether every stored row keeps the rules, and what is doubtful about the data. */
export const dataVerify = (): Promise<CommandResult> =>
  withApp(async (app) => {
    const broken = await app.get(StoredDataCheck).run();
    const { symbols, series, issues, issueCount, withoutBars } = await app
      .get(QualityService)
      .report(undefined);
    const lines = [
      ...broken.map(({ rule, rows }) => `BROKEN ${rule}: ${rows} rows`),
      ...symbols.map(
        ({ symbol, bars, lastSession, missingSessions, stale }) =>
          `${symbol}: ${bars} bars to ${lastSession}${stale ? ', STALE' : ''}, ${missingSessions} sessions missing`,
      ),
      ...series.map(
        ({ series: id, observations, lastDate, stale, releaseTimes }) =>
          `${id}: ${observations} values to ${lastDate ?? '-'}${stale ? ', STALE' : ''}, release times ${releaseTimes}`,
      ),
      ...(withoutBars.length > 0 ? [`without bars: ${withoutBars.join(', ')}`] : []),
      ...issues.map(
        ({ code, symbol, series: id, date, from, to, source }) =>
          `${code} ${symbol ?? id ?? ''} ${date}${from === undefined ? '' : ` ${from} -> ${to}`}${source === undefined ? '' : ` (${source})`}`,
      ),
      `${broken.length} rules broken, ${issueCount} doubts`,
    ];
    return { lines, ok: broken.length === 0 };
  });

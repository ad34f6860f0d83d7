import { dateOfDayNumber, dayNumberOf, MS_PER_DAY } from '../../../domain/market/calendar-date.js';
import { newYorkInstant } from '../../../domain/market/new-york-time.js';
import type { Instant } from '../../../domain/market/price-bar.js';
import { businessDayFrom } from '../../../domain/market/us-holidays.js';
import { MACRO_SERIES } from '../../../domain/readings/macro/observation.js';
import type { MacroSeriesId } from '../../../domain/readings/macro/observation.js';
import { releasedAt } from '../../../domain/readings/macro/release-rules.js';

/** Series that are kept for questions to come; no reading uses them yet. */
const FURTHER_SERIES = ['UNRATE', 'USREC'] as const;

/** Every series that is asked of a live macro provider, by its FRED id. */
export const LIVE_SERIES = [...MACRO_SERIES, ...FURTHER_SERIES] as const;
export type LiveSeriesId = (typeof LIVE_SERIES)[number];

/** Every series that the store may hold: those asked of a provider, and those read from files alone. */
export type StoredSeriesId = LiveSeriesId | MacroSeriesId;

/** Those with a value for every day or business day, back to 1954 at the longest. */
export const DAILY_SERIES: ReadonlySet<LiveSeriesId> = new Set<LiveSeriesId>([
  'DFEDTARU',
  'DFEDTARL',
  'DFF',
  'DGS3MO',
  'DGS2',
  'DGS10',
  'DTWEXBGS',
  'BAMLH0A0HYM2',
]);

/**
 * The time of day in New York by which a vintage of the day is public: an archive records days only. Late
 * rather than early, so that a value never shows in a session that couldn't know it.
 */
export const VINTAGE_TIMES: Readonly<Record<LiveSeriesId, string>> = {
  DFEDTARU: '14:30',
  DFEDTARL: '14:30',
  DFF: '09:30',
  DGS3MO: '18:00',
  DGS2: '18:00',
  DGS10: '18:00',
  DTWEXBGS: '16:15',
  CPILFESL: '08:30',
  PCEPILFE: '10:00',
  SAHMREALTIME: '08:30',
  UNRATE: '08:30',
  PAYEMS: '08:30',
  ICSA: '08:30',
  BAMLH0A0HYM2: '18:00',
  USREC: '18:00',
};

/** When a value's vintage began, as `VintageRow` has it. */
interface DatedVintage {
  readonly date: string;
  readonly realtimeStart: string | null;
  readonly archiveStart: boolean;
}

/** When a row became public, and whether that is a rule's word instead of a recorded vintage. */
export interface VintageRelease {
  readonly releasedAt: Instant;
  readonly assumed: boolean;
}

const hasRule = (id: LiveSeriesId): id is (typeof MACRO_SERIES)[number] =>
  MACRO_SERIES.some((known) => known === id);

/** The first day of the second month after an observation's, as a day number. */
function secondMonthAfter(date: string): number {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return dayNumberOf(year, month + 2, 1);
}

/** The day by which a figure of a series without a release rule was out, as a day number. */
const DUE_DAYS: Readonly<Record<(typeof FURTHER_SERIES)[number], (date: string) => number>> = {
  // The employment report's own rule is the Sahm indicator's.
  UNRATE: (date) => Math.floor(releasedAt('SAHMREALTIME', date) / MS_PER_DAY),
  USREC: (date) => businessDayFrom(secondMonthAfter(date)),
};

function ruledRelease(seriesId: LiveSeriesId, date: string): Instant {
  if (hasRule(seriesId)) return releasedAt(seriesId, date);
  return newYorkInstant(dateOfDayNumber(DUE_DAYS[seriesId](date)), VINTAGE_TIMES[seriesId]);
}

/**
 * A recorded vintage is public at its series' time of day. Where no vintage is recorded, or the archive began
 * only after the value was out, the series' release rule stands in.
 * @throws DomainError `invalid-date`
 */
export function vintageRelease(seriesId: LiveSeriesId, row: DatedVintage): VintageRelease {
  const recorded =
    row.realtimeStart === null ? Infinity : newYorkInstant(row.realtimeStart, VINTAGE_TIMES[seriesId]);
  if (row.realtimeStart !== null && !row.archiveStart) return { releasedAt: recorded, assumed: false };
  return { releasedAt: Math.min(ruledRelease(seriesId, row.date), recorded), assumed: true };
}

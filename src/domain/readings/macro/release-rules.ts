import { dayNumber, dayNumberOf, MS_PER_DAY, weekdayOf } from '../../market/calendar-date.js';
import { newYorkInstant, newYorkInstantOfDay } from '../../market/new-york-time.js';
import type { Instant } from '../../market/price-bar.js';
import { businessDayFrom } from '../../market/us-holidays.js';
import type { MacroSeriesId } from './observation.js';

/** From what an observation is dated to the instant it counts as public. */
export interface ReleaseRule {
  /** The rule in a sentence, for documents and answers. */
  readonly meaning: string;
  /** Wall-clock time in New York, `HH:MM`. */
  readonly time: string;
  /** The day it is out, as a day number, given the observation's day number. */
  readonly dueDay: (observed: number) => number;
  /** Releases that came later than the rule says: observation date to `YYYY-MM-DD HH:MM`. */
  readonly delayed?: Readonly<Record<string, string>>;
}

/** A day of the month `months` after the observation's own. */
function dayOfLaterMonth(observed: number, months: number, dayOfMonth: number): number {
  const date = new Date(observed * MS_PER_DAY);
  return dayNumberOf(date.getUTCFullYear(), date.getUTCMonth() + 1 + months, dayOfMonth);
}

const CPI_BY_THE_15TH_SINCE = dayNumberOf(2017, 1, 1);
const PCE_BY_MONTH_END_SINCE = dayNumberOf(2018, 1, 1);

function employmentReportDay(observed: number): number {
  const twelfth = dayOfLaterMonth(observed, 0, 12);
  const endOfReferenceWeek = twelfth + 6 - weekdayOf(twelfth);
  const thirdFriday = endOfReferenceWeek + 20;
  const date = new Date(thirdFriday * MS_PER_DAY);
  const tooCloseToNewYear = date.getUTCMonth() === 0 && date.getUTCDate() <= 3;
  return businessDayFrom(tooCloseToNewYear ? thirdFriday + 7 : thirdFriday);
}

const FED_TARGET: ReleaseRule = {
  meaning:
    'Announced at 14:00 on the day of the decision and, in most years, dated from the day after: taken as public at 14:30 of its own date.',
  time: '14:30',
  dueDay: (observed) => observed,
};

const TREASURY_YIELD: ReleaseRule = {
  meaning:
    "Posted by the Treasury on the same day, by 18:00: after the close, so that a session sees the previous day's.",
  time: '18:00',
  dueDay: (observed) => observed,
};

const EMPLOYMENT_DELAYED = {
  '2013-09-01': '2013-10-22 08:30',
  '2013-10-01': '2013-11-08 08:30',
  '2025-09-01': '2025-11-20 08:30',
  '2025-10-01': '2025-12-16 08:30',
  '2025-11-01': '2025-12-16 08:30',
  '2026-01-01': '2026-02-11 08:30',
};

const BREADTH: ReleaseRule = {
  meaning: "Counted at the session's close.",
  time: '16:00',
  dueDay: (observed) => observed,
};

/**
 * When each series' figures count as public where no vintage was recorded. A rule may be days late; it is
 * never early, but for the delays it lists and the exceptions docs/DATA.md names.
 */
export const RELEASE_RULES: Readonly<Record<MacroSeriesId, ReleaseRule>> = {
  DFEDTARU: FED_TARGET,
  DFEDTARL: FED_TARGET,
  DFF: {
    meaning: 'Published by the New York Fed on the next business day at 09:00.',
    time: '09:00',
    dueDay: (observed) => businessDayFrom(observed + 1),
  },
  DGS3MO: TREASURY_YIELD,
  DGS2: TREASURY_YIELD,
  DGS10: TREASURY_YIELD,
  DTWEXBGS: {
    meaning:
      "The Federal Reserve's H.10 release, Mondays at 16:15 for the week to the Friday before, on the next business day where the Monday is a holiday.",
    time: '16:15',
    dueDay: (observed) => businessDayFrom(observed + 5 - weekdayOf(observed) + 3),
  },
  CPILFESL: {
    meaning:
      'The consumer price report of the following month at 08:30: taken as out on the 15th, and on the 26th for months before 2017, or the next business day.',
    time: '08:30',
    dueDay: (observed) =>
      businessDayFrom(dayOfLaterMonth(observed, 1, observed < CPI_BY_THE_15TH_SINCE ? 26 : 15)),
    delayed: {
      '2013-09-01': '2013-10-30 08:30',
      '2025-09-01': '2025-10-24 08:30',
      '2025-10-01': '2025-12-18 08:30',
      '2025-11-01': '2025-12-18 08:30',
    },
  },
  PCEPILFE: {
    meaning:
      'Personal Income and Outlays at 08:30, near the end of the following month: taken as out on the first business day of the month after that, and on the second for months before 2018.',
    time: '08:30',
    dueDay: (observed) => {
      const first = businessDayFrom(dayOfLaterMonth(observed, 2, 1));
      return observed < PCE_BY_MONTH_END_SINCE ? businessDayFrom(first + 1) : first;
    },
    delayed: {
      '2018-12-01': '2019-03-01 08:30',
      '2019-01-01': '2019-03-29 08:30',
      '2019-02-01': '2019-04-29 08:30',
      '2025-09-01': '2025-12-05 10:00',
      '2025-10-01': '2026-01-22 10:00',
      '2025-11-01': '2026-01-22 10:00',
      '2025-12-01': '2026-02-20 08:30',
      '2026-01-01': '2026-03-13 08:30',
      '2026-02-01': '2026-04-09 08:30',
    },
  },
  SAHMREALTIME: {
    meaning:
      'Follows from the employment report at 08:30 on the third Friday after the week with the 12th of the month, a week later where that is 1 to 3 January, or the next business day.',
    time: '08:30',
    dueDay: employmentReportDay,
    delayed: EMPLOYMENT_DELAYED,
  },
  PAYEMS: {
    meaning:
      'The employment report at 08:30, taken as out on the third Friday after the week with the 12th of the month, a week later where that is 1 to 3 January, or the next business day.',
    time: '08:30',
    dueDay: employmentReportDay,
    delayed: EMPLOYMENT_DELAYED,
  },
  ICSA: {
    meaning:
      'Dated the Saturday that ends the week; out on the Thursday after at 08:30, or the next business day where that is a holiday.',
    time: '08:30',
    dueDay: (observed) => businessDayFrom(observed + 5),
    delayed: Object.fromEntries(
      ['09-27', '10-04', '10-11', '10-18', '10-25', '11-01', '11-08'].map((day) => [
        `2025-${day}`,
        '2025-11-20 08:30',
      ]),
    ),
  },
  BAMLH0A0HYM2: {
    meaning: 'Published on the next business day: taken as public by noon.',
    time: '12:00',
    dueDay: (observed) => businessDayFrom(observed + 1),
  },
  S5TH: BREADTH,
  S5OH: BREADTH,
  S5FI: BREADTH,
  NYSE_ADV: BREADTH,
  NYSE_DECL: BREADTH,
};

/**
 * The instant at which a series' observation counts as public where no vintage was recorded.
 * @throws DomainError `invalid-date`
 */
export function releasedAt(seriesId: MacroSeriesId, observationDate: string): Instant {
  const rule = RELEASE_RULES[seriesId];
  const delayed = rule.delayed?.[observationDate];
  if (delayed !== undefined) return newYorkInstant(delayed.slice(0, 10), delayed.slice(11));
  const [hours = '0', minutes = '0'] = rule.time.split(':');
  return newYorkInstantOfDay(rule.dueDay(dayNumber(observationDate)), Number(hours) * 60 + Number(minutes));
}

import { dateOfDayNumber, dayNumber, weekdayOf } from '../src/domain/market/calendar-date.js';
import { sessionClose } from '../src/domain/market/trading-calendar.js';
import { businessDayFrom } from '../src/domain/market/us-holidays.js';
import type { MacroSeriesId } from '../src/domain/readings/macro/observation.js';
import { releasedAt } from '../src/domain/readings/macro/release-rules.js';
import {
  CLAIMS_SCRIPT,
  DAILY_SCRIPT,
  FED_TARGET,
  PAYROLLS_SCRIPT,
  PRICE_INDEX_SCRIPT,
  SAHM_SCRIPT,
} from './macro-script.js';
import type { DailyScript } from './macro-script.js';
import { SAMPLE_FROM, SAMPLE_TO } from './market-script.js';
import { bridgedNoise, scriptedPath } from './path.js';
import type { Anchor } from './path.js';
import { normal, seededRandom } from './random.js';
import type { Random } from './random.js';

/** What a series says of a date, before anyone asks when it was published. */
export interface DatedValue {
  readonly date: string;
  readonly value: number;
}

const FIRST_MONTH = '2020-01-01';
/** The effective rate settles this far under the upper end of the target range. */
const EFFECTIVE_UNDER_UPPER = 0.17;

/** To so many decimals; to thousands with -3. */
const round = (value: number, decimals: number): number =>
  decimals >= 0 ? Number(value.toFixed(decimals)) : Math.round(value / 10 ** -decimals) * 10 ** -decimals;

function everyDay(): string[] {
  const days: string[] = [];
  for (let day = dayNumber(SAMPLE_FROM); day <= dayNumber(SAMPLE_TO); day++) days.push(dateOfDayNumber(day));
  return days;
}

function everyMonth(): string[] {
  const months: string[] = [];
  for (let year = 2020; year <= 2024; year++) {
    for (let month = 1; month <= 12; month++) months.push(`${year}-${String(month).padStart(2, '0')}-01`);
  }
  return months.filter((month) => month >= FIRST_MONTH && month <= SAMPLE_TO);
}

const inForce = (steps: readonly Anchor[], date: string): number =>
  steps.findLast(([from]) => from <= date)?.[1] ?? 0;

function wandering(dates: readonly string[], script: DailyScript, random: Random): DatedValue[] {
  const noise = bridgedNoise(
    dates,
    script.anchors,
    dates.map(() => script.volatility * normal(random)),
  );
  const path = scriptedPath(dates, script.anchors);
  return dates.map((date, i) => ({
    date,
    value: round((path[i] ?? 0) * (1 + (noise[i] ?? 0)), script.decimals),
  }));
}

function priceIndex(start: number, rates: readonly Anchor[], random: Random): DatedValue[] {
  const months = everyMonth();
  let level = start;
  return scriptedPath(months, rates).map((rate, i) => {
    if (i > 0) level *= 1 + (rate + 0.5 * normal(random)) / 1200;
    return { date: months[i] ?? '', value: round(level, 3) };
  });
}

const payrolls = (months: readonly string[], random: Random): DatedValue[] =>
  scriptedPath(months, PAYROLLS_SCRIPT).map((value, i) => ({
    date: months[i] ?? '',
    value: round(value + 25 * normal(random), 0),
  }));

/**
 * Synthetic macro series that go with the sample bars: daily ones from 2021-01-04, monthly ones from
 * 2020-01 so that 12-month changes exist from the start. Nothing in them was published after the
 * sample's last close. The same seed gives the same values; no real figure is in them.
 */
export function sampleMacro(seed: number): ReadonlyMap<MacroSeriesId, readonly DatedValue[]> {
  const days = everyDay();
  const businessDays = days.filter((date) => businessDayFrom(dayNumber(date)) === dayNumber(date));
  const saturdays = days.filter((date) => weekdayOf(dayNumber(date)) === 6);
  const months = everyMonth();
  const random = (series: number): Random => seededRandom(seed + 1000 + series);
  const effective = random(0);
  const sahm = scriptedPath(months, SAHM_SCRIPT);

  const series: [MacroSeriesId, DatedValue[]][] = [
    ['DFEDTARU', days.map((date) => ({ date, value: inForce(FED_TARGET, date) }))],
    ['DFEDTARL', days.map((date) => ({ date, value: inForce(FED_TARGET, date) - 0.25 }))],
    [
      'DFF',
      days.map((date) => ({
        date,
        value: round(inForce(FED_TARGET, date) - EFFECTIVE_UNDER_UPPER + 0.004 * normal(effective), 2),
      })),
    ],
    ['DGS3MO', wandering(businessDays, DAILY_SCRIPT.DGS3MO, random(1))],
    ['DGS2', wandering(businessDays, DAILY_SCRIPT.DGS2, random(2))],
    ['DGS10', wandering(businessDays, DAILY_SCRIPT.DGS10, random(3))],
    ['DTWEXBGS', wandering(businessDays, DAILY_SCRIPT.DTWEXBGS, random(4))],
    ['CPILFESL', priceIndex(PRICE_INDEX_SCRIPT.CPILFESL.start, PRICE_INDEX_SCRIPT.CPILFESL.rates, random(5))],
    ['PCEPILFE', priceIndex(PRICE_INDEX_SCRIPT.PCEPILFE.start, PRICE_INDEX_SCRIPT.PCEPILFE.rates, random(6))],
    ['SAHMREALTIME', months.map((date, i) => ({ date, value: round(sahm[i] ?? 0, 2) }))],
    ['PAYEMS', payrolls(months, random(7))],
    ['ICSA', wandering(saturdays, CLAIMS_SCRIPT, random(8))],
    ['BAMLH0A0HYM2', wandering(businessDays, DAILY_SCRIPT.BAMLH0A0HYM2, random(9))],
  ];

  const lastClose = sessionClose(SAMPLE_TO);
  return new Map(
    series.map(([id, values]) => [id, values.filter(({ date }) => releasedAt(id, date) <= lastClose)]),
  );
}

import type { Anchor } from './path.js';

/**
 * Upper end of the Fed's target range from each date on, invented: near zero, rises from spring 2022 to
 * spring 2023, on hold until September 2024, cuts after. The lower end is 25 basis points under it.
 */
export const FED_TARGET: readonly Anchor[] = [
  ['2021-01-04', 0.25],
  ['2022-03-24', 0.5],
  ['2022-05-12', 1],
  ['2022-06-23', 1.75],
  ['2022-08-04', 2.5],
  ['2022-09-29', 3.25],
  ['2022-11-10', 3.75],
  ['2022-12-22', 4.25],
  ['2023-02-09', 4.5],
  ['2023-03-30', 4.75],
  ['2023-05-11', 5],
  ['2024-09-12', 4.75],
  ['2024-10-31', 4.5],
];

export interface DailyScript {
  readonly anchors: readonly Anchor[];
  /** Standard deviation of a day's change, as a part of the value. */
  readonly volatility: number;
  readonly decimals: number;
}

/** Yields and the high-yield spread in percent and the dollar as an index, on business days. */
export const DAILY_SCRIPT = {
  DGS3MO: {
    volatility: 0.004,
    decimals: 2,
    anchors: [
      ['2021-01-04', 0.08],
      ['2021-12-31', 0.1],
      ['2022-03-24', 0.5],
      ['2022-06-23', 1.7],
      ['2022-09-29', 3.3],
      ['2022-12-22', 4.3],
      ['2023-05-11', 5.05],
      ['2024-07-31', 5],
      ['2024-09-12', 4.75],
      ['2024-11-27', 4.4],
    ],
  },
  DGS2: {
    volatility: 0.012,
    decimals: 2,
    anchors: [
      ['2021-01-04', 0.14],
      ['2021-10-01', 0.35],
      ['2021-12-31', 0.8],
      ['2022-06-14', 3.2],
      ['2022-11-04', 4.5],
      ['2023-03-08', 4.8],
      ['2023-05-04', 3.9],
      ['2023-10-17', 5],
      ['2023-12-28', 4.2],
      ['2024-04-30', 4.8],
      ['2024-09-16', 3.6],
      ['2024-11-08', 4.15],
      ['2024-11-27', 4],
    ],
  },
  DGS10: {
    volatility: 0.012,
    decimals: 2,
    anchors: [
      ['2021-01-04', 1],
      ['2021-03-31', 1.7],
      ['2021-08-04', 1.2],
      ['2021-12-31', 1.5],
      ['2022-06-14', 3.3],
      ['2022-08-01', 2.7],
      ['2022-10-24', 4.1],
      ['2023-04-06', 3.4],
      ['2023-10-19', 4.85],
      ['2023-12-27', 3.9],
      ['2024-04-25', 4.6],
      ['2024-09-16', 3.7],
      ['2024-11-07', 4.35],
      ['2024-11-27', 4.1],
    ],
  },
  DTWEXBGS: {
    volatility: 0.0025,
    decimals: 4,
    anchors: [
      ['2021-01-04', 108],
      ['2021-06-01', 106],
      ['2021-12-31', 111],
      ['2022-10-14', 127],
      ['2023-02-01', 118],
      ['2023-07-13', 116.5],
      ['2023-10-27', 122.5],
      ['2023-12-28', 117.5],
      ['2024-06-28', 121.5],
      ['2024-09-27', 117],
      ['2024-11-13', 121.5],
      ['2024-11-27', 120.5],
    ],
  },
  BAMLH0A0HYM2: {
    volatility: 0.008,
    decimals: 2,
    anchors: [
      ['2021-01-04', 3.8],
      ['2021-12-31', 3.1],
      ['2022-06-30', 5.7],
      ['2022-10-14', 5.3],
      ['2023-03-15', 4.9],
      ['2023-10-27', 4.3],
      ['2024-06-28', 3.2],
      ['2024-08-05', 3.7],
      ['2024-11-27', 2.9],
    ],
  },
} as const satisfies Readonly<Record<string, DailyScript>>;

/** Annual rates in percent at which the core price indices grow, month by month, and where they start. */
export const PRICE_INDEX_SCRIPT = {
  CPILFESL: {
    start: 250,
    rates: [
      ['2020-01-01', 1.7],
      ['2021-03-01', 2.5],
      ['2021-06-01', 5.2],
      ['2022-06-01', 6.4],
      ['2023-03-01', 4.9],
      ['2024-01-01', 3.1],
      ['2024-10-01', 2.8],
    ],
  },
  PCEPILFE: {
    start: 100,
    rates: [
      ['2020-01-01', 1.4],
      ['2021-03-01', 2.6],
      ['2021-06-01', 4.8],
      ['2022-06-01', 5.1],
      ['2023-03-01', 4],
      ['2024-01-01', 2.9],
      ['2024-10-01', 2.5],
    ],
  },
} as const satisfies Readonly<Record<string, { start: number; rates: readonly Anchor[] }>>;

/** The Sahm indicator in percentage points: no recession after 2021, close to its trigger in summer 2024. */
export const SAHM_SCRIPT: readonly Anchor[] = [
  ['2020-01-01', 0],
  ['2020-03-01', 0.3],
  ['2020-06-01', 8],
  ['2021-01-01', 1.4],
  ['2021-06-01', 0],
  ['2022-12-01', 0.03],
  ['2023-10-01', 0.24],
  ['2024-08-01', 0.44],
  ['2024-10-01', 0.36],
];

/** Non-farm employment in thousands at the start of some months: a fall in 2020, slower growth by 2024. */
export const PAYROLLS_SCRIPT: readonly Anchor[] = [
  ['2020-01-01', 150_000],
  ['2020-05-01', 131_000],
  ['2021-01-01', 141_000],
  ['2022-01-01', 148_000],
  ['2023-01-01', 152_500],
  ['2024-01-01', 155_400],
  ['2024-11-01', 157_000],
];

/** Weekly initial claims: still high at the start of 2021, low from 2022, a bump in summer 2024. */
export const CLAIMS_SCRIPT = {
  volatility: 0.012,
  decimals: -3,
  anchors: [
    ['2021-01-09', 800_000],
    ['2021-06-26', 380_000],
    ['2022-01-08', 215_000],
    ['2022-10-01', 200_000],
    ['2023-06-24', 245_000],
    ['2024-01-27', 208_000],
    ['2024-07-27', 240_000],
    ['2024-11-23', 218_000],
  ],
} as const satisfies DailyScript;

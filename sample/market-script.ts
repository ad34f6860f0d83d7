import type { ReadSymbol, SubstituteSymbol } from '../src/domain/market/instruments.js';
import type { Anchor } from './path.js';

/** The first and last session of the sample market. */
export const SAMPLE_FROM = '2021-01-04';
export const SAMPLE_TO = '2024-11-27';

export interface InstrumentScript {
  readonly anchors: readonly Anchor[];
  /** Standard deviation of a day's return between anchors. */
  readonly volatility: number;
  /** How much of a day's return all instruments share. */
  readonly correlation: number;
  /** A level that no close of the span passes: the lid of a base. */
  readonly lid?: { readonly from: string; readonly to: string; readonly level: number };
  readonly volume: number;
  /** Part of the price paid out each quarter. */
  readonly dividend: number;
}

/**
 * The story of the sample, invented: an advance in 2021, a bear market in 2022, a recovery in 2023 led by
 * the largest companies while small ones are held under a flat level, and an advance in 2024 that small
 * and mid-sized companies join in November by breaking out, as the largest fall behind.
 */
export const MARKET_SCRIPT: Readonly<Record<ReadSymbol, InstrumentScript>> = {
  SPY: {
    volatility: 0.0085,
    correlation: 0.95,
    volume: 62_000_000,
    dividend: 0.0035,
    anchors: [
      ['2021-01-04', 300],
      ['2021-05-07', 338],
      ['2021-12-31', 372],
      ['2022-03-14', 340],
      ['2022-03-29', 358],
      ['2022-06-17', 300],
      ['2022-08-16', 334],
      ['2022-10-12', 282],
      ['2022-12-01', 312],
      ['2022-12-28', 296],
      ['2023-02-02', 322],
      ['2023-03-13', 304],
      ['2023-07-31', 358],
      ['2023-10-27', 325],
      ['2023-12-28', 374],
      ['2024-03-28', 412],
      ['2024-04-19', 392],
      ['2024-07-05', 433],
      ['2024-07-16', 440],
      ['2024-08-05', 409],
      ['2024-08-30', 432],
      ['2024-09-30', 442],
      ['2024-10-15', 447],
      ['2024-10-31', 447],
      ['2024-11-05', 451],
      ['2024-11-06', 460],
      ['2024-11-11', 465],
      ['2024-11-15', 458],
      ['2024-11-20', 463],
      ['2024-11-27', 474],
    ],
  },
  QQQ: {
    volatility: 0.0115,
    correlation: 0.9,
    volume: 41_000_000,
    dividend: 0.0015,
    anchors: [
      ['2021-01-04', 250],
      ['2021-05-07', 278],
      ['2021-12-31', 330],
      ['2022-03-14', 280],
      ['2022-03-29', 302],
      ['2022-06-17', 230],
      ['2022-08-16', 268],
      ['2022-10-12', 216],
      ['2022-12-01', 236],
      ['2022-12-28', 212],
      ['2023-02-02', 248],
      ['2023-03-13', 240],
      ['2023-07-31', 316],
      ['2023-10-27', 286],
      ['2023-12-28', 338],
      ['2024-03-28', 366],
      ['2024-04-19', 342],
      ['2024-07-05', 402],
      ['2024-07-16', 398],
      ['2024-08-05', 356],
      ['2024-08-30', 384],
      ['2024-09-30', 398],
      ['2024-10-15', 408],
      ['2024-10-31', 407],
      ['2024-11-05', 410],
      ['2024-11-06', 418],
      ['2024-11-11', 421],
      ['2024-11-15', 410],
      ['2024-11-20', 413],
      ['2024-11-27', 416],
    ],
  },
  IWM: {
    volatility: 0.0125,
    correlation: 0.85,
    lid: { from: '2022-08-17', to: '2024-11-05', level: 151.8 },
    volume: 29_000_000,
    dividend: 0.0032,
    anchors: [
      ['2021-01-04', 150],
      ['2021-03-15', 178],
      ['2021-08-19', 166],
      ['2021-11-08', 184],
      ['2021-12-31', 170],
      ['2022-03-14', 150],
      ['2022-03-29', 158],
      ['2022-06-17', 126],
      ['2022-08-16', 152.6],
      ['2022-10-12', 126],
      ['2022-12-01', 143],
      ['2022-12-28', 133],
      ['2023-02-02', 151.4],
      ['2023-03-13', 135],
      ['2023-05-31', 133],
      ['2023-07-31', 151.6],
      ['2023-10-27', 127],
      ['2023-12-27', 151],
      ['2024-01-17', 142],
      ['2024-03-28', 149.5],
      ['2024-04-19', 138],
      ['2024-07-05', 138.5],
      ['2024-07-16', 151.2],
      ['2024-08-05', 134],
      ['2024-08-30', 142],
      ['2024-09-30', 147],
      ['2024-10-15', 150.4],
      ['2024-10-31', 148.5],
      ['2024-11-05', 150.5],
      ['2024-11-06', 158],
      ['2024-11-11', 162],
      ['2024-11-15', 157.5],
      ['2024-11-20', 160],
      ['2024-11-27', 166],
    ],
  },
  MDY: {
    volatility: 0.0105,
    correlation: 0.9,
    lid: { from: '2024-04-01', to: '2024-11-05', level: 389.5 },
    volume: 1_400_000,
    dividend: 0.0031,
    anchors: [
      ['2021-01-04', 300],
      ['2021-05-07', 348],
      ['2021-08-19', 342],
      ['2021-11-08', 370],
      ['2021-12-31', 358],
      ['2022-03-14', 332],
      ['2022-03-29', 345],
      ['2022-06-17', 286],
      ['2022-08-16', 336],
      ['2022-10-12', 288],
      ['2022-12-01', 328],
      ['2022-12-28', 308],
      ['2023-02-02', 346],
      ['2023-03-13', 312],
      ['2023-05-31', 313],
      ['2023-07-31', 351],
      ['2023-10-27', 308],
      ['2023-12-28', 356],
      ['2024-01-17', 346],
      ['2024-03-28', 390],
      ['2024-04-19', 366],
      ['2024-07-05', 370],
      ['2024-07-16', 389],
      ['2024-08-05', 346],
      ['2024-08-30', 363],
      ['2024-09-30', 375],
      ['2024-10-15', 386],
      ['2024-10-31', 384],
      ['2024-11-05', 388],
      ['2024-11-06', 400.5],
      ['2024-11-11', 410],
      ['2024-11-15', 403],
      ['2024-11-20', 407],
      ['2024-11-27', 419],
    ],
  },
  XLF: {
    volatility: 0.0105,
    correlation: 0.85,
    volume: 38_000_000,
    dividend: 0.0041,
    anchors: [
      ['2021-01-04', 50],
      ['2021-06-01', 63],
      ['2021-12-31', 66],
      ['2022-06-17', 51],
      ['2022-08-16', 58],
      ['2022-10-12', 50],
      ['2023-02-02', 60],
      ['2023-03-24', 51],
      ['2023-07-31', 58.5],
      ['2023-10-27', 52],
      ['2023-12-28', 62],
      ['2024-03-28', 70],
      ['2024-04-19', 66.5],
      ['2024-07-16', 74],
      ['2024-08-05', 69],
      ['2024-10-15', 78.5],
      ['2024-11-05', 78],
      ['2024-11-06', 82],
      ['2024-11-27', 86],
    ],
  },
  XLI: {
    volatility: 0.0098,
    correlation: 0.9,
    volume: 9_500_000,
    dividend: 0.0036,
    anchors: [
      ['2021-01-04', 60],
      ['2021-05-07', 71],
      ['2021-12-31', 73],
      ['2022-06-17', 58],
      ['2022-08-16', 68],
      ['2022-10-12', 58],
      ['2023-02-02', 71],
      ['2023-03-24', 66],
      ['2023-07-31', 76],
      ['2023-10-27', 68],
      ['2023-12-28', 79],
      ['2024-03-28', 87],
      ['2024-04-19', 84],
      ['2024-07-16', 89],
      ['2024-08-05', 84],
      ['2024-10-15', 95.5],
      ['2024-11-05', 95],
      ['2024-11-06', 98.5],
      ['2024-11-27', 101.5],
    ],
  },
};

export interface SubstituteScript {
  /** Its close as a part of the close of the fund that it stands for. */
  readonly share: number;
  /** Standard deviation of a day's step away from that part; it is drawn back to it. */
  readonly tracking: number;
  readonly volume: number;
  readonly dividend: number;
}

/** Funds that accounts may hold in the place of the four: each follows its own, one of them loosely. */
export const SUBSTITUTE_SCRIPT: Readonly<Record<SubstituteSymbol, SubstituteScript>> = {
  IJR: { share: 0.6, tracking: 0.0015, volume: 4_800_000, dividend: 0.0035 },
  VTWO: { share: 0.4, tracking: 0.0003, volume: 1_600_000, dividend: 0.0032 },
  IJH: { share: 0.16, tracking: 0.0003, volume: 7_200_000, dividend: 0.0033 },
  VOO: { share: 0.9, tracking: 0.0002, volume: 5_300_000, dividend: 0.0036 },
  IVV: { share: 1.02, tracking: 0.0002, volume: 4_900_000, dividend: 0.0036 },
  QQQM: { share: 0.42, tracking: 0.0002, volume: 2_100_000, dividend: 0.0016 },
};

import { compare } from '../../indicators/compare.js';
import { ADVISED, type AdvisedSymbol } from '../../market/instruments.js';
import { settle } from '../../regime/settled-state.js';
import type { Market } from '../market.js';
import type { ReadingParameters } from '../parameters.js';
import type { Observed, SignalDefinition } from '../signal.js';
import { insufficientHistory, type Unavailable } from '../unavailable.js';
import { countUnder, sideOf, sideReader } from './breadth.js';

export const ROTATION_STATES = [
  'risk_off',
  'rotation_to_smaller',
  'mega_cap_led',
  'broad_advance',
  'mixed',
] as const;
export type RotationState = (typeof ROTATION_STATES)[number];

export const ROTATION_MEANINGS: Readonly<Record<RotationState, string>> = {
  risk_off:
    'SPY is down over 21 sessions while at least three of the four are under their 50-DMA or SPY is under its 200-DMA',
  rotation_to_smaller:
    'QQQ is behind SPY while IWM and MDY are ahead of it, IWM is up and SPY is over its 200-DMA: money moves within a strong market',
  mega_cap_led: 'QQQ is ahead of SPY while IWM and MDY are behind it',
  broad_advance: 'all four are up',
  mixed: 'none of the other states',
};

/** What the state rests on. Returns are price returns over `sessions`, per cent. */
export interface RotationEvidence {
  readonly sessions: number;
  readonly returnsPct: Readonly<Record<AdvisedSymbol, number>>;
  readonly under50: number;
  readonly spyVersus200: 'above' | 'at' | 'below';
}

export interface RotationReading {
  readonly state: RotationState;
  readonly settledState: RotationState;
  readonly evidence: RotationEvidence;
}

/** Rotation at every moment: of the close, and settled; undefined while warming up. */
export interface RotationColumns {
  readonly raw: readonly (RotationState | undefined)[];
  readonly settled: readonly (RotationState | undefined)[];
}

export function rotation(market: Market, parameters: ReadingParameters): RotationColumns {
  return market.derive(parameters, 'rotation', () => {
    const stateAt = stateReader(market, parameters);
    const raw = market.sessions.map((_, t) => stateAt(t));
    return { raw, settled: settle(raw, parameters.rotation.settleCloses) };
  });
}

/**
 * At a moment: the first state whose conditions hold, in the order of DOMAIN's definition. The columns are
 * looked up once, for a walk over a history.
 */
function stateReader(
  market: Market,
  parameters: ReadingParameters,
): (t: number) => RotationState | undefined {
  const { riskOffUnderAverage, sessions } = parameters.rotation;
  const spyOver200 = sideReader(market, 'SPY', 200);
  const over50 = ADVISED.map((symbol) => sideReader(market, symbol, 50));
  const change = (symbol: AdvisedSymbol) => changeReader(market, symbol, sessions);
  const [iwmChange, mdyChange, spyChange, qqqChange] = [
    change('IWM'),
    change('MDY'),
    change('SPY'),
    change('QQQ'),
  ];
  return (t) => {
    const side200 = spyOver200(t);
    if (side200 === undefined || t < sessions) return undefined;
    let under50 = 0;
    for (const sideAt of over50) {
      const side = sideAt(t);
      if (side === undefined) return undefined;
      if (side === -1) under50++;
    }
    const spy = spyChange(t);
    if (spy < 0 && (under50 >= riskOffUnderAverage || side200 === -1)) return 'risk_off';
    const iwm = iwmChange(t);
    const mdy = mdyChange(t);
    const qqq = qqqChange(t);
    const smallerAhead = compare(iwm, spy) > 0 && compare(mdy, spy) > 0;
    const smallerBehind = compare(iwm, spy) < 0 && compare(mdy, spy) < 0;
    const growth = compare(qqq, spy);
    if (growth < 0 && smallerAhead && iwm > 0 && side200 === 1) return 'rotation_to_smaller';
    if (growth > 0 && smallerBehind) return 'mega_cap_led';
    return iwm > 0 && mdy > 0 && spy > 0 && qqq > 0 ? 'broad_advance' : 'mixed';
  };
}

/** At a moment from `sessions` on: the symbol's price return over so many sessions, per cent. */
function changeReader(market: Market, symbol: AdvisedSymbol, sessions: number): (t: number) => number {
  const { close } = market.columns(symbol);
  const indices = market.indices(symbol);
  return (t) => (close[indices[t]!]! / close[indices[t - sessions]!]! - 1) * 100;
}

/** The rotation state with the returns and averages it rests on. */
export function readRotation(
  market: Market,
  t: number,
  parameters: ReadingParameters,
): RotationReading | Unavailable {
  const columns = rotation(market, parameters);
  const state = columns.raw[t];
  const settledState = columns.settled[t];
  if (state === undefined || settledState === undefined) return shortOf(market, t, parameters);
  const side = sideOf(market, 'SPY', t, 200)!;
  const change = (symbol: AdvisedSymbol): number =>
    changeReader(market, symbol, parameters.rotation.sessions)(t);
  return {
    state,
    settledState,
    evidence: {
      sessions: parameters.rotation.sessions,
      returnsPct: { IWM: change('IWM'), MDY: change('MDY'), SPY: change('SPY'), QQQ: change('QQQ') },
      under50: countUnder(market, t, 50),
      spyVersus200: side > 0 ? 'above' : side < 0 ? 'below' : 'at',
    },
  };
}

/** Which history is too short for a state. */
function shortOf(market: Market, t: number, { rotation: { sessions } }: ReadingParameters): Unavailable {
  const has = (symbol: AdvisedSymbol): number => market.indexOf(symbol, t) + 1;
  if (has('SPY') < 200) return insufficientHistory('SPY', 200, has('SPY'));
  const young = ADVISED.find((symbol) => has(symbol) < 50);
  return young === undefined
    ? insufficientHistory('SPY', sessions + 1, t + 1)
    : insufficientHistory(young, 50, has(young));
}

const observe: SignalDefinition['observe'] = ({ market, t, parameters }) => {
  const reading = readRotation(market, t, parameters);
  if ('unavailable' in reading) return [];
  return [
    { name: 'rotation.state', value: reading.state },
    { name: 'rotation.settled', value: reading.settledState },
    ...ADVISED.map((symbol): Observed => ({
      name: 'rotation.return',
      symbol,
      value: reading.evidence.returnsPct[symbol],
      unit: 'pct',
      date: market.sessions[t - parameters.rotation.sessions]!,
    })),
  ];
};

export const rotationSignals: readonly SignalDefinition[] = [
  {
    id: 'rotation.state',
    meaning: 'Who leads over 21 sessions, at the close',
    values: ROTATION_MEANINGS,
    read: ({ market, t, parameters }) =>
      rotation(market, parameters).raw[t] ?? shortOf(market, t, parameters),
    observe,
  },
  {
    id: 'rotation.settled',
    meaning: 'Who leads over 21 sessions, as the last state that held five closes in a row',
    values: ROTATION_MEANINGS,
    settled: true,
    read: ({ market, t, parameters }) =>
      rotation(market, parameters).settled[t] ?? shortOf(market, t, parameters),
    observe,
  },
];

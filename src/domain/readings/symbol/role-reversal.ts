import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { isUnavailable, type Unavailable } from '../unavailable.js';
import { baseFlips, readBreakout } from './base.js';

/** A broken level that price came back to and that held from the other side. */
export interface RoleReversalReading {
  readonly level: number;
  /** Resistance that became support, or a breakout level that became resistance again. */
  readonly role: 'support' | 'resistance';
  /** The last session that touched the level and closed on the right side of it. */
  readonly heldOn: SessionDate;
}

/**
 * Whether the last breakout's level was touched from above and held while the breakout is active, or
 * from below after it was voided; undefined where there is no breakout or no such touch yet. A touch is
 * a low (or high) within `touchPct` of the level.
 */
export function readRoleReversal(
  moment: Moment,
  symbol: Ticker,
): RoleReversalReading | Unavailable | undefined {
  const breakout = readBreakout(moment, symbol);
  if (breakout === undefined || 'unavailable' in breakout) return breakout;
  const { market, t, parameters } = moment;
  const { series } = market.columns(symbol);
  const index = market.indexOf(symbol, t);
  const tolerance = parameters.roleReversal.touchPct / 100;
  const { level } = breakout;
  const from = breakout.voidedOn ?? breakout.date;
  for (let i = index; i >= 0 && series.sessions[i]! > from; i--) {
    const close = series.close[i]!;
    const heldAbove = series.low[i]! <= level * (1 + tolerance) && close > level;
    const heldBelow = series.high[i]! >= level * (1 - tolerance) && close < level;
    const heldOn = series.sessions[i]!;
    if (breakout.state === 'active' && heldAbove) return { level, role: 'support', heldOn };
    if (breakout.state !== 'active' && heldBelow) return { level, role: 'resistance', heldOn };
  }
  return undefined;
}

export const roleReversalSignals: readonly SignalDefinition[] = [
  {
    id: 'role-reversal.state',
    meaning: "Whether price came back to the last breakout's level and it held from the other side",
    symbols: READ_SYMBOLS,
    values: {
      none: 'there is no breakout, or its level has not been touched and held since',
      support: 'the broken resistance held from above',
      resistance: 'the level of the voided breakout held from below',
    },
    read: (moment, symbol) => {
      const reading = readRoleReversal(moment, symbol);
      if (reading === undefined) return 'none';
      return isUnavailable(reading) ? reading : reading.role;
    },
    observe: (moment, symbol) => {
      const reading = readRoleReversal(moment, symbol);
      if (reading === undefined) return [{ name: 'role-reversal.none', symbol, value: true }];
      if (isUnavailable(reading)) return [];
      const { role, level, heldOn } = reading;
      return [{ name: `role-reversal.${role}`, symbol, value: level, unit: 'usd', date: heldOn }];
    },
    flips: (moment, symbol) => {
      const breakout = readBreakout(moment, symbol);
      const share = moment.parameters.roleReversal.touchPct / 100;
      const touches =
        breakout === undefined || isUnavailable(breakout)
          ? []
          : [breakout.level * (1 - share), breakout.level * (1 + share)];
      return [...baseFlips(moment, symbol, []), ...touches.map((close) => ({ symbol, close }))];
    },
  },
];

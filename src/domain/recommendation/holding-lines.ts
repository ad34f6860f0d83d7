import { ASSETS } from '../allocation/assets.js';
import { boundName } from '../allocation/bound-origin.js';
import { CASH_NEED_DAYS } from '../allocation/cash-needs.js';
import { formatCents } from '../allocation/money.js';
import { roundShares } from '../allocation/rounding.js';
import { dateOfDayNumber, dayNumber } from '../market/calendar-date.js';
import type { Advice } from './recommend.js';
import type { MemberAdvice, Placement } from './recommend-household.js';
import type { AccountBody, ExcludedLine, HeldAsLine, MemberLine, TargetLine } from './recommendation.js';
import type { HeldFund } from './valuation.js';
import type { Verdict } from './verdict.js';

/** The split by asset: the target, what is held, and what to trade to. */
export function targetLines({ targets, holdings, trade, heldAs }: Advice): TargetLine[] {
  return ASSETS.map((symbol, i) => {
    const weightBps = targets[i]!;
    if (holdings === undefined) return { symbol, weightBps };
    const currentBps = holdings.currentBps[i]!;
    const funds = heldAs[i];
    return {
      symbol,
      weightBps,
      currentBps,
      driftBps: weightBps - currentBps,
      amount: formatCents(holdings.amounts[i]!),
      ...(trade === undefined
        ? {}
        : { tradeToBps: trade.weights[i]!, tradeToAmount: formatCents(trade.amounts[i]!) }),
      ...(funds === undefined ? {} : { heldAs: heldAsLines(funds, currentBps) }),
    };
  });
}

/** The funds of an exposure; their parts sum to its present weight. */
function heldAsLines(funds: readonly HeldFund[], currentBps: number): HeldAsLine[] {
  const parts = roundShares(
    funds.map(({ value }) => value),
    currentBps,
  );
  return funds.map(({ symbol, value, close }, i) => ({
    symbol,
    bps: parts[i]!,
    value: formatCents(value),
    ...(close === undefined ? {} : { close }),
  }));
}

/** What is left alone; nothing where everything is advised on. */
export function excludedLines({ excluded }: Advice): Pick<AccountBody, 'excluded' | 'unvalued'> {
  if (excluded.length === 0) return {};
  const lines = excluded.map(({ symbol, marketValue }): ExcludedLine =>
    marketValue === undefined ? { symbol } : { symbol, marketValue: formatCents(marketValue) },
  );
  const unvalued = excluded.filter(({ marketValue }) => marketValue === undefined);
  return {
    excluded: lines,
    ...(unvalued.length === 0 ? {} : { unvalued: unvalued.map(({ symbol }) => symbol) }),
  };
}

/** The cash needed and the last day it covers; nothing where the account told of no needs. */
export function cashNeedLine({ cashNeed }: Advice, { asOf, policy }: Verdict): Pick<AccountBody, 'cashNeed'> {
  if (cashNeed === undefined) return {};
  const through = dateOfDayNumber(dayNumber(asOf) + (policy.cashNeedDays ?? CASH_NEED_DAYS));
  return { cashNeed: { amount: formatCents(cashNeed), through } };
}

/** The bounds that the present weights lie outside of; nothing where there are none. */
export const outsideLines = ({
  outsideBounds,
}: Pick<Advice, 'outsideBounds'>): Pick<AccountBody, 'outsideBounds'> =>
  outsideBounds === undefined
    ? {}
    : {
        outsideBounds: outsideBounds.map(({ asset, from, boundBps, currentBps }) => ({
          bound: boundName(asset, from),
          symbol: asset,
          boundBps,
          currentBps,
        })),
      };

/** The accounts of a household's split, each with the bounds that bind it and what it lacks. */
export const memberLines = (members: readonly MemberAdvice[]): MemberLine[] =>
  members.map(({ id, riskProfile, advisedValue, binding, cashShort, placement, ...present }) => ({
    accountId: id,
    riskProfile,
    advisedValue: formatCents(advisedValue),
    ...(binding.length === 0 ? {} : { binding }),
    ...(cashShort === undefined ? {} : { cashShort: formatCents(cashShort) }),
    ...outsideLines(present),
    ...(placement === undefined ? {} : placementLines(placement)),
  }));

const placementLines = ({
  held,
  tradeTo,
  turnover,
}: Placement): Pick<MemberLine, 'placement' | 'turnover'> => ({
  turnover: formatCents(turnover),
  placement: ASSETS.map((symbol, i) => ({
    symbol,
    heldAmount: formatCents(held[i]!),
    tradeToAmount: formatCents(tradeTo[i]!),
  })),
});

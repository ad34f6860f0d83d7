import { daysBetween } from '../market/calendar-date.js';
import { ADVISED } from '../market/instruments.js';
import {
  FACT_BASES,
  FACT_KINDS,
  factSignalId,
  type FactBasis,
  type FactKind,
  type MarketFact,
} from './market-fact.js';
import type { Moment, SignalDefinition } from './signal.js';
import type { Unavailable } from './unavailable.js';

/** Days after which a policy can't weigh a figure any more: two quarters, with a week's grace. */
const FACT_STALE_AFTER_DAYS = 190;

/** A symbol's figure that a policy may weigh; unavailable where none is in force, or the last is too old. */
function readFact(
  moment: Moment,
  symbol: string,
  kind: FactKind,
  basis: FactBasis,
): MarketFact | Unavailable {
  const fact = moment.facts?.find((one) => one.symbol === symbol && one.kind === kind && one.basis === basis);
  const subject = `${symbol} ${kind} ${basis}`;
  if (fact === undefined) return { unavailable: { code: 'missing-series', subject } };
  return daysBetween(fact.observedOn, moment.market.realSession(moment.t)) > FACT_STALE_AFTER_DAYS
    ? { unavailable: { code: 'stale-series', subject } }
    : fact;
}

/** One signal a kind and basis: figures on different bases are never compared with one threshold. */
export const marketFactSignals: readonly SignalDefinition[] = Object.entries(FACT_KINDS).flatMap(
  ([key, { meaning, unit, bases }]) =>
    bases.map((basis): SignalDefinition => {
      const kind = key as FactKind;
      const id = factSignalId(kind, basis);
      return {
        id,
        meaning: `As the firm entered it: ${meaning}; ${FACT_BASES[basis]}`,
        symbols: ADVISED,
        values: { unit },
        read: (moment, symbol) => {
          const fact = readFact(moment, symbol, kind, basis);
          return 'unavailable' in fact ? fact : fact.value;
        },
        observe: (moment, symbol) => {
          const fact = readFact(moment, symbol, kind, basis);
          if ('unavailable' in fact) return [];
          return [{ name: id, symbol, value: fact.value, unit, date: fact.observedOn }];
        },
      };
    }),
);

import type { AdvisedSymbol } from '../market/instruments.js';
import type { Brake, BrakeEffect, TiltRule } from './policy-document.js';

/** Whether a brake's effect removes a tilt. */
export function removes(effect: BrakeEffect, rule: TiltRule): boolean {
  if ('voidRules' in effect) return effect.voidRules.includes(rule.id);
  if ('capAtBaseline' in effect) return false;
  return effect.removeTiltsToward.some((symbol) => (rule.moves[symbol] ?? 0) > 0);
}

/** The symbols that a brake keeps at or under their baseline; none for most. */
export const cappedBy = ({ effect }: Brake): readonly AdvisedSymbol[] =>
  'capAtBaseline' in effect ? effect.capAtBaseline : [];

import type { SessionDate } from './price-bar.js';

/** The kinds of corporate actions with what the value of each is. */
export const ACTION_KINDS: Readonly<Record<CorporateAction['kind'], string>> = {
  split: 'new shares for each old one',
  dividend: 'dollars a share',
};

/** What a company or fund did that its prices have to be read with, from its ex-date on. */
export interface CorporateAction {
  readonly kind: 'split' | 'dividend';
  /** The first session that trades without it. */
  readonly exDate: SessionDate;
  /**
   * Of a split, new shares for each old one (2 for two-for-one, 0.1 for one-for-ten); of a dividend, dollars
   * for each share held before the ex-date, as paid. A split of 1 or a dividend of 0 withdraws an earlier one.
   */
  readonly value: number;
}

/** Whether it says that there is none. */
export const withdraws = ({ kind, value }: Pick<CorporateAction, 'kind' | 'value'>): boolean =>
  value === (kind === 'split' ? 1 : 0);

/** The actions of a kind, oldest first, without those that were withdrawn. */
export const actionsOf = (
  actions: readonly CorporateAction[],
  kind: CorporateAction['kind'],
): readonly CorporateAction[] =>
  actions
    .filter((action) => action.kind === kind && !withdraws(action))
    .sort((a, b) => (a.exDate < b.exDate ? -1 : 1));

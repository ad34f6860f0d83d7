import type { Asset } from './assets.js';

/** What a bound of an account's split comes from. */
export type BoundOrigin =
  | 'min'
  | 'max'
  | 'lock'
  | 'neverBuy'
  | 'neverSell'
  | 'ceiling'
  | 'floor'
  | 'equityMin'
  | 'equityMax'
  | 'cashNeeds';

interface Origin {
  /** The bound's name in a waterfall. */
  readonly name: (asset: Asset) => string;
  /** The account's field that makes it, as a JSON pointer. */
  readonly pointer: (asset: Asset) => string;
  /** Why the bound is what it is; empty where the field says it itself. */
  readonly words: (profileId: string) => string;
}

const ofField = (field: string, name: string, words: string): Origin => ({
  name: (asset) => `${asset}.${name}`,
  pointer: (asset) => `/constraints/${asset}/${field}`,
  words: () => words,
});

const ORIGINS: Readonly<Record<BoundOrigin, Origin>> = {
  min: ofField('minBps', 'min', ''),
  max: ofField('maxBps', 'max', ''),
  lock: ofField('lock', 'lock', 'locked at its present weight'),
  neverBuy: ofField('neverBuy', 'neverBuy', 'its present weight, not to be bought'),
  neverSell: ofField('neverSell', 'neverSell', 'its present weight, not to be sold'),
  ceiling: {
    name: () => 'profile.ceiling',
    pointer: () => '/riskProfile',
    words: (profileId) => `the ceiling of ${profileId}`,
  },
  floor: {
    name: () => 'profile.floor',
    pointer: () => '/riskProfile',
    words: (profileId) => `the floor of ${profileId}`,
  },
  equityMin: {
    name: () => 'equity.min',
    pointer: () => '/equity/minBps',
    words: () => "the account's least equity",
  },
  equityMax: {
    name: () => 'equity.max',
    pointer: () => '/equity/maxBps',
    words: () => "the account's most equity",
  },
  cashNeeds: { name: () => 'cashNeeds', pointer: () => '/cashNeeds', words: () => 'the cash needed' },
};

export const boundName = (asset: Asset, from: BoundOrigin): string => ORIGINS[from].name(asset);

export const boundPointer = (asset: Asset, from: BoundOrigin): string => ORIGINS[from].pointer(asset);

/** The bounds of one asset by name, separated by commas. */
export function boundNames(asset: Asset, from: readonly BoundOrigin[]): string {
  let names = '';
  for (const one of from) names += `${names === '' ? '' : ','}${boundName(asset, one)}`;
  return names;
}

export const boundWords = (from: BoundOrigin, profileId = ''): string => ORIGINS[from].words(profileId);

import type { DatasetName } from '../../../domain/market/known-data.js';

export const DATASET_MEANINGS: Readonly<Record<DatasetName, string>> = {
  sample: 'the synthetic market that ships with the service',
  real: 'what a data directory or an import brought in',
};

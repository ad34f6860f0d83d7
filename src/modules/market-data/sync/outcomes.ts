import type { ProviderFailure } from '../providers/live-provider.port.js';
import type { ItemOutcome, SyncFailure } from './sync-job.js';

export const failureOf = ({ provider, code, message }: ProviderFailure): SyncFailure => ({
  source: provider,
  code,
  message,
});

export const failed = (failures: readonly SyncFailure[]): ItemOutcome => ({
  state: 'failed',
  rows: 0,
  inserted: 0,
  corrected: 0,
  failures,
});

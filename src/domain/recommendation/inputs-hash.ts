import { createHash } from 'node:crypto';
import { ASSETS } from '../allocation/assets.js';
import { TEMPLATE_VERSION } from '../words/template-version.js';
import { ENGINE_VERSION } from './engine-version.js';
import type { AdvisedAccount } from './recommend.js';
import type { Verdict } from './verdict.js';

/**
 * `sha256:` and a hash over everything the advice was computed from: the engine's and the templates'
 * version, the bars and releases seen and whether they are the sample, the policy's id, version and
 * document and its record's id, the account in canonical order, and the
 * previous recommendation it is compared with.
 */
export function inputsHash(
  verdict: Verdict,
  policyIdentity: string,
  account: AdvisedAccount,
  previousId: string | undefined,
): string {
  const positions = account.positions
    .map(({ symbol, quantity, marketValue }) => `${symbol}=${quantity}@${marketValue ?? ''}`)
    .sort();
  const constraints = ASSETS.map((asset) => {
    const bounds = account.constraints[asset];
    return `${bounds?.minBps ?? 0}-${bounds?.maxBps ?? ''}`;
  });
  const inputs = [
    ENGINE_VERSION,
    TEMPLATE_VERSION,
    verdict.dataHash,
    policyIdentity,
    verdict.sample,
    verdict.asOf,
    verdict.frozen?.expected ?? '',
    account.riskProfile,
    account.cash,
    positions.join(),
    constraints.join(),
    previousId ?? '',
  ];
  return `sha256:${createHash('sha256').update(inputs.join('\n')).digest('hex')}`;
}

import { randomUUID } from 'node:crypto';
import { newYorkDateAt } from '../../domain/market/new-york-time.js';
import { canonicalHash } from '../../domain/canonical-hash.js';
import { HOUSE_POLICY } from '../../domain/policy/house-policy.js';
import { toDateColumn } from '../../platform/database/date-column.js';
import type { JsonObject, Transaction } from '../../platform/database/database.js';
import { generateApiKey } from '../auth/api-key.js';
import type { Scope } from '../auth/scopes.js';

export interface NewFirm {
  /** A fresh UUID; the transaction must speak for it (`Database.asOperator(work, firmId)`). */
  readonly firmId: string;
  readonly name: string;
  /** The firm's first principal. */
  readonly owner: string;
  readonly scopes: readonly Scope[];
  readonly now: Date;
}

export interface CreatedFirm {
  readonly firmId: string;
  readonly ownerId: string;
  /** The whole first key, which is kept nowhere. */
  readonly apiKey: string;
}

/** Makes a firm with its first principal, that principal's key, and a copy of the house policy. */
export async function createFirm(
  tx: Transaction,
  { firmId, name, owner, scopes, now }: NewFirm,
): Promise<CreatedFirm> {
  const ownerId = randomUUID();
  const policyId = randomUUID();
  const key = generateApiKey(firmId);
  const created = { firmId, createdAt: now };

  await tx.firm.create({
    data: { id: firmId, name, defaultPolicyId: policyId, createdAt: now, updatedAt: now },
  });
  await tx.principal.create({ data: { ...created, id: ownerId, name: owner, kind: 'person' } });
  await tx.apiKey.create({
    data: {
      ...created,
      id: key.keyId,
      principalId: ownerId,
      name: 'first key',
      secretHash: key.secretHash,
      last4: key.last4,
      scopes: [...scopes],
    },
  });
  await tx.policy.create({ data: { ...created, id: policyId, slug: 'house', name: HOUSE_POLICY.name } });
  await tx.policyVersion.create({
    data: {
      ...created,
      policyId,
      version: 1,
      document: HOUSE_POLICY as unknown as JsonObject,
      documentHash: canonicalHash(HOUSE_POLICY),
      createdBy: ownerId,
    },
  });
  const event = { firmId, policyId, version: 1, doneBy: ownerId, at: now };
  await tx.policyVersionEvent.createMany({
    data: [
      { ...event, sequence: 1, kind: 'drafted' },
      {
        ...event,
        sequence: 2,
        kind: 'activated',
        activeFrom: toDateColumn(newYorkDateAt(now.getTime())),
        note: 'Copied when the firm was created.',
      },
    ],
  });
  await tx.auditEvent.create({
    data: {
      firmId,
      id: randomUUID(),
      at: now,
      principalId: ownerId,
      action: 'firm.created',
      subjectType: 'firm',
      subjectId: firmId,
      details: { name },
    },
  });
  return { firmId, ownerId, apiKey: key.text };
}

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { canonicalHash } from '../../src/domain/canonical-hash.js';
import { HOUSE_POLICY } from '../../src/domain/policy/house-policy.js';
import { hashSecret, parseApiKey } from '../../src/modules/auth/api-key.js';
import { SCOPES } from '../../src/modules/auth/scopes.js';
import { AppConfig } from '../../src/platform/config/app-config.js';
import { Database } from '../../src/platform/database/database.js';
import { claimDataset, DatasetMismatch } from '../../src/platform/database/installation.js';
import { withClient } from '../../src/platform/database/with-client.js';
import { seedDemo } from '../../prisma/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const NOW = new Date('2026-01-05T12:00:00Z');

jest.setTimeout(30_000);

describe('a new installation', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let kept: string[];

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = new Database(new AppConfig().with({ databaseUrl: testDatabase.url }));
    kept = [];
  });

  afterEach(async () => {
    await database.onApplicationShutdown();
    await testDatabase.drop();
  });

  const seed = (): Promise<string | undefined> =>
    seedDemo(database, NOW, (key) => {
      kept.push(key);
      return Promise.resolve();
    });

  it('gets one demo firm, even when two services start at once, and only while it has no firm', async () => {
    const keys = await Promise.all([seed(), seed(), seed()]);
    expect(keys.filter((key) => key !== undefined)).toEqual(kept);
    expect(kept).toHaveLength(1);
    expect(await seed()).toBeUndefined();
    expect(await database.asOperator((tx) => tx.firm.count())).toBe(1);
  });

  it('gets a key of every scope that opens the demo firm', async () => {
    const key = parseApiKey(String(await seed()));
    const firmId = String(key?.firmId);
    const stored = await database.asFirm(firmId, (tx) =>
      tx.apiKey.findFirstOrThrow({ where: { firmId }, include: { principal: true } }),
    );
    expect(stored.scopes).toEqual(SCOPES);
    expect(stored.principal.name).toBe('Demo Owner');
    expect(Buffer.from(stored.secretHash)).toEqual(Buffer.from(hashSecret(String(key?.secret))));
  });

  it('gets the house policy as the firm’s own, active and hashed', async () => {
    const firmId = String(parseApiKey(String(await seed()))?.firmId);
    const [firm, versions] = await database.asFirm(firmId, async (tx) => [
      await tx.firm.findUniqueOrThrow({ where: { id: firmId } }),
      await tx.policyVersion.findMany(),
    ]);
    expect(versions).toHaveLength(1);
    expect(versions[0]).toMatchObject({ policyId: firm.defaultPolicyId, version: 1 });
    expect(versions[0]?.document).toEqual(HOUSE_POLICY);
    expect(canonicalHash(versions[0]?.document)).toBe(versions[0]?.documentHash);
  });

  it('gets accounts of every risk profile of the house policy', async () => {
    const firmId = String(parseApiKey(String(await seed()))?.firmId);
    const accounts = await database.asFirm(firmId, (tx) =>
      tx.account.findMany({ include: { externalIds: true, positions: true, client: true } }),
    );
    expect(accounts).toHaveLength(5);
    expect(new Set(accounts.map((account) => account.clientId)).size).toBe(3);
    expect([...new Set(accounts.map((account) => account.riskProfile))].sort()).toEqual(
      HOUSE_POLICY.riskProfiles.map((profile) => profile.id).sort(),
    );
    expect(accounts.every((account) => account.externalIds.length === 1)).toBe(true);
  });

  it('keeps nothing of the demo firm where its key can’t be kept', async () => {
    const seeding = seedDemo(database, NOW, () => Promise.reject(new Error('disk full')));
    await expect(seeding).rejects.toThrow('disk full');
    expect(await database.asOperator((tx) => tx.firm.count())).toBe(0);
  });

  it('holds the dataset it was first started with, and refuses the other', async () => {
    const claim = (dataset: 'sample' | 'real'): Promise<void> =>
      withClient(testDatabase.url, (client) => claimDataset(client, dataset));
    await claim('sample');
    await claim('sample');
    await expect(claim('real')).rejects.toThrow(DatasetMismatch);
    await expect(claim('real')).rejects.toThrow(/holds the sample dataset.*never mixed/);
  });
});

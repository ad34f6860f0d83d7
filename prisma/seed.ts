import { randomUUID } from 'node:crypto';
import { SCOPES } from '../src/modules/auth/scopes.js';
import { createFirm } from '../src/modules/firms/firm-creation.js';
import type { Database, Transaction } from '../src/platform/database/database.js';

/** Any constant will do; it keeps two starting services from both seeding one database. */
const LOCK = 7_226_413;

interface DemoAccount {
  readonly client: string;
  readonly name: string;
  readonly registration: string;
  readonly riskProfile: string;
  readonly externalId: string;
  readonly cash: string;
  readonly constraints?: Record<string, { minBps?: number; maxBps?: number }>;
  /** Symbol and quantity; a market value where the symbol isn't one of the four. */
  readonly positions: readonly (readonly [symbol: string, quantity: string, marketValue?: string])[];
}

/** Made up, like everything the demo firm holds. */
const ACCOUNTS: readonly DemoAccount[] = [
  {
    client: 'Margaret and Paul Lindqvist',
    name: 'Lindqvist joint',
    registration: 'joint',
    riskProfile: 'moderate',
    externalId: 'ACC-1001',
    cash: '64250.00',
    positions: [
      ['SPY', '120'],
      ['QQQ', '60'],
      ['IWM', '45'],
      ['MDY', '18'],
    ],
  },
  {
    client: 'Margaret and Paul Lindqvist',
    name: 'Margaret Lindqvist traditional IRA',
    registration: 'traditional_ira',
    riskProfile: 'conservative',
    externalId: 'ACC-1002',
    cash: '210000.00',
    positions: [
      ['SPY', '150'],
      ['QQQ', '30'],
      ['AGG', '900', '88200.00'],
    ],
  },
  {
    client: 'Theodora Okafor',
    name: 'Okafor individual',
    registration: 'individual',
    riskProfile: 'aggressive',
    externalId: 'ACC-2001',
    cash: '3150.75',
    positions: [
      ['SPY', '210'],
      ['QQQ', '260'],
      ['IWM', '80'],
      ['MDY', '25'],
    ],
  },
  {
    client: 'Theodora Okafor',
    name: 'Okafor Roth IRA',
    registration: 'roth_ira',
    riskProfile: 'growth',
    externalId: 'ACC-2002',
    cash: '18900.00',
    constraints: { IWM: { maxBps: 2000 }, CASH: { minBps: 500 } },
    positions: [
      ['SPY', '40'],
      ['QQQ', '55'],
      ['IWM', '60'],
    ],
  },
  {
    client: 'Hartwell Family Trust',
    name: 'Hartwell trust',
    registration: 'trust',
    riskProfile: 'growth',
    externalId: 'ACC-3001',
    cash: '1250000.00',
    positions: [],
  },
];

async function createAccounts(tx: Transaction, firmId: string, now: Date): Promise<void> {
  const times = { createdAt: now, updatedAt: now };
  const clients = new Map<string, string>();
  for (const { client, externalId, positions, constraints = {}, ...account } of ACCOUNTS) {
    const clientId = clients.get(client) ?? randomUUID();
    if (!clients.has(client))
      await tx.client.create({ data: { firmId, id: clientId, name: client, ...times } });
    clients.set(client, clientId);
    const accountId = randomUUID();
    await tx.account.create({ data: { firmId, id: accountId, clientId, constraints, ...account, ...times } });
    await tx.accountExternalId.create({ data: { firmId, accountId, system: 'demo-crm', externalId } });
    await tx.position.createMany({
      data: positions.map(([symbol, quantity, marketValue]) => ({
        firmId,
        accountId,
        symbol,
        quantity,
        ...(marketValue !== undefined && { marketValue }),
      })),
    });
  }
}

/** Past Prisma: a later start needs no more than this, and Prisma takes 60 MB at its first query. */
const hasFirm = async (database: Database): Promise<boolean> =>
  (await database.queryAsOperator('SELECT id FROM firms LIMIT 1')).length > 0;

/**
 * Gives a database without any firm a demo firm with clients, accounts and a key of every scope.
 * `keepKey` gets the key before anything is committed, so that there is no demo firm whose key is lost.
 * Answers the key, or undefined where there was a firm already.
 */
export async function seedDemo(
  database: Database,
  now: Date,
  keepKey: (apiKey: string) => Promise<void>,
): Promise<string | undefined> {
  if (await hasFirm(database)) return undefined;
  const firmId = randomUUID();
  return database.asOperator(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
    if ((await tx.firm.count()) > 0) return undefined;
    const firm = { firmId, name: 'Example Advisers', owner: 'Demo Owner', scopes: SCOPES, now };
    const { apiKey } = await createFirm(tx, firm);
    // The operator may make a firm and may not touch its accounts: these the firm makes itself.
    await tx.$executeRaw`SELECT set_config('role', 'aa_app', true)`;
    await createAccounts(tx, firmId, now);
    await keepKey(apiKey);
    return apiKey;
  }, firmId);
}

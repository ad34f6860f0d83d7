import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationShutdown, Optional } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { AppConfig } from '../config/app-config.js';
import { DatabaseUnavailable, meansUnavailable } from './database-unavailable.js';
import { type Prisma, PrismaClient } from './generated/client.js';
import { withClient } from './with-client.js';

/** A Prisma client bound to one transaction. */
export type Transaction = Prisma.TransactionClient;

/** What may be stored in a column of JSON. */
export type JsonObject = Prisma.InputJsonObject;

/** One statement of a transaction that speaks for a firm. The SQL must be a constant text, as in queryAsFirm. */
export type FirmQuery = <Row extends pg.QueryResultRow>(
  sql: string,
  params?: readonly unknown[],
) => Promise<Row[]>;

const POOL_SIZE = 10;
const TRANSACTION = { maxWait: 10_000, timeout: 60_000 };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ENTER = "SELECT set_config('app.firm_id', $1, true), set_config('role', $2, true)";
const NO_FIRM = '';

type Role = 'aa_app' | 'aa_operator';

const DATE_OID = 1082;
/** Sessions stay the text they are: a Date would put them into some time zone. */
const types = new pg.TypeOverrides();
types.setTypeParser(DATE_OID, (text) => text);

/**
 * The way to the store. Every statement runs in a transaction under one of two roles that own nothing
 * and can't bypass row-level security: `aa_app` speaks for one firm and sees only its rows, whatever
 * the query asks; `aa_operator` writes what all firms share.
 *
 * Every method rejects with DatabaseUnavailable while the database is away; the pool recovers by itself.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly pool: pg.Pool;
  private readonly prisma: PrismaClient;
  private readonly statementNames = new Map<string, string>();

  constructor(
    private readonly config: AppConfig,
    @Optional() poolSize: number = POOL_SIZE,
  ) {
    if (config.databaseUrl === undefined) throw new Error('Database needs a database URL');
    this.pool = new pg.Pool({
      connectionString: config.databaseUrl,
      max: poolSize,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      pipeline: true,
      types,
    });
    // A connection that breaks fails its query, or is replaced at its next use; the event that tells of it
    // besides would end the process if nobody listened.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool) });
  }

  /** Runs the work in one transaction that sees and writes only the firm's rows. */
  asFirm<T>(firmId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (!UUID.test(firmId)) throw new TypeError('A firm id is a UUID');
    return this.transaction('aa_app', firmId, work);
  }

  /**
   * Runs the work in one transaction that may write what all firms share. With a firm's id it also
   * speaks for that firm, which is how a firm is made.
   */
  asOperator<T>(work: (tx: Transaction) => Promise<T>, firmId: string = NO_FIRM): Promise<T> {
    return this.transaction('aa_operator', firmId, work);
  }

  /**
   * One statement as the firm, in one round trip and past Prisma: for hot reads. The SQL must be a
   * constant text, since it is kept as a prepared statement. Dates come as `YYYY-MM-DD`, numeric and
   * bigint as strings, timestamptz as Date.
   */
  queryAsFirm<Row extends pg.QueryResultRow>(
    firmId: string,
    sql: string,
    params: readonly unknown[] = [],
  ): Promise<Row[]> {
    if (!UUID.test(firmId)) throw new TypeError('A firm id is a UUID');
    return this.query<Row>('aa_app', firmId, sql, params);
  }

  /** Several statements as queryAsFirm's, in one transaction: what reads and writes many rows of a firm. */
  statementsAsFirm<T>(firmId: string, work: (query: FirmQuery) => Promise<T>): Promise<T> {
    if (!UUID.test(firmId)) throw new TypeError('A firm id is a UUID');
    return whileAvailable(async () => {
      const client = await this.pool.connect();
      try {
        await client.query('BEGIN');
        await client.query({ name: 'enter', text: ENTER, values: [firmId, 'aa_app'] });
        const result = await work(
          async <Row extends pg.QueryResultRow>(sql: string, params: readonly unknown[] = []) => {
            const answer = await client.query<Row>({
              name: this.statementName(sql),
              text: sql,
              values: [...params],
            });
            return answer.rows;
          },
        );
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        client.release(meansUnavailable(error));
        throw error;
      }
    });
  }

  /** As queryAsFirm, on the shared tables; of the tenant tables it sees no row. */
  queryShared<Row extends pg.QueryResultRow>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.query<Row>('aa_app', NO_FIRM, sql, params);
  }

  /** As queryShared, in the operator's role, which also sees which firms there are. */
  queryAsOperator<Row extends pg.QueryResultRow>(
    sql: string,
    params: readonly unknown[] = [],
  ): Promise<Row[]> {
    return this.query<Row>('aa_operator', NO_FIRM, sql, params);
  }

  /**
   * Runs the work while this process alone, of all that share the database, holds the lock; false, without
   * running it, where another holds it. A process that dies lets go of it.
   */
  exclusively(lock: number, work: () => Promise<void>): Promise<boolean> {
    return whileAvailable(() =>
      withClient(String(this.config.databaseUrl), async (client) => {
        const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [
          lock,
        ]);
        if (rows[0]?.mine !== true) return false;
        await work();
        return true;
      }),
    );
  }

  /**
   * As asOperator, on a connection of its own and past Prisma, for as long as it takes: what copies many rows.
   */
  bulk<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    return whileAvailable(() =>
      withClient(String(this.config.databaseUrl), async (client) => {
        await client.query('BEGIN');
        await client.query(ENTER, [NO_FIRM, 'aa_operator']);
        const result = await work(client);
        await client.query('COMMIT');
        return result;
      }),
    );
  }

  /** Whether the database answers now. */
  async ready(): Promise<boolean> {
    try {
      await this.pool.query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }

  private transaction<T>(role: Role, firmId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return whileAvailable(() =>
      this.prisma.$transaction(async (tx) => {
        await tx.$queryRawUnsafe(ENTER, firmId, role);
        return work(tx);
      }, TRANSACTION),
    );
  }

  private query<Row extends pg.QueryResultRow>(
    role: Role,
    firmId: string,
    sql: string,
    params: readonly unknown[],
  ): Promise<Row[]> {
    return whileAvailable(async () => {
      const client = await this.pool.connect();
      const answers = await Promise.allSettled([
        client.query('BEGIN'),
        client.query({ name: 'enter', text: ENTER, values: [firmId, role] }),
        client.query<Row>({ name: this.statementName(sql), text: sql, values: [...params] }),
        client.query('COMMIT'),
      ]);
      const failure = answers.find((answer) => answer.status === 'rejected');
      client.release(failure !== undefined && meansUnavailable(failure.reason));
      if (failure !== undefined) throw failure.reason;
      const [, , result] = answers;
      // Taken out of the driver's answer: that outlives several collections, and would keep whole histories as text.
      return result.status === 'fulfilled' ? result.value.rows.splice(0) : [];
    });
  }

  private statementName(sql: string): string {
    const known = this.statementNames.get(sql);
    if (known !== undefined) return known;
    const name = createHash('sha256').update(sql).digest('hex').slice(0, 32);
    this.statementNames.set(sql, name);
    return name;
  }
}

async function whileAvailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw meansUnavailable(error) ? new DatabaseUnavailable({ cause: error }) : error;
  }
}

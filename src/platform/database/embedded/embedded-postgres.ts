import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { meansUnavailable } from '../database-unavailable.js';
import { withClient } from '../with-client.js';
import { type ServerAccount, serverAccount } from './account.js';
import { type Cluster, openCluster, SUPERUSER } from './cluster.js';
import { homeOf } from './home.js';
import { findPostmaster } from './postmaster.js';
import { stagePrograms } from './programs.js';

/** Longer paths don't fit a Unix socket's address on every system. */
const LONGEST_SOCKET_DIRECTORY = 80;
/** PostgreSQL killed a moment ago may hold its shared memory for some tries. */
const FAILED_LAUNCHES_ALLOWED = 20;
const WATCH_MS = 200;
const RETRY_MS = 5_000;
const STOP_MS = 15_000;
const LOG_TAIL = 500;

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  /** One data directory a name. */
  readonly clusterName: string;
  /** Told when PostgreSQL dies, comes back or can't be brought back. */
  readonly report: (line: string) => void;
}

/**
 * A real PostgreSQL of our own, reached over a Unix socket. It runs outside our process group, so that
 * Ctrl-C reaches only the service, which stops it in order. Where the service is killed it goes on and
 * the next start takes it over; where it is killed it is started again.
 */
export class EmbeddedPostgres {
  private child: ChildProcess | undefined;
  private readonly stopping = new AbortController();
  private watching: Promise<void> = Promise.resolve();

  private constructor(
    private readonly cluster: Cluster,
    private readonly programs: string,
    private readonly account: ServerAccount | undefined,
    private readonly socketDirectory: string,
    private readonly report: (line: string) => void,
    /** Whether it was running before we came: left by a service that was killed, or another's. */
    readonly wasRunning: boolean,
  ) {}

  /** Starts PostgreSQL, or takes over the one that is still running, and keeps it running until stop(). */
  static async start({ dataDir, clusterName, report }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const account = serverAccount();
    const home = homeOf(dataDir, clusterName, account);
    const programs = await stagePrograms(home.programs);
    const cluster = await openCluster(home.cluster, programs, account);
    const running = findPostmaster(cluster.data);
    const socketDirectory = running?.socketDirectory ?? (await socketDirectoryFor(cluster.data, account));
    const wasRunning = running !== undefined;
    const server = new EmbeddedPostgres(cluster, programs, account, socketDirectory, report, wasRunning);
    await server.bringUp();
    server.watching = server.watch();
    return server;
  }

  /** Our own folder beside PostgreSQL's data, for what belongs to this installation. */
  get folder(): string {
    return this.cluster.folder;
  }

  url(database: string): string {
    const host = encodeURIComponent(this.socketDirectory);
    return `postgresql://${SUPERUSER}:${this.cluster.password}@localhost/${database}?host=${host}`;
  }

  /** Makes the database if it isn't there yet. */
  async createDatabase(name: string): Promise<void> {
    await withClient(this.url('postgres'), async (client) => {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    });
  }

  /** No longer looks after PostgreSQL, and leaves it running. */
  async release(): Promise<void> {
    this.stopping.abort();
    await this.watching;
  }

  /** Stops PostgreSQL, ending whatever connections are left. */
  async stop(): Promise<void> {
    await this.release();
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      const pid = findPostmaster(this.cluster.data)?.pid;
      if (pid === undefined) break;
      process.kill(pid, signal);
      for (
        let waited = 0;
        waited < STOP_MS && findPostmaster(this.cluster.data) !== undefined;
        waited += 20
      ) {
        await sleep(20);
      }
    }
    if (this.socketDirectory !== this.cluster.data) {
      await rm(this.socketDirectory, { recursive: true, force: true });
    }
  }

  private async watch(): Promise<void> {
    while (await this.pause(WATCH_MS)) {
      if (findPostmaster(this.cluster.data) !== undefined) continue;
      this.report('PostgreSQL has stopped unexpectedly: starting it again');
      try {
        await this.bringUp();
        this.report('PostgreSQL is back');
      } catch (error) {
        this.report(error instanceof Error ? error.message : String(error));
        await this.pause(RETRY_MS);
      }
    }
  }

  /** Waits without keeping the process alive; false as soon as PostgreSQL is to stop. */
  private async pause(milliseconds: number): Promise<boolean> {
    const { signal } = this.stopping;
    await sleep(milliseconds, undefined, { ref: false, signal }).catch(() => undefined);
    return !signal.aborted;
  }

  private async bringUp(): Promise<void> {
    for (let launches = 0; !this.stopping.signal.aborted;) {
      const isStarting =
        this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
      if (!isStarting && findPostmaster(this.cluster.data) === undefined) {
        if (launches === FAILED_LAUNCHES_ALLOWED) {
          throw new Error(
            `PostgreSQL doesn't start. The end of its log, ${this.logFile}:\n${await this.logTail()}`,
          );
        }
        await this.launch();
        launches += 1;
      }
      await sleep(Math.min(250, 10 + 20 * launches));
      if (await this.answers()) return;
    }
  }

  private get logFile(): string {
    return join(this.cluster.folder, 'postgresql.log');
  }

  private async logTail(): Promise<string> {
    return (await readFile(this.logFile, 'utf8')).slice(-LOG_TAIL).trim();
  }

  private async launch(): Promise<void> {
    const log = await open(this.logFile, 'a', 0o600);
    try {
      this.child = spawn(
        join(this.programs, 'bin', 'postgres'),
        ['-D', this.cluster.data, '-k', this.socketDirectory, '-c', 'listen_addresses='],
        {
          cwd: '/',
          env: { LC_ALL: 'C' },
          stdio: ['ignore', log.fd, log.fd],
          detached: true,
          ...this.account,
        },
      );
      this.child.on('error', (error) => this.report(`PostgreSQL can't be run: ${error.message}`));
      this.child.unref();
    } finally {
      await log.close();
    }
  }

  private async answers(): Promise<boolean> {
    try {
      await withClient(this.url('postgres'), () => Promise.resolve());
      return true;
    } catch (error) {
      if (meansUnavailable(error)) return false;
      throw error;
    }
  }
}

async function socketDirectoryFor(data: string, account: ServerAccount | undefined): Promise<string> {
  if (Buffer.byteLength(data) <= LONGEST_SOCKET_DIRECTORY) return data;
  const directory = await mkdtemp(join(tmpdir(), 'advisor-'));
  if (account !== undefined) await chown(directory, account.uid, account.gid);
  return directory;
}

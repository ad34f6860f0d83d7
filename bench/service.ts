import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
const POLL_MS = 5;
const PATIENCE_MS = 120_000;
const TICKS_A_SECOND = 100;

/** The service as `npm start` runs it, in a process of its own. */
export interface Service {
  readonly url: string;
  readonly process: ChildProcess;
  /** From the start of the process to the first 200 of /health/ready. */
  readonly readyAfterMs: number;
  /** The demo firm's, where the service shows one. */
  demoKey(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the service on a free port, with these settings beside the environment's. */
export async function startService(settings: NodeJS.ProcessEnv): Promise<Service> {
  const port = settings['PORT'] ?? String(await freePort());
  const began = performance.now();
  const child = spawn(process.execPath, [START], {
    env: { ...process.env, LOG_LEVEL: 'warn', ...settings, PORT: port },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  await ready(`${url}/health/ready`, child);
  return {
    url,
    process: child,
    readyAfterMs: performance.now() - began,
    demoKey: async () => {
      for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
        const key = /aa_live_\w+/.exec(said)?.[0];
        if (key !== undefined) return key;
        await sleep(POLL_MS);
      }
      throw new Error(`the service showed no demo key:\n${said}`);
    },
    stop: () => stop(child),
  };
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(POLL_MS);
  }
  throw new Error(`${url} did not become ready`);
}

/** Resident memory of one process, MB; on Linux read from where it costs nothing. */
export function residentMb(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kb = existsSync(status)
    ? /^VmRSS:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kb) / 1024;
}

/** Resident memory of everything a process started, MB; what processes share is counted in each. */
export function residentMbOfDescendants(pid: number): number {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number]);
  const under = (parent: number): number =>
    rows
      .filter(([child, ppid, rss]) => ppid === parent && child !== process.pid && rss > 0)
      .reduce((sum, [child, , rss]) => sum + rss / 1024 + under(child), 0);
  return under(pid);
}

/**
 * Seconds of processor time that a process has taken, with the children it has outlived; on Linux. What a
 * machine does besides falls on wall-clock time, hardly on this.
 */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [, ...fields] = stat.slice(stat.lastIndexOf(')')).split(' ');
  // utime, stime, cutime and cstime are the 14th to 17th field; those before the name's end are cut off.
  const ticks = fields.slice(11, 15).map(Number);
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND;
}

/** The same of a process and everything it started that still runs. */
export function cpuSecondsOfTree(pid: number): number {
  const children = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child);
  return [pid, ...children].reduce((sum, one) => sum + (existsSync(`/proc/${one}`) ? cpuSeconds(one) : 0), 0);
}

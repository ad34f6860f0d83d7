import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a running PostgreSQL says of itself in its data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDirectory: string;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where /proc can tell: whether the process is the PostgreSQL of that data directory. */
function serves(pid: number, data: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data);
  } catch {
    return process.platform !== 'linux';
  }
}

/**
 * The PostgreSQL running on the data directory, if any. A lock file left by one that was killed, whose
 * process id now belongs to something else, is removed: PostgreSQL itself would refuse to start.
 */
export function findPostmaster(data: string): Postmaster | undefined {
  const file = join(data, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const socketDirectory = lines[4];
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  if (!serves(pid, data)) {
    rmSync(file, { force: true });
    return undefined;
  }
  return socketDirectory ? { pid, socketDirectory } : undefined;
}

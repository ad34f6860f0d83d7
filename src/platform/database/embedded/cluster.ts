import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, link, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerAccount } from './account.js';

export const SUPERUSER = 'advisor';

/** A data directory of PostgreSQL and the password of its superuser. */
export interface Cluster {
  /** Ours: log, password, demo key. */
  readonly folder: string;
  /** PostgreSQL's own. */
  readonly data: string;
  readonly password: string;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Linked into place whole, so that of two starts at once neither reads half a password. */
async function keepPassword(folder: string): Promise<string> {
  const path = join(folder, 'password');
  if (!(await exists(path))) {
    const draft = join(folder, `password-${randomBytes(6).toString('hex')}`);
    await writeFile(draft, randomBytes(24).toString('hex'), { mode: 0o600 });
    await link(draft, path).catch(async (error: unknown) => {
      if (!(await exists(path))) throw error;
    });
    await rm(draft);
  }
  return readFile(path, 'utf8');
}

/**
 * Opens the cluster in the folder, making it first where there is none. It is made aside and renamed,
 * so that a start cut short leaves nothing half made, and of two starts at once the first one wins.
 */
export async function openCluster(
  folder: string,
  programs: string,
  account: ServerAccount | undefined,
): Promise<Cluster> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const data = join(folder, 'data');
  const cluster = { folder, data, password: await keepPassword(folder) };
  if (await exists(join(data, 'PG_VERSION'))) return cluster;

  const temporary = await mkdtemp(join(folder, 'new-'));
  try {
    const passwordFile = join(temporary, 'password');
    await writeFile(passwordFile, cluster.password, { mode: 0o600 });
    if (account !== undefined) {
      await chown(passwordFile, account.uid, account.gid);
      await chown(temporary, account.uid, account.gid);
    }
    const created = join(temporary, 'data');
    await promisify(execFile)(
      join(programs, 'bin', 'initdb'),
      [
        ...['-D', created, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ],
      { cwd: '/', env: { LC_ALL: 'C' }, ...account },
    );
    await chmod(created, 0o700);
    await rename(created, data).catch(async (error: unknown) => {
      if (!(await exists(join(data, 'PG_VERSION')))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return cluster;
}

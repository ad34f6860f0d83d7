import { chmod, mkdtemp, rm } from 'node:fs/promises';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

declare global {
  /** Set between globalSetup and globalTeardown, where the tests run on a PostgreSQL of our own. */
  var stopTestDatabase: (() => Promise<void>) | undefined;
}

/**
 * Jest compiles what globalSetup imports but doesn't apply moduleNameMapper to it, so that an import of
 * `./x.js` finds no file. This gives it `./x.ts`, in Jest's parent process alone.
 */
function resolveSources(): void {
  const loader = Module as unknown as { _resolveFilename: (request: string, ...rest: unknown[]) => string };
  const resolve = loader._resolveFilename.bind(loader);
  loader._resolveFilename = (request, ...rest) => {
    try {
      return resolve(request, ...rest);
    } catch (error) {
      if (!/^\.{1,2}\/.*\.js$/.test(request)) throw error;
      return resolve(request.replace(/\.js$/, '.ts'), ...rest);
    }
  };
}

/** Jest's globalSetup: the PostgreSQL of TEST_DATABASE_URL, or one of our own for this run. */
export default async function startDatabase(): Promise<void> {
  resolveSources();
  const { EmbeddedPostgres } = await import('../../src/platform/database/embedded/embedded-postgres.js');
  const { prepareTemplate } = await import('./test-database.js');

  if (process.env['TEST_DATABASE_URL'] === undefined) {
    const dataDir = await mkdtemp(join(tmpdir(), 'advisor-test-'));
    await chmod(dataDir, 0o711);
    const server = await EmbeddedPostgres.start({
      dataDir,
      clusterName: 'test',
      report: (line) => process.stderr.write(`${line}\n`),
    });
    process.env['TEST_DATABASE_URL'] = server.url('postgres');
    globalThis.stopTestDatabase = async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    };
  }
  await prepareTemplate();
}

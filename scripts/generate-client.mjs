import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { contentOf, isStamped, root, writeStamp } from './content-stamp.mjs';

const STAMP = 'src/platform/database/generated/.schema';

/** Generates the Prisma client, unless it was generated from this schema by this Prisma already. */
export function generateClient() {
  const content = contentOf(['prisma/schema.prisma', 'node_modules/prisma/package.json']);
  if (isStamped(STAMP, content)) return;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/prisma/build/index.js'), 'generate', '--no-hints'],
    {
      cwd: root,
      encoding: 'utf8',
      // Prisma looks for an engine that this command never runs, and would download it.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
    },
  );
  if (status !== 0) throw new Error(`prisma generate failed:\n${stdout}${stderr}`);
  writeStamp(STAMP, content);
}

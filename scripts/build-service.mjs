import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './build-lock.mjs';
import { contentOf, isStamped, root, writeStamp } from './content-stamp.mjs';
import { generateClient } from './generate-client.mjs';
import { runTool } from './run-tool.mjs';

const STAMP = 'dist/.sources';
const SOURCES = [
  'src',
  'sample',
  'prisma',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'package-lock.json',
];
const isSource = (file) =>
  !file.startsWith(join('src', 'platform', 'database', 'generated')) && !file.endsWith('.spec.ts');

const isCurrent = () => isStamped(STAMP, contentOf(SOURCES, isSource));

/** Builds dist, unless it was built from these sources already. */
export async function buildService(progress = () => {}) {
  if (isCurrent()) return;
  await alone(async () => {
    if (isCurrent()) return;
    progress('building (once, or after a change)');
    generateClient();
    const content = contentOf(SOURCES, isSource);
    rmSync(join(root, STAMP), { force: true });
    if (!(await runTool('@nestjs/cli/bin/nest.js', ['build']))) throw new Error('the build failed');
    writeStamp(STAMP, content);
  });
}

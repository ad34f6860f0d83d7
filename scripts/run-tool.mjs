import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from './content-stamp.mjs';

/** Runs a script of node_modules, past npx, which may go to the network. Answers whether it succeeded. */
export async function runTool(script, args = [], env = {}) {
  const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'close');
  return code === 0;
}

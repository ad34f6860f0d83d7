import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createApp } from '../../app.setup.js';
import { SCOPE_MEANINGS } from '../../modules/auth/scopes.js';
import { AppConfig } from '../config/app-config.js';
import { differencesOf } from './differences.js';
import { buildOpenApiDocument } from './document.js';

/**
 * `export.js <path>` writes the OpenAPI document; `export.js --check <path>` compares it with the file and
 * exits 1 with a list of differences. Neither needs a database.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { check: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (path === undefined) throw new Error('usage: export.js [--check] <path>');
  const app = await createApp({ config: new AppConfig(), preview: true, logger: false });
  const text = `${JSON.stringify(buildOpenApiDocument(app, SCOPE_MEANINGS), null, 2)}\n`;
  if (!values.check) {
    await writeFile(path, text);
    return;
  }
  const stored = await readFile(path, 'utf8');
  if (stored === text) return;
  const differences = differencesOf(JSON.parse(stored), JSON.parse(text));
  process.stderr.write(
    `${path} is not what the code describes; run "npm run openapi" and commit it.\n${differences.join('\n')}\n`,
  );
  process.exitCode = 1;
}

await main();

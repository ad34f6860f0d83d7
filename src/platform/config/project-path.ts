import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(directory: string): string {
  return existsSync(join(directory, 'package.json')) ? directory : findRoot(dirname(directory));
}

/** An absolute path inside the project, whether the code runs from src or from dist. */
export function projectPath(...parts: string[]): string {
  return join(findRoot(dirname(fileURLToPath(import.meta.url))), ...parts);
}

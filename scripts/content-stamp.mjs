import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

function filesUnder(path, isWanted) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => isWanted(relative(root, file)));
}

/** A hash of the names and contents of files, by which to see whether what was made of them is current. */
export function contentOf(paths, isWanted = () => true) {
  const hash = createHash('sha256');
  const files = paths.flatMap((path) => filesUnder(join(root, path), isWanted)).sort();
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Whether the stamp beside what was made says it was made of this content. */
export function isStamped(stamp, content) {
  try {
    return readFileSync(join(root, stamp), 'utf8') === content;
  } catch {
    return false;
  }
}

export function writeStamp(stamp, content) {
  writeFileSync(join(root, stamp), content);
}

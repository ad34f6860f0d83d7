import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The operating-system account PostgreSQL runs under. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: ServerAccount = { uid: 65534, gid: 65534 };

/** PostgreSQL refuses to run as root: then it runs as nobody; otherwise as whoever runs the service. */
export function serverAccount(): ServerAccount | undefined {
  return process.getuid?.() === 0 ? NOBODY : undefined;
}

/** Whether any account may pass through the directory and all above it; one that isn't there yet will do. */
export function isEnterableByAnyone(directory: string): boolean {
  const mode = statSync(directory, { throwIfNoEntry: false })?.mode;
  const parent = dirname(directory);
  return (
    (mode === undefined || (mode & 0o001) !== 0) && (parent === directory || isEnterableByAnyone(parent))
  );
}

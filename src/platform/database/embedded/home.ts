import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isEnterableByAnyone, type ServerAccount } from './account.js';

const SYSTEM_HOME = '/var/lib/allocation-advisor';

/** Where an embedded PostgreSQL keeps its programs and its data. */
export interface Home {
  readonly programs: string;
  readonly cluster: string;
}

/**
 * The data directory itself, unless the account PostgreSQL runs under can't enter it: root in a
 * directory only root can enter. Then a place of its own under /var/lib.
 */
export function homeOf(dataDir: string, clusterName: string, account: ServerAccount | undefined): Home {
  if (account === undefined || isEnterableByAnyone(dataDir)) {
    return { programs: dataDir, cluster: join(dataDir, clusterName) };
  }
  const project = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return { programs: SYSTEM_HOME, cluster: join(SYSTEM_HOME, project, clusterName) };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../startup-error.ts';

const MAJOR_VERSION = '18';

/** PostgreSQL's own folder inside ours. */
export function clusterFolder(directory: string): string {
  return join(directory, 'cluster');
}

/** Client authentication rules, kept beside the cluster: those written by `initdb` inside reject everybody. */
export function accessRules(directory: string): string {
  return join(directory, 'pg_hba.conf');
}

/** Rejects a folder that this PostgreSQL cannot open, with a shorter message than PostgreSQL's. */
export function checkCluster(directory: string): void {
  const cluster = clusterFolder(directory);
  const versionFile = join(cluster, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    throw new StartupError(`${cluster} is not a PostgreSQL folder.`);
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version !== MAJOR_VERSION) {
    throw new StartupError(
      `${cluster} was written by PostgreSQL ${version}; this is ${MAJOR_VERSION}. ` +
        'Move the data over with pg_dump, or set another DATA_DIR.',
    );
  }
}

import { existsSync } from 'node:fs';
import { StartupError } from '../startup-error.ts';
import { locateBinaries } from './binaries.ts';
import { checkCluster, clusterFolder } from './cluster.ts';
import { createCluster } from './create-cluster.ts';
import { readCredentials } from './credentials.ts';
import { databaseUrls, type DatabaseUrls } from './database-urls.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { stopOrphan } from './running-postgres.ts';
import { startServer, type Server } from './server.ts';
import { databaseUser } from './system-user.ts';

export interface EmbeddedPostgresOptions {
  /** The database's own folder; made when it does not exist. */
  directory: string;
  /** For tests: fast, and lost when the machine goes down. */
  ephemeral?: boolean;
}

export interface EmbeddedPostgres extends DatabaseUrls {
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on the data in `directory`, and makes the data with its two roles when there is none.
 * A server that outlived its Taskward is replaced; one that another Taskward uses is a StartupError.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { directory, ephemeral = false } = options;
  const cluster = clusterFolder(directory);
  const user = databaseUser(cluster);
  const binaries = locateBinaries(user);

  if (!existsSync(cluster)) {
    await createCluster({ directory, binaries, user, ephemeral });
  }
  checkCluster(directory);
  const credentials = readCredentials(directory);
  await stopOrphan(directory);

  const server = await startServer({ postgres: binaries.postgres, directory, user, ephemeral });
  return claim(server, databaseUrls(server.port, credentials));
}

async function claim(server: Server, urls: DatabaseUrls): Promise<EmbeddedPostgres> {
  const lock = await takeInstanceLock(urls.ownerUrl).catch(() => undefined);
  if (!lock) {
    await server.stop();
    throw new StartupError(
      'The database does not let its owner in: its passwords and its data do not match.',
    );
  }
  const stop = async () => {
    await server.stop();
    await lock.end();
  };
  return { ...urls, stop };
}

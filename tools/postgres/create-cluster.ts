import { chmodSync, chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartupError } from '../startup-error.ts';
import type { Binaries } from './binaries.ts';
import { accessRules, clusterFolder } from './cluster.ts';
import { createCredentials } from './credentials.ts';
import { createRoles } from './create-roles.ts';
import { runDatabaseProcess } from './database-process.ts';
import { removeLeftovers, stagingFolder } from './staging-folder.ts';
import type { SystemUser } from './system-user.ts';

export interface NewCluster {
  directory: string;
  binaries: Binaries;
  user: SystemUser | undefined;
  ephemeral: boolean;
}

const RULES = 'host all taskward_owner,taskward_app 127.0.0.1/32 scram-sha-256\n';
const LOCALE = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];

/**
 * Makes the cluster with its roles beside its final place and moves it there when it is complete, so that an
 * interrupted first start leaves nothing that the next one would trip over.
 */
export async function createCluster(options: NewCluster): Promise<void> {
  const { directory } = options;
  removeLeftovers(directory);
  const staging = stagingFolder(directory);
  try {
    await fill(staging, options);
    renameSync(staging, directory);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw isOccupied(error)
      ? new StartupError(`${directory} holds something else than our database.`)
      : error;
  }
}

async function fill(staging: string, { binaries, user, ephemeral }: NewCluster): Promise<void> {
  const cluster = clusterFolder(staging);
  createFolders(staging, user);
  const args = ['--username=postgres', ...LOCALE, '--auth=reject', '--pgdata', cluster];
  await runDatabaseProcess(binaries.initdb, args, user);
  await createRoles({ postgres: binaries.postgres, cluster, user, ephemeral }, createCredentials(staging));
  writeFileSync(accessRules(staging), RULES);
  chmodSync(accessRules(staging), 0o644);
}

function createFolders(staging: string, user: SystemUser | undefined): void {
  const cluster = clusterFolder(staging);
  mkdirSync(dirname(staging), { recursive: true });
  mkdirSync(staging);
  mkdirSync(cluster);
  // The database's user passes through our folder into its own; our umask must not say otherwise.
  chmodSync(staging, user ? 0o711 : 0o700);
  if (user) {
    chownSync(cluster, user.uid, user.gid);
  }
}

function isOccupied(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

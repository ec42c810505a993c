import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canReach, createFolder, substituteFor } from '../postgres/reachable-folder.ts';
import { databaseUser } from '../postgres/system-user.ts';
import { StartupError } from '../startup-error.ts';
import { workspaceRoot } from '../workspace-root.ts';

/** The database's folder inside the data directory. */
export function databaseFolder(dataDirectory: string): string {
  return join(dataDirectory, 'postgres');
}

/**
 * The folder of `DATA_DIR`, created if it does not exist. If PostgreSQL's unprivileged user cannot reach it, another
 * folder is used instead, and we say so.
 */
export function prepareDataDirectory(variables: NodeJS.ProcessEnv): string {
  const wanted = resolve(workspaceRoot, variables.DATA_DIR || '.data');
  try {
    return prepare(wanted);
  } catch (error) {
    throw new StartupError(`DATA_DIR ${wanted} cannot be used: ${(error as Error).message}`);
  }
}

function prepare(wanted: string): string {
  if (existsSync(wanted) && !statSync(wanted).isDirectory()) {
    throw new Error('it is not a folder');
  }
  const user = databaseUser(databaseFolder(wanted));
  if (user && !canReach(wanted, user)) {
    const substitute = substituteFor(wanted);
    console.log(`PostgreSQL cannot come to ${wanted}; the data is in ${substitute}`);
    return substitute;
  }
  // The unprivileged user passes through it to the database, and sees nothing else.
  createFolder(wanted, user ? 0o711 : 0o700);
  return wanted;
}

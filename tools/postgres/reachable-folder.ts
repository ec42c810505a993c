import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SystemUser } from './system-user.ts';

/** Where root keeps what the unprivileged user must reach, when the checkout is closed to it. */
export const SYSTEM_FOLDER = '/var/lib/taskward';

/** Whether `user` can come to `path`, or to the nearest folder above it that exists. */
export function canReach(path: string, user: SystemUser): boolean {
  const existing = existsSync(path) ? path : dirname(path);
  if (existing !== path) {
    return canReach(existing, user);
  }
  return spawnSync('ls', ['-d', `${path}/.`], { ...user, cwd: '/' }).status === 0;
}

/** The folder that stands for `path`: `/var/lib/taskward/<hash of path>`. */
export function substituteFor(path: string): string {
  const folder = join(SYSTEM_FOLDER, createHash('sha256').update(path).digest('hex').slice(0, 16));
  createPassableFolder(SYSTEM_FOLDER);
  createPassableFolder(folder);
  return folder;
}

/** Others may pass through but not look around; our umask must not say otherwise. */
export function createPassableFolder(folder: string): void {
  createFolder(folder, 0o711);
}

/**
 * A new folder with exactly that mode; new parents have the usual one, and others may pass through them, whatever the
 * umask. One that exists, or that another process creates at the same time, stays as it is.
 */
export function createFolder(folder: string, mode: number): void {
  createParents(dirname(folder));
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      return;
    }
    throw error;
  }
  // The umask may have taken some of it.
  chmodSync(folder, mode);
}

function createParents(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  for (let made = folder; first && made.length >= first.length; made = dirname(made)) {
    chmodSync(made, statSync(made).mode | 0o111);
  }
}

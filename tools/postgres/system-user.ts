import { readFileSync, statSync } from 'node:fs';
import { StartupError } from '../startup-error.ts';

/** The operating system's user that PostgreSQL runs as. */
export interface SystemUser {
  uid: number;
  gid: number;
}

const CANDIDATES = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so root hands it to an unprivileged user: the one that owns the data
 * already, or `postgres`, or `nobody`. Undefined means: run as who we are.
 */
export function databaseUser(dataDirectory: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }

  const owner = statSync(dataDirectory, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) {
    return { uid: owner.uid, gid: owner.gid };
  }

  const user = CANDIDATES.map(lookUp).find((found) => found !== undefined);
  if (!user) {
    throw new StartupError('PostgreSQL cannot run as root, and there is no user "postgres" or "nobody".');
  }
  return user;
}

function lookUp(name: string): SystemUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

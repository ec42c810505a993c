import type { ChildProcess } from 'node:child_process';
import { spawnDatabaseProcess } from './database-process.ts';
import type { SystemUser } from './system-user.ts';

/** `read` returns when our end of the pipe closes, which happens however we die. */
const SCRIPT = 'read -r _; kill -INT "$1"';

/** Stops the server when this process dies without having done so, killed outright for instance. */
export function watchOver(server: ChildProcess, user: SystemUser | undefined): void {
  const args = ['-c', SCRIPT, 'watchdog', String(server.pid)];
  const watchdog = spawnDatabaseProcess('/bin/sh', args, user, ['pipe', 'ignore', 'ignore']);
  // Its number may soon belong to somebody else.
  server.once('exit', () => watchdog.kill('SIGKILL'));
}

import type { ChildProcess } from 'node:child_process';
import { spawnDatabaseProcess } from './database-process.ts';
import type { SystemUser } from './system-user.ts';

/** `read` returns when our end of the pipe closes, however this process ends. */
const SCRIPT = 'read -r _; kill -INT "$1"';

/** Stops the server if this process dies without having done so, for example when killed. */
export function watchOver(server: ChildProcess, user: SystemUser | undefined): void {
  const args = ['-c', SCRIPT, 'watchdog', String(server.pid)];
  const watchdog = spawnDatabaseProcess('/bin/sh', args, user, ['pipe', 'ignore', 'ignore']);
  // Its process id may soon be reused.
  server.once('exit', () => watchdog.kill('SIGKILL'));
}

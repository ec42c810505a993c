import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { exitCode } from '../exit-code.ts';
import { StartupError } from '../startup-error.ts';
import type { SystemUser } from './system-user.ts';

/**
 * Starts a PostgreSQL program: as the database's user, with none of our environment (it holds secrets), in a
 * folder everybody may enter, and in a session of its own, so that Ctrl-C does not reach it before the server.
 */
export function spawnDatabaseProcess(
  command: string,
  args: string[],
  user: SystemUser | undefined,
  stdio: SpawnOptions['stdio'],
): ChildProcess {
  return spawn(command, args, { ...isolation(user), detached: true, stdio });
}

/** Runs a PostgreSQL program to its end. Fails with the program's last words. */
export async function runDatabaseProcess(
  command: string,
  args: string[],
  user: SystemUser | undefined,
  input = '',
): Promise<void> {
  const child = spawnDatabaseProcess(command, args, user, ['pipe', 'ignore', 'pipe']);
  child.stdin?.end(input);
  const [errors, code] = await Promise.all([text(child.stderr!), exitCode(child)]);
  if (code !== 0) {
    throw new StartupError(`${command} failed: ${lastLine(errors)}`);
  }
}

/** Why the program cannot be run by that user, or undefined when it can. */
export function findObstacle(command: string, user: SystemUser | undefined): string | undefined {
  const { error, status, stderr } = spawnSync(command, ['--version'], isolation(user));
  if (status === 0) {
    return undefined;
  }
  return error?.message ?? lastLine(stderr.toString());
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

function isolation(user: SystemUser | undefined) {
  return { ...user, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } };
}

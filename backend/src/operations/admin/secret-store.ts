import {
  chmodSync,
  chownSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { findSecretListProblem } from '../../platform/config/secret-list';
import { AdminError } from './admin-command';

/** Secrets that are rotated; a pepper stays as long as a hash needs it, and is changed by hand. */
export const ROTATED_SECRETS = ['JWT_SECRETS', 'REFRESH_SECRETS'] as const;

export type RotatedSecret = (typeof ROTATED_SECRETS)[number];

/** Where the list of a setting is: in the file that `NAME_FILE` names, or in the environment alone. */
export interface SecretList {
  readonly name: RotatedSecret;
  readonly list: string;
  readonly file: string | undefined;
}

/** @throws AdminError when the setting is missing or no list of secrets. */
export function readSecretList(name: RotatedSecret, environment: NodeJS.ProcessEnv): SecretList {
  const file = environment[`${name}_FILE`] || undefined;
  const list = file ? readFileSync(file, 'utf8').trim() : (environment[name] ?? '');
  const problem = list === '' ? 'is required' : findSecretListProblem(list);
  if (problem) {
    throw new AdminError(`${name}: ${problem}`);
  }
  return { name, list, file };
}

/**
 * Complete or not at all, and for whom it was: a server that runs as another user than the administrator reads it on.
 * @throws Error of the system, and leaves the file as it is, when it cannot be given to its owner.
 */
export function writeSecretList(file: string, list: string): void {
  const path = realpathSync(file);
  const { mode, uid, gid } = statSync(path);
  const staging = `${path}.new-${process.pid}`;
  writeFileSync(staging, `${list}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // In this order: to change the owner takes some bits of the mode away.
    chownSync(staging, uid, gid);
    chmodSync(staging, mode & 0o777);
    renameSync(staging, path);
  } catch (error) {
    rmSync(staging, { force: true });
    throw error;
  }
}

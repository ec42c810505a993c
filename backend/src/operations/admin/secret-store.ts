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

/** Secrets that can be rotated; a pepper must stay while hashes depend on it, and is changed by hand. */
export const ROTATED_SECRETS = ['JWT_SECRETS', 'REFRESH_SECRETS'] as const;

export type RotatedSecret = (typeof ROTATED_SECRETS)[number];

/** Where a setting's list is stored: in the file named by `NAME_FILE`, or only in the environment. */
export interface SecretList {
  readonly name: RotatedSecret;
  readonly list: string;
  readonly file: string | undefined;
}

/** @throws AdminError when the setting is missing or invalid. */
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
 * Writes atomically and preserves the owner: a server that runs as another user can still read the file.
 * @throws Error of the system, leaving the file unchanged, when its owner cannot be set.
 */
export function writeSecretList(file: string, list: string): void {
  const path = realpathSync(file);
  const { mode, uid, gid } = statSync(path);
  const staging = `${path}.new-${process.pid}`;
  writeFileSync(staging, `${list}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // The order matters: changing the owner clears some mode bits.
    chownSync(staging, uid, gid);
    chmodSync(staging, mode & 0o777);
    renameSync(staging, path);
  } catch (error) {
    rmSync(staging, { force: true });
    throw error;
  }
}

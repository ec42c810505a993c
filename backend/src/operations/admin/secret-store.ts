import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
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

/** Complete or not at all, for the same owner and for nobody else. */
export function writeSecretList(file: string, list: string): void {
  const { mode } = statSync(file);
  const staging = `${file}.new-${process.pid}`;
  writeFileSync(staging, `${list}\n`, { mode: mode & 0o777 & 0o600, flag: 'wx' });
  renameSync(staging, file);
}

import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFolder } from '../postgres/reachable-folder.ts';
import { isSet } from './is-set.ts';

const SECRETS = ['JWT_SECRETS', 'REFRESH_SECRETS', 'PASSWORD_PEPPER'];
const SECRET_BYTES = 48;

/** The secrets that nobody has set, made at the first start and kept in the data directory. */
export function provideSecrets(variables: NodeJS.ProcessEnv, dataDirectory: string): NodeJS.ProcessEnv {
  const folder = join(dataDirectory, 'secrets');
  createFolder(folder, 0o700);
  const missing = SECRETS.filter((name) => !isSet(variables, name));
  return Object.fromEntries(missing.map((name) => [name, readOrCreate(join(folder, name))]));
}

function readOrCreate(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
    create(path);
    return readFileSync(path, 'utf8').trim();
  }
}

/** Appears complete or not at all, and never replaces one that another process has just made. */
function create(path: string): void {
  const staging = `${path}.new-${process.pid}`;
  writeFileSync(staging, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(staging, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  } finally {
    rmSync(staging);
  }
}

import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFolder } from '../postgres/reachable-folder.ts';
import { isSet } from './is-set.ts';

const SECRETS = ['JWT_SECRETS', 'REFRESH_SECRETS', 'PASSWORD_PEPPER'];
const SECRET_BYTES = 48;

/** Generates missing secrets at the first start, and keeps them in the data directory. */
export function provideSecrets(variables: NodeJS.ProcessEnv, dataDirectory: string): NodeJS.ProcessEnv {
  const files = provideFiles(variables, dataDirectory);
  return Object.fromEntries(files.map(([name, file]) => [name, readFileSync(file, 'utf8').trim()]));
}

/** The same as settings `NAME_FILE`. */
export function provideSecretFiles(variables: NodeJS.ProcessEnv, dataDirectory: string): NodeJS.ProcessEnv {
  return Object.fromEntries(
    provideFiles(variables, dataDirectory).map(([name, file]) => [`${name}_FILE`, file]),
  );
}

function provideFiles(variables: NodeJS.ProcessEnv, dataDirectory: string): [name: string, file: string][] {
  const folder = join(dataDirectory, 'secrets');
  createFolder(folder, 0o700);
  const missing = SECRETS.filter((name) => !isSet(variables, name));
  return missing.map((name) => [name, findOrCreate(join(folder, name))]);
}

function findOrCreate(path: string): string {
  if (!existsSync(path)) {
    create(path);
  }
  return path;
}

/** Created atomically, never replacing a file that another process has just created. */
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

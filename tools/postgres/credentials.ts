import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../startup-error.ts';

/** The passwords of the two database roles. */
export interface Credentials {
  owner: string;
  application: string;
}

export function createCredentials(directory: string): Credentials {
  const credentials = { owner: password(), application: password() };
  writeFileSync(fileIn(directory), JSON.stringify(credentials), { mode: 0o600, flag: 'wx' });
  return credentials;
}

export function readCredentials(directory: string): Credentials {
  const path = fileIn(directory);
  const problem = new StartupError(`${path} must hold the database's passwords, and does not.`);
  try {
    const credentials = JSON.parse(readFileSync(path, 'utf8')) as Partial<Credentials>;
    if (!credentials.owner || !credentials.application) {
      throw problem;
    }
    return credentials as Credentials;
  } catch (error) {
    throw isUnreadable(error) ? error : problem;
  }
}

function isUnreadable(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EACCES';
}

function fileIn(directory: string): string {
  return join(directory, 'credentials.json');
}

function password(): string {
  return randomBytes(32).toString('base64url');
}

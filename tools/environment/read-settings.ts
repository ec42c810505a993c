import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { workspaceRoot } from '../workspace-root.ts';

const ENV_FILE = join(workspaceRoot, '.env');

/** The settings given: the environment takes precedence over the file `.env`. */
export function readSettings(): NodeJS.ProcessEnv {
  const fromFile = existsSync(ENV_FILE) ? parseEnv(readFileSync(ENV_FILE, 'utf8')) : {};
  return { ...fromFile, ...process.env };
}

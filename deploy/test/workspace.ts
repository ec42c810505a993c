import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const WORKSPACE = join(import.meta.dirname, '../..');

export function readText(path: string): string {
  return readFileSync(join(WORKSPACE, path), 'utf8');
}

/** With merge keys, as Compose reads it; a tag that Compose knows stands for its value. */
export function readYaml<T>(path: string): T {
  return parse(readText(path), { merge: true, customTags: [RESET] }) as T;
}

export function readJson<T>(path: string): T {
  return JSON.parse(readText(path)) as T;
}

/** Of Compose: a later file takes back what an earlier one says. */
const RESET = { tag: '!reset', collection: 'seq' as const };

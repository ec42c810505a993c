import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';

export const WORKSPACE = join(__dirname, '../../../..');

/** The files of a folder and of all within it, by their paths in the workspace. */
export function listFiles(folder: string, isIgnored: (name: string) => boolean = () => false): string[] {
  return readdirSync(join(WORKSPACE, folder), { withFileTypes: true })
    .filter(({ name }) => !isIgnored(name))
    .flatMap((entry) => listEntry(folder, entry, isIgnored));
}

/** What Git has or would take; a checkout without Git has it too. */
export function listSources(): string[] {
  const ignored = readFileSync(join(WORKSPACE, '.gitignore'), 'utf8').split('\n').filter(Boolean);
  const names = ['.git', ...ignored.map((pattern) => pattern.replaceAll('/', ''))];
  return listFiles('', (name) => names.some((pattern) => matchesGlob(name, pattern)));
}

function listEntry(folder: string, entry: Dirent, isIgnored: (name: string) => boolean): string[] {
  const path = join(folder, entry.name);
  if (entry.isDirectory()) {
    return listFiles(path, isIgnored);
  }
  return entry.isFile() ? [path] : [];
}

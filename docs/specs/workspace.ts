import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listSources, WORKSPACE } from '../../backend/test/support/files/workspace-files';

/** Absolute, of a path in the workspace. */
export const pathOf = (path: string): string => join(WORKSPACE, path);

export const readText = (path: string): string => readFileSync(pathOf(path), 'utf8');

export const readJson = <T>(path: string): T => JSON.parse(readText(path)) as T;

/** Every page in Markdown, by its path in the workspace. */
export const listPages = (): string[] => listSources().filter((path) => path.endsWith('.md'));

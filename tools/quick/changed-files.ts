import { git } from '../repository/git.ts';

/** Passes the list from `npm test -- --quick` to the targets; Nx includes it in their cache inputs. */
const VARIABLE = 'CHANGED_FILES';

/** Existing files that differ from a commit, committed or not, by their paths in the workspace. */
export function findChangedFiles(base: string, cwd?: string): string[] {
  const changed = git(['diff', '--name-only', '--no-renames', '--diff-filter=d', base], cwd);
  const added = git(['ls-files', '--others', '--exclude-standard'], cwd);
  return `${changed}\n${added}`.split('\n').filter((path) => path !== '');
}

export const toEnvironment = (files: string[]): NodeJS.ProcessEnv => ({ [VARIABLE]: files.join('\n') });

export const fromEnvironment = (): string[] => (process.env[VARIABLE] ?? '').split('\n').filter(Boolean);

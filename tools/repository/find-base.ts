import { git } from './git.ts';

/** Where work begins that nobody has yet: the main branch of the server that it goes to, else the one here. */
const MAIN_BRANCHES = ['origin/HEAD', 'origin/main', 'main'];

/**
 * The commit at which the work in a clone began: where `NX_BASE` and HEAD part, as pipelines set it, or else the main
 * branch and HEAD. Undefined without Git, and where there is no such commit.
 */
export function findBase(cwd?: string, named = process.env.NX_BASE ?? ''): string | undefined {
  const candidates = [named, ...MAIN_BRANCHES].filter((candidate) => candidate !== '');
  for (const candidate of candidates) {
    const base = git(['merge-base', candidate, 'HEAD'], cwd);
    if (base !== undefined) {
      return base;
    }
  }
  return undefined;
}

import { git } from './git.ts';

/** Candidates for the base of unpublished work: the remote's main branch, else the local one. */
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

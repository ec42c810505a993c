import { spawnSync } from 'node:child_process';
import { workspaceRoot } from '../workspace-root.ts';

/** Git's output without the trailing line break; undefined if it fails, as for a missing commit. */
export function git(args: string[], cwd = workspaceRoot): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd, encoding: 'utf8' });
  return status === 0 ? stdout.trimEnd() : undefined;
}

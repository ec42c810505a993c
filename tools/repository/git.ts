import { spawnSync } from 'node:child_process';
import { workspaceRoot } from '../workspace-root.ts';

/** What Git answers, without the line break at the end; undefined where it fails, as for a commit that is not there. */
export function git(args: string[], cwd = workspaceRoot): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd, encoding: 'utf8' });
  return status === 0 ? stdout.trimEnd() : undefined;
}

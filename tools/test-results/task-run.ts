import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../startup-error.ts';
import { workspaceRoot } from '../workspace-root.ts';

/** What became of one target of one project. */
export interface TaskResult {
  target: string;
  project: string;
  passed: boolean;
}

const RUN_FILE = join(workspaceRoot, '.nx/cache/run.json');

/** Forgets the outcome of an earlier run, so that one which breaks down is not taken for it. */
export function forgetTaskRun(): void {
  rmSync(RUN_FILE, { force: true });
}

/** The outcome of the run that Nx has just finished. */
export function readTaskRun(): TaskResult[] {
  if (!existsSync(RUN_FILE)) {
    throw new StartupError('Nx did not finish its run.');
  }
  const { tasks } = JSON.parse(readFileSync(RUN_FILE, 'utf8')) as { tasks: NxTask[] };
  return tasks.map(({ target, projectName, status }) => ({
    target,
    project: projectName,
    passed: status === 0,
  }));
}

interface NxTask {
  target: string;
  projectName: string;
  status: number;
}

import { spawnSync } from 'node:child_process';

/** A Chromium to test with, and the variables that it needs in its environment. */
export interface Browser {
  executablePath: string;
  env: Record<string, string>;
}

/** Whether it is there and more than a placeholder. */
export function canRun({ executablePath, env }: Browser): boolean {
  return spawnSync(executablePath, ['--version'], { env: { ...process.env, ...env } }).status === 0;
}

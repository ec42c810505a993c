import { spawnSync } from 'node:child_process';

/** A Chromium for tests, and the environment variables that it needs. */
export interface Browser {
  executablePath: string;
  env: Record<string, string>;
}

/** Whether it exists and is not just a placeholder. */
export function canRun({ executablePath, env }: Browser): boolean {
  return spawnSync(executablePath, ['--version'], { env: { ...process.env, ...env } }).status === 0;
}

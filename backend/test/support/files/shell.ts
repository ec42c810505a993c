import { execFile } from 'node:child_process';

export interface ShellResult {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a script of the documentation as a pipeline would: it stops at the first command that fails. */
export function runShell(script: string, cwd: string, environment: NodeJS.ProcessEnv): Promise<ShellResult> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, ...environment };
    const child = execFile('sh', ['-euc', script], { cwd, env }, (_error, output, errors) =>
      resolve({ code: child.exitCode ?? -1, output, errors }),
    );
  });
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';

const SOURCES = join(__dirname, '../../../src');
const COMPILE = join(__dirname, 'preload/compile-typescript');

export interface CommandResult {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a `*.command.ts` of the server, named by its path in `backend/src`, as a process of its own. */
export function runServerCommand(path: string, env: NodeJS.ProcessEnv): Promise<CommandResult> {
  return new Promise((resolve) => {
    const args = ['--require', COMPILE, join(SOURCES, path)];
    const child = execFile(process.execPath, args, { env }, (_error, output, errors) =>
      resolve({ code: child.exitCode ?? -1, output, errors }),
    );
  });
}

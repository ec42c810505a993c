import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { exitCode } from '../exit-code.ts';
import { StartupError } from '../startup-error.ts';
import { workspaceRoot } from '../workspace-root.ts';

interface ToolOptions {
  environment?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
}

/** The program of a dependency, such as `tsc`; to be run with our own Node, whatever the path has. */
export function toolFile(name: string): string {
  return join(workspaceRoot, 'node_modules/.bin', name);
}

/** Runs the program of a dependency. Says nothing unless it fails; then all that it said. */
export async function runTool(name: string, args: string[], options: ToolOptions = {}): Promise<void> {
  const child = spawn(process.execPath, [toolFile(name), ...args], {
    cwd: workspaceRoot,
    env: options.environment ?? process.env,
    signal: options.signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exitCode(child)]);
  if (code !== 0) {
    throw new StartupError(`${output}${errors}`.trim());
  }
}

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

/** The program of a dependency, such as `tsc`; run it with our own Node, whatever the PATH contains. */
export function toolFile(name: string): string {
  return join(workspaceRoot, 'node_modules/.bin', name);
}

/** Runs the program of a dependency. Silent unless it fails; then prints all its output. */
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

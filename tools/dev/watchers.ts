import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { exitCode } from '../exit-code.ts';
import { toolFile } from '../product/run-tool.ts';
import { StartupError } from '../startup-error.ts';
import { workspaceRoot } from '../workspace-root.ts';

interface Watcher {
  name: string;
  args: string[];
  folder?: string;
  environment?: NodeJS.ProcessEnv;
}

/** The bundlers of both sides, the compiler of the backend, and the server, which watches what is bundled. */
export function watchersFor(serverEnvironment: NodeJS.ProcessEnv): Watcher[] {
  const check = [toolFile('tsc'), '--project', 'backend/tsconfig.json', '--watch', '--preserveWatchOutput'];
  const bundle = [toolFile('ng'), 'build', '--configuration', 'development'];
  const watched = ['dist/server/server.js', 'dist/portal'].map((path) => `--watch-path=${path}`);
  return [
    { name: 'backend', args: ['tools/bundle-server.ts', '--watch'] },
    { name: 'types of the backend', args: check },
    { name: 'frontend', args: [...bundle, '--watch'], folder: 'frontend' },
    {
      name: 'server',
      args: [...watched, '--watch-preserve-output', 'tools/dev/server.ts'],
      environment: serverEnvironment,
    },
  ];
}

/** Runs them until the signal; if one exits, all are stopped. */
export async function runWatchers(watchers: Watcher[], signal: AbortSignal): Promise<void> {
  const children = watchers.map((watcher) => ({ name: watcher.name, child: launch(watcher) }));
  const endings = children.map(async ({ name, child }) => {
    const code = await exitCode(child);
    if (!signal.aborted) {
      throw new StartupError(`The watcher of the ${name} ended with code ${code}.`);
    }
  });
  const stopAll = () => children.forEach(({ child }) => child.kill('SIGTERM'));
  signal.addEventListener('abort', stopAll);
  try {
    await Promise.all(endings);
  } finally {
    stopAll();
    await Promise.allSettled(endings);
  }
}

function launch({ args, folder = '.', environment = process.env }: Watcher): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: join(workspaceRoot, folder),
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

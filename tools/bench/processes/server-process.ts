import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../postgres/free-port.ts';
import { SERVER_FLAGS, SERVER_FOLDER } from '../../product/built-server.ts';
import { StartupError } from '../../startup-error.ts';
import { workspaceRoot } from '../../workspace-root.ts';

const POLL_MILLISECONDS = 5;

/** The server under test, in a separate process. */
export class ServerProcess {
  readonly url: string;
  /** Milliseconds from process start to first response. */
  readonly startTime: number;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess, startTime: number) {
    this.url = url;
    this.#child = child;
    this.startTime = startTime;
  }

  /**
   * Starts a program that listens on `PORT`.
   * @param path is polled until it responds.
   */
  static async start(program: string, environment: NodeJS.ProcessEnv, path: string): Promise<ServerProcess> {
    const port = String(await findFreePort());
    const start = performance.now();
    const child = spawn(process.execPath, [...SERVER_FLAGS, program], {
      cwd: workspaceRoot,
      env: { ...environment, PORT: port },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const url = `http://127.0.0.1:${port}`;
    while (!(await answers(url + path))) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new StartupError(`${program} ended before it answered.`);
      }
      await sleep(POLL_MILLISECONDS);
    }
    return new ServerProcess(url, child, performance.now() - start);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Kills it at once: after a measurement, requests in flight no longer matter. */
  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }
}

/** The production build of the product, as served by `npm start`. */
export async function startProduct(
  environment: NodeJS.ProcessEnv,
  cleanup: AsyncDisposableStack,
): Promise<ServerProcess> {
  const product = await ServerProcess.start(`${SERVER_FOLDER}/main.js`, environment, '/health/ready');
  cleanup.defer(() => product.stop());
  return product;
}

/** The baseline for comparison. */
export async function startFloor(
  environment: NodeJS.ProcessEnv,
  cleanup: AsyncDisposableStack,
): Promise<ServerProcess> {
  const floor = await ServerProcess.start('tools/bench/floor/server.ts', environment, '/health/ready');
  cleanup.defer(() => floor.stop());
  return floor;
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url).catch(() => undefined);
  return answer?.ok ?? false;
}

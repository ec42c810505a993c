import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { until } from '../time/until';
import { answersAt } from './answers-at';
import { findFreePort } from './free-port';

/** The program, built from the sources at the start of the run (`server-bundle.mjs`). */
export const MAIN = join(process.env.TEST_SERVER_FOLDER ?? '', 'main.js');
const MAKE_MISTAKES = join(__dirname, 'preload/make-mistakes');

/** What V8 makes of it, once for all servers. */
const COMPILE_CACHE = join(process.env.TEST_SERVER_FOLDER ?? '', 'v8');

/** Milliseconds between two looks at a server that starts. */
const START_PAUSE = 50;

/** A line of its log. */
export interface LogLine {
  level: string;
  msg?: string;
  err?: Record<string, unknown>;
  [field: string]: unknown;
}

export interface Ending {
  readonly code: number | null;
  readonly stderr: string;
}

/** The server as a process of its own. */
export class ServerProcess {
  /** Every line that it wrote to its output so far; one that is no JSON breaks the test. */
  readonly log: LogLine[] = [];
  readonly ending: Promise<Ending>;
  private readonly lines = new EventEmitter();

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {
    const output = createInterface(child.stdout!);
    output.on('line', (line) => {
      this.log.push(JSON.parse(line) as LogLine);
      this.lines.emit('line');
    });
    this.ending = this.readEnding(once(output, 'close'));
  }

  /**
   * @param port one of its own, unless it takes the place of a server that is gone.
   * @param descriptors that it can have open, if fewer than the tests themselves.
   */
  static async start(
    environment: NodeJS.ProcessEnv,
    port?: string,
    descriptors: number | 'inherited' = 'inherited',
  ): Promise<ServerProcess> {
    port ??= String(await findFreePort());
    const limit = descriptors === 'inherited' ? '' : `ulimit -n ${descriptors}; `;
    const program = [process.execPath, '--require', MAKE_MISTAKES, MAIN];
    const child = spawn('sh', ['-c', `${limit}exec "$@"`, 'sh', ...program], {
      env: { ...environment, PORT: port, NODE_COMPILE_CACHE: COMPILE_CACHE },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new ServerProcess(`http://localhost:${port}`, child);
  }

  /** Resolves with the first line of the log that fits. */
  async untilLogged(fits: (line: LogLine) => boolean): Promise<LogLine> {
    for (;;) {
      const found = this.log.find(fits);
      if (found) {
        return found;
      }
      await Promise.race([once(this.lines, 'line'), this.failure()]);
    }
  }

  /** Resolves when it answers requests. */
  async ready(): Promise<void> {
    let hasEnded = false;
    void this.ending.then(() => (hasEnded = true));
    await until(async () => hasEnded || (await answersAt(`${this.url}/health/ready`)), START_PAUSE);
    if (hasEnded) {
      await this.failure();
    }
  }

  /** Has it make one of the mistakes of `preload/make-mistakes.js`. */
  fail(mistake: string): void {
    this.child.send(mistake);
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  private async readEnding(outputEnd: Promise<unknown>): Promise<Ending> {
    const [stderr, [code]] = await Promise.all([
      text(this.child.stderr!),
      once(this.child, 'exit') as Promise<[number | null]>,
      outputEnd,
    ]);
    return { code, stderr };
  }

  private async failure(): Promise<never> {
    const { code, stderr } = await this.ending;
    throw new Error(`The server ended with ${code}: ${stderr}`);
  }
}

/** Resolves when all of them are gone, also those that had ended before. */
export async function killAll(servers: readonly Pick<ServerProcess, 'kill' | 'ending'>[]): Promise<void> {
  servers.forEach((server) => server.kill('SIGKILL'));
  await Promise.all(servers.map(({ ending }) => ending));
}

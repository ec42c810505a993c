import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { noSettings } from '../../servers.ts';
import { findFreePort } from '../../../tools/postgres/free-port.ts';
import { workspaceRoot } from '../../../tools/workspace-root.ts';

export interface Ending {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The product as `npm start` runs it, without the build, as a process of its own. */
export class ProductProcess {
  readonly url: string;
  readonly ending: Promise<Ending>;
  readonly #child: ChildProcess;
  readonly #readiness: Promise<void>;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
    this.#readiness = untilSaid(child, url);
    this.ending = readEnding(child);
  }

  static async start(settings: Record<string, string>): Promise<ProductProcess> {
    const port = settings.PORT ?? String(await findFreePort());
    const child = spawn(process.execPath, ['tools/start.ts', '--no-build', '--no-env-file'], {
      cwd: workspaceRoot,
      env: { ...process.env, ...noSettings, BCRYPT_COST: '4', LOG_LEVEL: 'warn', ...settings, PORT: port },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ProductProcess(`http://localhost:${port}`, child);
  }

  /** Resolves when it has said that it is ready. */
  async ready(): Promise<void> {
    await Promise.race([this.#readiness, this.#failure()]);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async #failure(): Promise<never> {
    const { stderr } = await this.ending;
    throw new Error(`Ended before it was ready: ${stderr}`);
  }
}

function untilSaid(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve) => {
    let said = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(words)) {
        resolve();
      }
    });
  });
}

async function readEnding(child: ChildProcess): Promise<Ending> {
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

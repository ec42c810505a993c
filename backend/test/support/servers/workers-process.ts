import { listensAt } from './listens-at';
import { type LogLine, ServerProcess } from './server-process';

const started = ({ event }: LogLine) => event === 'worker-started';
const lost = ({ event }: LogLine) => event === 'worker-lost';

/** A server process with workers, as its log tells of them. */
export class WorkersProcess {
  private constructor(private readonly server: ServerProcess) {}

  static async start(environment: NodeJS.ProcessEnv): Promise<WorkersProcess> {
    return new WorkersProcess(await ServerProcess.start(environment));
  }

  get url(): string {
    return this.server.url;
  }

  get ending(): ServerProcess['ending'] {
    return this.server.ending;
  }

  /** Of all workers that ever answered requests, in the order of their starts. */
  get workerPids(): number[] {
    return this.server.log.filter(started).map(({ pid }) => pid as number);
  }

  get livingPids(): number[] {
    return this.workerPids.filter(isAlive);
  }

  get events(): unknown[] {
    return this.server.log.map(({ event }) => event);
  }

  get losses(): LogLine[] {
    return this.server.log.filter(lost);
  }

  /** Resolves when so many have started since the beginning. */
  async untilWorkersStarted(count: number): Promise<void> {
    await this.server.untilLogged(() => this.workerPids.length >= count);
  }

  async untilLosses(count: number): Promise<void> {
    await this.server.untilLogged(() => this.losses.length >= count);
  }

  untilLost(pid: number): Promise<LogLine> {
    return this.server.untilLogged((line) => lost(line) && line.pid === pid);
  }

  listens(): Promise<boolean> {
    return listensAt(this.url);
  }

  kill(signal: NodeJS.Signals): void {
    this.server.kill(signal);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

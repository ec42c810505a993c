import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RUNNER = join(__dirname, 'run-postgres.mjs');

interface DatabaseUrls {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
}

/** A PostgreSQL of a spec's own, which it may stop, start again at another port, and copy while it is stopped. */
export class OwnPostgres {
  private readonly runner: ChildProcess = fork(RUNNER, { execArgv: [] });

  /**
   * @param directory where the database is, or will be.
   * @param durable whether what is committed is kept whatever happens, as in a real installation.
   */
  constructor(
    readonly directory = join(tmpdir(), `taskward-own-${randomUUID()}`),
    private readonly durable = false,
  ) {}

  start(): Promise<DatabaseUrls> {
    return this.ask<DatabaseUrls>('start');
  }

  /** `kill -9`, then a start with recovery, as soon as the processes that it left behind are gone. */
  async crash(): Promise<DatabaseUrls> {
    const [pid] = readFileSync(join(this.directory, 'cluster/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
    for (;;) {
      try {
        return await this.start();
      } catch (error) {
        if (!/still (in use|being used)/.test((error as Error).message)) {
          throw error;
        }
      }
    }
  }

  async stop(): Promise<void> {
    await this.ask('stop');
  }

  /** Stops it for good, and forgets what it kept. */
  async remove(): Promise<void> {
    await this.stop();
    await this.forget();
  }

  /** Deletes what it kept after it was stopped. */
  async forget(): Promise<void> {
    this.runner.disconnect();
    await once(this.runner, 'exit');
    rmSync(this.directory, { recursive: true });
  }

  private async ask<T>(command: 'start' | 'stop'): Promise<T> {
    this.runner.send({ command, directory: this.directory, ephemeral: !this.durable });
    const [{ error, ...answer }] = (await once(this.runner, 'message')) as [{ error?: string }];
    if (error) {
      throw new Error(error);
    }
    return answer as T;
  }
}

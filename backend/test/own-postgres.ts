import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
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

  /** @param directory where the database is, or will be. */
  constructor(readonly directory = join(tmpdir(), `taskward-own-${randomUUID()}`)) {}

  start(): Promise<DatabaseUrls> {
    return this.ask<DatabaseUrls>('start');
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
    this.runner.send({ command, directory: this.directory });
    const [{ error, ...answer }] = (await once(this.runner, 'message')) as [{ error?: string }];
    if (error) {
      throw new Error(error);
    }
    return answer as T;
  }
}

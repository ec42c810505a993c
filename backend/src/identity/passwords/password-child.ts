import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { getPriority, setPriority } from 'node:os';
import { extname, join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Problem } from '../../platform/errors/problem';
import type { PasswordAnswer, PasswordJob } from './password-jobs';

const PROGRAM = join(__dirname, `password-process${extname(__filename)}`);
/** Niceness relative to the server, so that request handling takes priority (measured in docs/performance.md). */
const NICENESS = 10;
const NICEST = 19;

/** One password process and its unanswered jobs. */
export class PasswordChild {
  private readonly logger = new Logger(PasswordChild.name);
  private readonly pending = new Map<number, PromiseWithResolvers<unknown>>();
  private readonly process: ChildProcess;
  private lastId = 0;
  private stopping = false;

  /** Whether it accepts jobs. */
  alive = true;

  /** @param threads number of hashes computed in parallel. */
  constructor(threads: number) {
    this.process = fork(PROGRAM, {
      // The process needs none of the server's secrets.
      env: { NODE_NO_WARNINGS: '1', UV_THREADPOOL_SIZE: String(threads) },
      execArgv: ['--max-semi-space-size=2'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.process.on('message', (answer: PasswordAnswer) => this.settle(answer));
    this.process.on('error', (error) => this.abandon(error));
    this.process.on('exit', (code, signal) => this.abandon(new Error(`It ended: ${signal ?? code}`)));
    const { pid } = this.process;
    if (pid !== undefined) {
      setPriority(pid, Math.min(getPriority() + NICENESS, NICEST));
      this.logger.log({ event: 'password-process-started', pid });
    }
  }

  /** @throws Problem UNAVAILABLE when the process exits before answering. */
  ask(job: PasswordJob): Promise<unknown> {
    const id = ++this.lastId;
    const answer = Promise.withResolvers<unknown>();
    this.pending.set(id, answer);
    this.process.send({ id, job });
    return answer.promise;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.alive) {
      this.process.kill('SIGKILL');
      await once(this.process, 'exit');
    }
  }

  private settle(answer: PasswordAnswer): void {
    const job = this.pending.get(answer.id);
    this.pending.delete(answer.id);
    if ('error' in answer) {
      job?.reject(new Error(answer.error));
    } else {
      job?.resolve(answer.result);
    }
  }

  private abandon(cause: Error): void {
    if (this.alive && !this.stopping) {
      this.logger.warn({ event: 'password-process-lost', err: cause });
    }
    this.alive = false;
    for (const job of this.pending.values()) {
      job.reject(new Problem('UNAVAILABLE', { headers: { 'Retry-After': '1' }, cause }));
    }
    this.pending.clear();
  }
}

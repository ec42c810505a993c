import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { HashQueueService } from './hash-queue.service';
import { PasswordChild } from './password-child';
import type { PasswordJob, PasswordRating } from './password-jobs';
import type { Requester } from './requester';

/**
 * Runs CPU-intensive jobs (fractions of a second) in a separate low-priority process, so that a flood of sign-ins does
 * not slow down other requests (ASVS V15.2.2). Every method throws a Problem UNAVAILABLE when the queue is full for the
 * requester, or when the client disconnects before the job starts.
 */
@Injectable()
export class PasswordWorkerService implements OnApplicationShutdown {
  private child: PasswordChild | undefined;

  constructor(private readonly queue: HashQueueService) {}

  /** A bcrypt hash. */
  hash(secret: string, cost: number, requester: Requester): Promise<string> {
    return this.do({ kind: 'hash', secret, cost }, requester) as Promise<string>;
  }

  compare(secret: string, hash: string, requester: Requester): Promise<boolean> {
    return this.do({ kind: 'compare', secret, hash }, requester) as Promise<boolean>;
  }

  rate(password: string, contextWords: readonly string[], requester: Requester): Promise<PasswordRating> {
    return this.do({ kind: 'rate', password, contextWords }, requester) as Promise<PasswordRating>;
  }

  /** Runs after the server has closed: requests in flight need the process until then. */
  async onApplicationShutdown(): Promise<void> {
    await this.child?.stop();
  }

  private do(job: PasswordJob, requester: Requester): Promise<unknown> {
    return this.queue.enqueue(() => this.livingChild().ask(job), requester);
  }

  /** Starts the process on first use and restarts it after a crash. */
  private livingChild(): PasswordChild {
    if (!this.child?.alive) {
      this.child = new PasswordChild(this.queue.concurrent);
    }
    return this.child;
  }
}

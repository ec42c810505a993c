import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { HashQueue } from './hash-queue';
import { PasswordChild } from './password-child';
import type { PasswordJob, PasswordRating } from './password-jobs';
import type { Requester } from './requester';

/**
 * Does what costs a processor fractions of a second, in a process of its own with a low priority: a storm of
 * sign-ins leaves everybody else usable (ASVS V15.2.2). Every method throws a Problem UNAVAILABLE when the queue has
 * no place for the requester, or when they are gone before the job's turn.
 */
@Injectable()
export class PasswordWorker implements OnApplicationShutdown {
  private child: PasswordChild | undefined;

  constructor(private readonly queue: HashQueue) {}

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

  /** After the server has closed: until then requests that are under way need it. */
  async onApplicationShutdown(): Promise<void> {
    await this.child?.stop();
  }

  private do(job: PasswordJob, requester: Requester): Promise<unknown> {
    return this.queue.enqueue(() => this.livingChild().ask(job), requester);
  }

  /** Started when it is needed first, and again when it was lost. */
  private livingChild(): PasswordChild {
    if (!this.child?.alive) {
      this.child = new PasswordChild(this.queue.concurrent);
    }
    return this.child;
  }
}

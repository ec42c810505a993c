import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { HashQueue } from './hash-queue';
import { PasswordChild } from './password-child';
import type { PasswordJob, PasswordRating } from './password-jobs';

/**
 * Does what costs a processor fractions of a second, in a process of its own with a low priority: a storm of
 * sign-ins leaves everybody else usable (ASVS V15.2.2). Every method throws a Problem UNAVAILABLE when too many wait.
 */
@Injectable()
export class PasswordWorker implements OnApplicationShutdown {
  private child: PasswordChild | undefined;

  constructor(private readonly queue: HashQueue) {}

  /** A bcrypt hash. */
  hash(secret: string, cost: number): Promise<string> {
    return this.do({ kind: 'hash', secret, cost }) as Promise<string>;
  }

  /** @param signal when it is aborted before the job's turn comes, nothing is done. */
  compare(secret: string, hash: string, signal?: AbortSignal): Promise<boolean> {
    return this.do({ kind: 'compare', secret, hash }, signal) as Promise<boolean>;
  }

  rate(password: string, contextWords: readonly string[]): Promise<PasswordRating> {
    return this.do({ kind: 'rate', password, contextWords }) as Promise<PasswordRating>;
  }

  /** After the server has closed: until then requests that are under way need it. */
  async onApplicationShutdown(): Promise<void> {
    await this.child?.stop();
  }

  private do(job: PasswordJob, signal?: AbortSignal): Promise<unknown> {
    return this.queue.run(() => this.livingChild().ask(job), signal);
  }

  /** Started when it is needed first, and again when it was lost. */
  private livingChild(): PasswordChild {
    if (!this.child?.alive) {
      this.child = new PasswordChild(this.queue.concurrent);
    }
    return this.child;
  }
}

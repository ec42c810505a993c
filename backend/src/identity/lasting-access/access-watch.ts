import type { EntityManager } from 'typeorm';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import { Problem } from '../../platform/errors/problem';

/** The database's view of one request's access. Each method throws the problem of an access that has ended. */
export interface AccessSource {
  readonly expiresAt: Date;
  ask(): Promise<void>;
  /** Prevents the access from ending until the transaction is over. */
  hold(manager: EntityManager): Promise<void>;
}

/** The longest delay of a timer in milliseconds; a personal access token can live longer. */
const TIMER_MAXIMUM = 2 ** 31 - 1;
/** Milliseconds before a failed check is retried. */
const RETRY_PAUSE = 1_000;

/** Watches the access granted by the guard for as long as the request lasts. */
export class AccessWatch implements Disposable {
  private readonly ending = new AbortController();
  private readonly expiry: NodeJS.Timeout;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;

  /** @param onClose is called once, when the watch is disposed of. */
  constructor(
    private readonly source: AccessSource,
    private readonly onClose: (watch: AccessWatch) => void,
  ) {
    const lifetime = Math.min(source.expiresAt.getTime() - Date.now(), TIMER_MAXIMUM);
    this.expiry = setTimeout(() => this.ending.abort(bearerProblem('TOKEN_EXPIRED')), lifetime).unref();
  }

  /** Aborted as soon as the access is known to have ended; its reason is the problem. */
  get signal(): AbortSignal {
    return this.ending.signal;
  }

  /**
   * Checks again. Data read before this call was not written after the access ended.
   * @throws Problem TOKEN_INVALID, TOKEN_EXPIRED, SESSION_ENDED; Error when the database cannot be asked
   */
  async requireLive(): Promise<void> {
    this.signal.throwIfAborted();
    await this.noting(this.source.ask());
    this.signal.throwIfAborted();
  }

  /** The same, as a boolean. @throws Error when the database cannot be asked */
  async lasts(): Promise<boolean> {
    try {
      await this.requireLive();
      return true;
    } catch (error) {
      if (error instanceof Problem) {
        return false;
      }
      throw error;
    }
  }

  /**
   * The same for a transaction, just before its commit: a concurrent revocation waits for the commit or came first.
   * @throws Problem as above
   */
  async requireLiveUntilCommit(manager: EntityManager): Promise<void> {
    this.signal.throwIfAborted();
    await this.noting(this.source.hold(manager));
  }

  /** Checks access that may have ended, retrying while the database is unavailable, so that no revocation is missed. */
  async recheck(): Promise<void> {
    try {
      await this.lasts();
    } catch {
      if (!this.closed) {
        clearTimeout(this.retry);
        this.retry = setTimeout(() => void this.recheck(), RETRY_PAUSE).unref();
      }
    }
  }

  /** The watch is no longer needed. */
  [Symbol.dispose](): void {
    if (!this.closed) {
      this.closed = true;
      clearTimeout(this.expiry);
      clearTimeout(this.retry);
      this.onClose(this);
    }
  }

  private async noting(question: Promise<void>): Promise<void> {
    try {
      await question;
    } catch (error) {
      if (error instanceof Problem) {
        this.ending.abort(error);
      }
      throw error;
    }
  }
}

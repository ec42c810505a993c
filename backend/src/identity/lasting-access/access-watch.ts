import type { EntityManager } from 'typeorm';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import { Problem } from '../../platform/errors/problem';

/** The access of one request, as the database has it. Each throws the problem of an access that has ended. */
export interface AccessSource {
  readonly expiresAt: Date;
  ask(): Promise<void>;
  /** Keeps it from ending until the transaction is over. */
  hold(manager: EntityManager): Promise<void>;
}

/** The longest that a timer can wait, in milliseconds; a personal access token can live longer. */
const TIMER_MAXIMUM = 2 ** 31 - 1;
/** Milliseconds after which a database that could not tell is asked again. */
const RETRY_PAUSE = 1_000;

/** What the guard found out at the beginning of a request, watched for as long as the request lasts. */
export class AccessWatch implements Disposable {
  private readonly ending = new AbortController();
  private readonly expiry: NodeJS.Timeout;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;

  /** @param onClose is called once, when nobody needs the watch any more. */
  constructor(
    private readonly source: AccessSource,
    private readonly onClose: (watch: AccessWatch) => void,
  ) {
    const lifetime = Math.min(source.expiresAt.getTime() - Date.now(), TIMER_MAXIMUM);
    this.expiry = setTimeout(() => this.ending.abort(bearerProblem('TOKEN_EXPIRED')), lifetime).unref();
  }

  /** Aborted as soon as it is known that the access has ended; its reason is the problem. */
  get signal(): AbortSignal {
    return this.ending.signal;
  }

  /**
   * Asks again. What was read before this call, nobody wrote after the end of the access.
   * @throws Problem TOKEN_INVALID, TOKEN_EXPIRED, SESSION_ENDED; Error when the database cannot tell
   */
  async requireLive(): Promise<void> {
    this.signal.throwIfAborted();
    await this.noting(this.source.ask());
    this.signal.throwIfAborted();
  }

  /** The same as a question. @throws Error when the database cannot tell */
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
   * The same for a transaction, right before its commit: whoever ends the access waits for the commit, or was first.
   * @throws Problem as above
   */
  async requireLiveUntilCommit(manager: EntityManager): Promise<void> {
    this.signal.throwIfAborted();
    await this.noting(this.source.hold(manager));
  }

  /** The access may have ended. As long as the database cannot tell, it is asked again: no such news is lost. */
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

  /** Nobody needs it any more. */
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

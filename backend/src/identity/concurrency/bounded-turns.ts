import type { Problem } from '../../platform/errors/problem';
import { tooManyOpen } from '../throttling/limited-items';
import { KeyedTurns } from './keyed-turns';
import type { SharedPlaces } from './shared-places';

/** How long a request waits, in milliseconds. */
const PATIENCE = 2_000;
/** In seconds: longer than any statement takes. */
const RETRY_AFTER = 3;

export interface TurnBounds {
  /** Requests of one key that are processed concurrently. */
  readonly places: number;
  /** Places that all keys share; if absent, keys do not affect each other. */
  readonly shared?: SharedPlaces;
  /** Requests of one key that may wait for a place. */
  readonly waitingMaximum: number;
  /** Names the rejected party in the error. */
  readonly whose: string;
}

/** A bounded queue of requests per key: few may wait, and not for long. */
export class BoundedTurns {
  private readonly turns: KeyedTurns;

  constructor(private readonly bounds: TurnBounds) {
    this.turns = new KeyedTurns(bounds.places, bounds.shared);
  }

  /** Number of keys with work in progress. */
  get size(): number {
    return this.turns.size;
  }

  /** Number of requests waiting for others of the same key. */
  get waiting(): number {
    return this.turns.waiting;
  }

  /** Takes a place for a request if one is free; `end` releases it. */
  tryBegin(key: string): boolean {
    return this.turns.tryBegin(key);
  }

  /**
   * Waits for a place for a request.
   * @param gone aborted when the client no longer waits for the response.
   * @throws Problem RATE_LIMITED when the queue is full, when the wait times out, or when the client is gone.
   */
  async begin(key: string, gone: AbortSignal): Promise<void> {
    if (gone.aborted || this.turns.waitingFor(key) >= this.bounds.waitingMaximum) {
      throw this.tooMany('and enough wait already. Send fewer at once.');
    }
    try {
      await this.turns.begin(key, PATIENCE, (giveUp) => gone.addEventListener('abort', giveUp));
    } catch (error) {
      throw this.tooMany('and this one waited too long for the others.', error);
    }
  }

  end(key: string): void {
    this.turns.end(key);
  }

  /**
   * Runs one step of a long-running operation, such as a page of a download, as soon as a place is free, without a
   * timeout: the number of such operations is bounded elsewhere.
   */
  withTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    return this.turns.withTurn(key, work);
  }

  /**
   * Runs work for which others wait because it already holds a resource: it waits no longer than a request does.
   * @throws Problem RATE_LIMITED as `begin` does
   */
  withTurnSoon<T>(key: string, gone: AbortSignal, work: () => Promise<T>): Promise<T> {
    return this.turns.withTurn(key, work, () => this.begin(key, gone));
  }

  private tooMany(reason: string, cause?: unknown): Problem {
    const { places: maximum, whose } = this.bounds;
    const detail = `At most ${maximum} of ${whose} are worked on at a time, ${reason}`;
    return tooManyOpen({ policy: 'requests', maximum, retryAfter: RETRY_AFTER, detail }, cause);
  }
}

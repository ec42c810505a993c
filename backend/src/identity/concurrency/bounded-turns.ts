import type { Problem } from '../../platform/errors/problem';
import { tooManyOpen } from '../throttling/limited-items';
import { KeyedTurns } from './keyed-turns';
import type { SharedPlaces } from './shared-places';

/** Milliseconds that a request waits. */
const PATIENCE = 2_000;
/** Seconds: longer than any statement takes. */
const RETRY_AFTER = 3;

export interface TurnBounds {
  /** How many requests of one key are worked on at a time. */
  readonly places: number;
  /** Those that all keys have together; without, nobody waits for another one's work. */
  readonly shared?: SharedPlaces;
  /** How many wait for a place of one key. */
  readonly waitingMaximum: number;
  /** For whoever is refused. */
  readonly whose: string;
}

/** Turns of requests that wait for others of the same key, not many and not long. */
export class BoundedTurns {
  private readonly turns: KeyedTurns;

  constructor(private readonly bounds: TurnBounds) {
    this.turns = new KeyedTurns(bounds.places, bounds.shared);
  }

  /** For how many keys something is in hand. */
  get size(): number {
    return this.turns.size;
  }

  /** How many requests wait for others of the same key. */
  get waiting(): number {
    return this.turns.waiting;
  }

  /** Takes a place for a request if one is free; `end` gives it back. */
  tryBegin(key: string): boolean {
    return this.turns.tryBegin(key);
  }

  /**
   * Takes a place for a request that has to wait for it.
   * @param gone is aborted when nobody waits for the answer any more.
   * @throws Problem RATE_LIMITED when too many wait, when it takes too long, or when nobody wants it any more.
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
   * Does a part of something that lasts, such as a page of a download, when its turn has come, however long that takes:
   * how much of that there is at a time is bounded elsewhere.
   */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    return this.turns.run(key, work);
  }

  /**
   * Does something while which others wait for what it holds already: it waits as long as a request does, and no longer.
   * @throws Problem RATE_LIMITED as `begin` does
   */
  runSoon<T>(key: string, gone: AbortSignal, work: () => Promise<T>): Promise<T> {
    return this.turns.run(key, work, () => this.begin(key, gone));
  }

  private tooMany(reason: string, cause?: unknown): Problem {
    const { places: maximum, whose } = this.bounds;
    const detail = `At most ${maximum} of ${whose} are worked on at a time, ${reason}`;
    return tooManyOpen({ policy: 'requests', maximum, retryAfter: RETRY_AFTER, detail }, cause);
  }
}

import type { SharedPlaces } from './shared-places';
import { TurnQueue } from './turn-queue';

/** A semaphore per key, such as a person's id: keys do not block each other, unless they also draw on shared places. */
export class KeyedTurns {
  private readonly queues = new Map<string, TurnQueue>();
  /** Queues with waiters, or that had some a moment ago. */
  private readonly crowded = new Set<TurnQueue>();

  constructor(
    private readonly places: number,
    private readonly shared?: SharedPlaces,
  ) {}

  /** Number of keys with work in progress. */
  get size(): number {
    return this.queues.size;
  }

  /** Number of waiters across all keys. */
  get waiting(): number {
    return this.queues.values().reduce((sum, { length }) => sum + length, 0);
  }

  /** Number of waiters for this key. */
  waitingFor(key: string): number {
    return this.queues.get(key)?.length ?? 0;
  }

  /** Takes a place if one is free; the holder releases it with `end`. */
  tryBegin(key: string): boolean {
    return this.queueOf(key).tryEnter();
  }

  /** Takes a place as soon as one is free: see `TurnQueue.enter`. */
  begin(key: string, ...waiting: Parameters<TurnQueue['enter']>): Promise<void> {
    const queue = this.queueOf(key);
    const entered = queue.enter(...waiting);
    if (this.shared && queue.length > 0) {
      this.crowded.add(queue);
    }
    return entered;
  }

  end(key: string): void {
    const queue = this.queues.get(key);
    queue?.leave();
    if (queue?.isIdle) {
      this.queues.delete(key);
    }
    if (this.crowded.size > 0) {
      this.admitOthers();
    }
  }

  /**
   * Runs the work once a place is free.
   * @param wait acquires a place when none is free; by default without a timeout.
   */
  async withTurn<T>(
    key: string,
    work: () => Promise<T>,
    wait = (): Promise<void> => this.begin(key, Infinity),
  ): Promise<T> {
    if (!this.tryBegin(key)) {
      await wait();
    }
    try {
      return await work();
    } finally {
      this.end(key);
    }
  }

  /** Round-robin: a queue that was just given a place moves to the back. */
  private admitOthers(): void {
    for (const queue of [...this.crowded]) {
      const before = queue.length;
      queue.admit();
      if (queue.length < before) {
        this.crowded.delete(queue);
      }
      if (queue.length > 0) {
        this.crowded.add(queue);
      } else {
        this.crowded.delete(queue);
      }
    }
  }

  private queueOf(key: string): TurnQueue {
    let queue = this.queues.get(key);
    if (!queue) {
      queue = new TurnQueue(this.places, this.shared);
      this.queues.set(key, queue);
    }
    return queue;
  }
}

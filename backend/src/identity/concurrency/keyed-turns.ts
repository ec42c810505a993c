import type { SharedPlaces } from './shared-places';
import { TurnQueue } from './turn-queue';

/**
 * So many places for each key, a person's id for example: nobody waits for another one's work, unless there are places
 * that all keys share.
 */
export class KeyedTurns {
  private readonly queues = new Map<string, TurnQueue>();
  /** Those in which somebody waits, or did a moment ago. */
  private readonly crowded = new Set<TurnQueue>();

  constructor(
    private readonly places: number,
    private readonly shared?: SharedPlaces,
  ) {}

  /** For how many keys something is in hand. */
  get size(): number {
    return this.queues.size;
  }

  /** How many wait, whatever their key is. */
  get waiting(): number {
    return this.queues.values().reduce((sum, { length }) => sum + length, 0);
  }

  /** How many wait for a place of this key. */
  waitingFor(key: string): number {
    return this.queues.get(key)?.length ?? 0;
  }

  /** Takes a place if one is free; whoever has one gives it back by `end`. */
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
   * Does some work when its turn has come.
   * @param wait takes the place when none is free; however long that takes, unless told otherwise.
   */
  async run<T>(
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

  /** Whoever has got a place is the last to be asked the next time. */
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

import { TurnQueue } from './turn-queue';

/** So many places for each key, a person's id for example: nobody waits for another one's work. */
export class KeyedTurns {
  private readonly queues = new Map<string, TurnQueue>();

  constructor(private readonly places: number) {}

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
    return this.queueOf(key).enter(...waiting);
  }

  end(key: string): void {
    const queue = this.queues.get(key);
    queue?.leave();
    if (queue?.isIdle) {
      this.queues.delete(key);
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

  private queueOf(key: string): TurnQueue {
    let queue = this.queues.get(key);
    if (!queue) {
      queue = new TurnQueue(this.places);
      this.queues.set(key, queue);
    }
    return queue;
  }
}

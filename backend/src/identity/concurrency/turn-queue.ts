import type { SharedPlaces } from './shared-places';

interface Waiter {
  readonly proceed: () => void;
  readonly giveUp: (reason: Error) => void;
  /** In the time of `performance.now()`. */
  readonly deadline: number;
}

/**
 * A counting semaphore with a FIFO queue. One timer suffices for all waiters, since the earliest one times out first.
 * Several queues can also share places.
 */
export class TurnQueue {
  private taken = 0;
  private readonly waiting = new Set<Waiter>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly places: number,
    private readonly shared?: SharedPlaces,
  ) {}

  get isIdle(): boolean {
    return this.taken === 0;
  }

  /** Number of waiters. */
  get length(): number {
    return this.waiting.size;
  }

  /** Takes a place if one is free; in that case nobody is waiting. */
  tryEnter(): boolean {
    if (this.taken === this.places || this.shared?.hasRoomFor(this.taken) === false) {
      return false;
    }
    this.taken += 1;
    this.shared?.take();
    return true;
  }

  /**
   * Waits for a place.
   * @param patience timeout in milliseconds; the same for all callers, or infinite.
   * @param onWait receives a function that cancels the wait.
   * @throws Error when the wait ended without a place.
   */
  enter(patience: number, onWait?: (giveUp: () => void) => void): Promise<void> {
    if (this.tryEnter()) {
      return Promise.resolve();
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter = { proceed: resolve, giveUp: reject, deadline: performance.now() + patience };
    this.waiting.add(waiter);
    this.timer ??= this.wakeAt(waiter.deadline);
    onWait?.(() => this.remove(waiter, 'Nobody waits for the answer any more'));
    return promise;
  }

  /** Releases the place and admits the longest waiter if there is room. */
  leave(): void {
    this.taken -= 1;
    this.shared?.giveBack();
    this.admit();
  }

  /** Admits waiters in FIFO order while there is room. */
  admit(): void {
    for (const next of this.waiting) {
      if (!this.tryEnter()) {
        return;
      }
      this.waiting.delete(next);
      next.proceed();
    }
  }

  private wakeAt(deadline: number): NodeJS.Timeout | undefined {
    return Number.isFinite(deadline)
      ? setTimeout(() => this.expire(), Math.ceil(deadline - performance.now())).unref()
      : undefined;
  }

  private expire(): void {
    const now = performance.now();
    this.timer = undefined;
    for (const waiter of this.waiting) {
      if (waiter.deadline <= now) {
        this.remove(waiter, 'No place has become free in time');
      } else {
        this.timer ??= this.wakeAt(waiter.deadline);
      }
    }
  }

  private remove(waiter: Waiter, reason: string): void {
    if (this.waiting.delete(waiter)) {
      waiter.giveUp(new Error(reason));
    }
  }
}

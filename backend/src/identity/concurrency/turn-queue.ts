import type { SharedPlaces } from './shared-places';

interface Waiter {
  readonly proceed: () => void;
  readonly giveUp: (reason: Error) => void;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
}

/**
 * So many places, and a queue for them in the order of arrival: a counting semaphore. One timer does for all who wait,
 * since whoever came first gives up first. Several queues can have places together besides.
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

  /** How many wait. */
  get length(): number {
    return this.waiting.size;
  }

  /** Takes a place if one is free; then nobody waits. */
  tryEnter(): boolean {
    if (this.taken === this.places || this.shared?.hasRoomFor(this.taken) === false) {
      return false;
    }
    this.taken += 1;
    this.shared?.take();
    return true;
  }

  /**
   * Takes a place as soon as one is free.
   * @param patience milliseconds; always the same, or infinite.
   * @param onWait is given what ends the waiting early.
   * @throws Error when the waiting has ended without a place.
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

  /** Whoever waits longest takes the place over, if there is still room for it. */
  leave(): void {
    this.taken -= 1;
    this.shared?.giveBack();
    this.admit();
  }

  /** Lets those enter who wait longest, as many as there is room for. */
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

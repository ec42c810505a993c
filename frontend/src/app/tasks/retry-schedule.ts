import { DestroyRef, Service, inject } from '@angular/core';

/** Milliseconds. */
const FIRST = 1_000;
const LONGEST = 60_000;
/** Timers run at once whose time is more than 24 days. */
const ASKED_MAXIMUM = 3_600_000;

/**
 * When to try again what failed for the moment: after 1 s, doubling up to 60 s, with jitter, or when the server said;
 * at once when the connection returns or somebody comes back to the tab.
 */
@Service()
export class RetrySchedule {
  private wait = FIRST;
  private timer?: ReturnType<typeof setTimeout>;
  private act: () => void = () => undefined;

  constructor() {
    const now = () => this.run();
    const whenVisible = () => document.visibilityState === 'visible' && this.run();
    addEventListener('online', now);
    document.addEventListener('visibilitychange', whenVisible);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      removeEventListener('online', now);
      document.removeEventListener('visibilitychange', whenVisible);
    });
  }

  wake(act: () => void): void {
    this.act = act;
  }

  /** @param seconds that the server asked to wait. */
  later(seconds?: number): void {
    clearTimeout(this.timer);
    const asked = Math.min((seconds ?? 0) * 1_000, ASKED_MAXIMUM);
    const wait = Math.max(this.wait * (0.75 + Math.random() / 2), asked);
    this.timer = setTimeout(() => this.run(), wait);
    this.wait = Math.min(this.wait * 2, LONGEST);
  }

  reset(): void {
    clearTimeout(this.timer);
    this.wait = FIRST;
  }

  private run(): void {
    clearTimeout(this.timer);
    this.act();
  }
}

import { DestroyRef, Service, inject } from '@angular/core';

/** Milliseconds. */
const FIRST = 1_000;
const LONGEST = 60_000;
/** Upper bound of the delay: timers beyond 24 days fire immediately. */
const ASKED_MAXIMUM = 3_600_000;

/**
 * Retries temporary failures with exponential back-off: 1 s, doubling up to 60 s, with jitter, or as told by the
 * server; immediately when the connection returns or the tab becomes visible again.
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

  /** @param seconds from the server's `Retry-After`. */
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

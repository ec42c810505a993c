import { performance } from 'node:perf_hooks';
import type { Limit } from './limits';

/**
 * Counts in fixed windows shared by all keys, so that only one map has to be cleared. In memory: a database write per
 * request would cost more than most requests do.
 */
export class RequestCounter {
  private readonly counts = new Map<string, number>();
  private readonly length: number;
  private start = -Infinity;

  constructor({ window }: Limit) {
    this.length = window * 1_000;
  }

  /** The number of this request in its window, and the milliseconds until the next window. */
  count(key: string, now = performance.now()): { count: number; millisecondsLeft: number } {
    if (now - this.start >= this.length) {
      this.counts.clear();
      this.start = now;
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return { count, millisecondsLeft: this.length - (now - this.start) };
  }
}
